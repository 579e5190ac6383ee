"""The Bot API's methods, a subject to a file; ``table`` knows them all by name."""
