"""Whether ``.env`` can be read as it was meant: what cannot would be left out without a word."""

from __future__ import annotations

import io
import re
from pathlib import Path

from dotenv.parser import Binding, parse_stream

# Windows' editor writes a mark at the beginning of a file in UTF-8; Python's name for that.
ENCODING = "utf-8-sig"

NOT_READABLE = "{} cannot be read ({}): give the user who runs the bot the right to read it."
NOT_UTF8 = (
    '{} is not written in UTF-8: save it anew with the encoding "UTF-8" '
    '(in Windows\' Notepad: "Save as", at the bottom).'
)
NOT_A_SETTING = (
    "Line {} of {} cannot be read: write NAME=value there, all in one line, close a quote that "
    "is opened, and begin a comment with #."
)
_NEWLINE = re.compile(r"\r\n|\n|\r")


def fault_of(path: Path) -> str | None:
    """One sentence on what is wrong with the file, without any value; a missing one is fine."""
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return NOT_READABLE.format(path, error.strerror)
    # UTF-16 without its mark is valid UTF-8 as well, full of zeros.
    if b"\0" in written:
        return NOT_UTF8.format(path)
    try:
        text = written.decode(ENCODING)
    except UnicodeDecodeError:
        return NOT_UTF8.format(path)
    line = _first_bad_line(text)
    return None if line is None else NOT_A_SETTING.format(line, path)


def _first_bad_line(text: str) -> int | None:
    return next((_line_of(each) for each in parse_stream(io.StringIO(text)) if _is_bad(each)), None)


def _is_bad(binding: Binding) -> bool:
    if binding.error:
        return True
    # A quote that is closed by the next line's has swallowed a setting: none of ours has two lines.
    swallowed = _NEWLINE.search(binding.original.string.strip()) is not None
    return binding.key is not None and (binding.value is None or swallowed)


def _line_of(binding: Binding) -> int:
    """Blank lines before a setting belong to it, as the parser reads it."""
    text = binding.original.string
    blank = text[: len(text) - len(text.lstrip())]
    return int(binding.original.line) + len(_NEWLINE.findall(blank))
