"""How large and how deep a content file may be: far beyond what an editor writes, and small enough
that no file, broken or hostile, stops the bot or fills its memory."""

from __future__ import annotations

import re

LARGEST_FILE = 500_000  # characters; the largest that we ship has 63,000
MOST_CHARACTERS = 10_000  # of one text; a message holds 4,096
MOST_PARTS = 50  # of one page, each under its own heading
MOST_VALUES = 50_000  # of one YAML file: words, numbers and lists together
DEEPEST = 12  # lists and fields in a YAML file, or braces in a sentence, one inside the other
MOST_PROBLEMS = 200  # that are told of one language: nobody reads more at once

# "1. 1. 1. 1." on one line is a list in a list in a list: each takes more room than the one before.
_LISTS_ON_ONE_LINE = re.compile(r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+|>[ \t]*){4}", re.MULTILINE)


def within_limits(text: str) -> str:
    """The text of one field as it is; raises ValueError for one that would be costly to show."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"this text has more than {MOST_CHARACTERS} characters; make two of it")
    if _LISTS_ON_ONE_LINE.search(text):
        raise ValueError("four lists or quotations begin on one line; take their signs out")
    return text
