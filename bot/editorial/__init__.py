"""What editors use: the rules that the words must meet, and the commands that apply them."""
