"""What people tell the team: whether an answer helped, and what they write to it on purpose."""
