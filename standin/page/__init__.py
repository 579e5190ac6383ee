"""A chat page on which a person meets the bot; ``static`` holds what runs in the browser."""
