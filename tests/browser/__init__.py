"""The preview as a person meets it: a real process, a real browser."""
