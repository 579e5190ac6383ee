"""The only code that knows python-telegram-bot: updates in, replies out."""

import sys

# PTB imports httpx, and httpx its own command line with click, rich and pygments where these are
# installed: 4 MB for nothing. It goes without where that import fails, and None makes it fail:
# only while PTB is read, so that whoever wants that command line later finds it as it is.
if "httpx" not in sys.modules:
    sys.modules["httpx._main"] = None  # type: ignore[assignment]
    try:
        import telegram.ext  # noqa: F401
    finally:
        del sys.modules["httpx._main"]
