"""What a bot may send as text and as keyboards, read and refused as Telegram does."""
