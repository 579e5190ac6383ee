"""A group or channel and how its admins want the bot to behave there."""
