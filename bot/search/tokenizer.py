"""What counts as a word when people look something up, in any language and script."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'’‘ʼ`´"
_HYPHENED = re.compile(r"\w+(?:[-‐‑–]\w+)+")
# The address of a Markdown link is not read by anybody: "[pain](section/pain)".
_ADDRESS = re.compile(r"\]\([^)\]\s]*\)")


def words_in(text: str) -> list[str]:
    """The words without case, accents and punctuation: "Café, CAR-T’s" -> cafe, car, ts."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFD", folded).translate(_LETTERS).split()


def words_of_name(name: str) -> list[str]:
    """As ``words_in``; a hyphened word is found written as one, too: car, t and cart."""
    joined = ["".join(words_in(found)) for found in _HYPHENED.findall(name)]
    return [*words_in(name), *joined]


def without_addresses(markdown: str) -> str:
    """The text of which only the words of links are left, not where they lead."""
    return _ADDRESS.sub("]", markdown)


class _Letters(dict[int, str]):
    """What each character becomes, for ``str.translate``; found out when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = _kept(chr(number))
        return self[number]


def _kept(character: str) -> str:
    """Letters, digits, and marks that are part of a letter; no accents, no invisible joiners."""
    category = unicodedata.category(character)
    invisible = category == "Cf" or unicodedata.name(character, "").startswith("VARIATION")
    if unicodedata.combining(character) or invisible or character in _APOSTROPHES:
        return ""
    return character if category[0] in "LNM" else " "


_LETTERS = _Letters()
