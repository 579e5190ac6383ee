"""What a person does in their own chat with the bot."""
