"""The only code that knows python-telegram-bot: updates in, replies out."""
