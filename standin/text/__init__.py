"""What Telegram does with plain text: it counts in UTF-16, and finds commands and links."""
