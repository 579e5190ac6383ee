"""What is known of a chat, a person's or a group's."""
