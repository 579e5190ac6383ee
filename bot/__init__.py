"""What the bot knows and decides, in plain Python: nothing here knows Telegram's library."""
