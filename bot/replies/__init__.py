"""What the bot says: (state, words) -> Reply, without any of Telegram's types."""
