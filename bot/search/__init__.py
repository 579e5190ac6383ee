"""Finding what a person means among what is written; it knows words, not what they are about."""
