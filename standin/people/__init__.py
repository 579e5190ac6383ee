"""What people do in Telegram's apps, a subject to a file, and what they see there."""
