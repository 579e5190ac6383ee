"""The machinery between python-telegram-bot and the network; it knows nothing of the product."""
