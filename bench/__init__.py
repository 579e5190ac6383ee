"""What the bot can do, measured: each module prints a small table and returns its figures."""
