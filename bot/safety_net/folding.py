"""What a person typed as plain words: without case, accents, emoji, and the tricks of spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

MOST_CHARACTERS = 4_096  # as many as a message of Telegram holds

_WORD = r"[^\W_](?:[^\W_]|[*@$!'](?=[^\W_]))*"
_TOKEN = re.compile(
    rf"(?P<number>\d+[.,'·]\d+)|(?P<word>[^\W\d_]+(?=\d+[.,'·]\d)|{_WORD}|°|[@$](?={_WORD}){_WORD})"
    r"|(?P<sentence>\.(?!\.)|[?!;\n¿¡。]+)|(?P<clause>\.\.+|[,:()\"…–—«»]+|\s-+\s)"
)
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ`´‛＇′ʹ"), "'") | dict.fromkeys(map(ord, "“”„‟"), '"')
# Cyrillic letters and the Latin ones that look like them, for words that mix the two.
_CYRILLIC, _LATIN = "авеикмнорстухѕіј", "abeukmhopctyxsij"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_LATIN_LETTER, _CYRILLIC_LETTER = re.compile("[A-Za-z]"), re.compile("[а-џ]")
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_NO_LETTER = re.compile(r"[^\w\x00-\x7f]")


class Break(IntEnum):
    """What stands before a word."""

    NONE = 0
    CLAUSE = 1
    SENTENCE = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it was typed, folded; ``value`` where it is a number in digits."""

    text: str
    value: float | None = None
    after: Break = Break.NONE


def tokens(text: str) -> list[Token]:
    """The words in their order; what is beyond the length of a message is not read."""
    found: list[Token] = []
    before = Break.SENTENCE
    for match in _TOKEN.finditer(_plain(text)):
        if match["sentence"]:
            before = Break.SENTENCE
        elif match["clause"]:
            before = max(before, Break.CLAUSE)
        else:
            found.append(_token(match, before))
            before = Break.NONE
    return found


def folded(text: str) -> tuple[str, ...]:
    """The words alone."""
    return tuple(token.text for token in tokens(text))


def folded_word(letters: str) -> str:
    """One word that is nothing but letters: what ``folded`` makes of it, in less time."""
    return _one_script(_plain(letters))


def _plain(text: str) -> str:
    if text.isascii():
        return text[:MOST_CHARACTERS].lower().replace("`", "'")
    quoted = text[:MOST_CHARACTERS].translate(_QUOTES)  # NFKC would make two words with "´"
    composed = unicodedata.normalize("NFKC", quoted)[:MOST_CHARACTERS]
    folded_case = unicodedata.normalize("NFD", composed.casefold())
    return _NO_LETTER.sub(_seen, folded_case).replace("ı", "i")


def _seen(character: re.Match[str]) -> str:
    """Nothing for accents, and for what is put between letters to hide them."""
    return "" if unicodedata.category(character[0]) in {"Mn", "Cf", "Me"} else character[0]


def _token(match: re.Match[str], before: Break) -> Token:
    if match["number"]:
        text = re.sub("[,'·]", ".", match[0])
        return Token(text, float(text), before)
    text = _one_script(match[0].replace("'", ""))
    return Token(text, _value(text), before)


def _value(text: str) -> float | None:
    return float(text) if text.isdecimal() and len(text) < 6 else None


def _one_script(word: str) -> str:
    """A word that mixes Latin letters with Cyrillic ones that look like them, in one of both."""
    if word.isascii():
        return word
    latin = len(_LATIN_LETTER.findall(word))
    cyrillic = latin and len(_CYRILLIC_LETTER.findall(word))
    if not cyrillic:
        return word
    return word.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)
