"""What the bot says: (state, words) -> Reply, without any of Telegram's types.

Importing the package reads every file in it, so that each screen that is made from words alone is
known (``reading.py``): a new subject is a new file and nothing else.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
