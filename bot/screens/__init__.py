"""From what somebody wants (an action) to its screen; here services and replies meet.

A screen that is made from written words alone is registered beside its reply
(``bot/replies/reading.py``). Here are those that ask or change something: a file for each subject,
which registers itself when the package is read.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
