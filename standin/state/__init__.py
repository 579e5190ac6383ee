"""What is true in the world: who there is, what was said, and what waits for the bot."""
