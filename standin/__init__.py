"""A stand-in for Telegram, in memory, so that the real bot can be met without a token."""
