"""A stand-in for Telegram, in memory or on a socket, so that any bot can be met without a token."""
