"""Recognises, in what a person types, an emergency or a wish to die: by written rules alone."""
