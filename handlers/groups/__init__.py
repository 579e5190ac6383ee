"""What members and admins do in a group or channel."""
