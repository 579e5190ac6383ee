"""The only code that knows python-telegram-bot: updates in, replies out."""

import sys

# PTB imports httpx, and httpx its own command line with click, rich and pygments where these are
# installed: 4 MB for nothing. It goes without where that import fails, and None makes it fail.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
