"""What a button, a command or a deep link means: a file for each subject, one registry for all.

Importing the package reads every file in it, so that each code is known wherever one is decoded:
a new subject is a new file and nothing else.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
