"""A typed text as one language reads it: word by word, and where words are short or spaced out."""

from __future__ import annotations

from collections.abc import Container

from bot.safety_net.folding import Token
from bot.safety_net.lexicon import LONGEST_GLUED, LONGEST_SHORT, Heard, Lexicon

# Different words of one message that are looked at for slips: the first of them, for
# whoever types more misspelt ones than that types nothing that a rule could read.
_MOST_MISSPELT = 100
_INNER = Token("")  # what a word comes from that is not the first of its token
_FEWEST_SPACED = 3  # letters, one by one, that may be a word


def read(
    typed: list[Token], lexicon: Lexicon, elsewhere: Container[str]
) -> list[tuple[Heard, Token]]:
    """Each word with the token it comes from; a token may become several words, and several
    tokens one. ``elsewhere`` are words that another language knows."""
    return _Reader(typed, lexicon, elsewhere).read()


class _Reader:
    def __init__(self, typed: list[Token], lexicon: Lexicon, elsewhere: Container[str]) -> None:
        self._typed = typed
        self._lexicon = lexicon
        self._elsewhere = elsewhere
        self._keys = [lexicon.key(token.text) for token in typed]
        self._spaced = _runs_of_letters(typed)
        self._misspelt = 0
        self._heard: dict[str, list[Heard]] = {}  # a word that stands there twice is read once

    def read(self) -> list[tuple[Heard, Token]]:
        heard: list[tuple[Heard, Token]] = []
        at = 0
        while at < len(self._typed):
            taken, (word, *others) = self._next(at)
            heard.append((word, self._typed[at]))
            heard.extend((other, _INNER) for other in others)
            at += taken
        return heard

    def _next(self, at: int) -> tuple[int, list[Heard]]:
        """How many tokens are read, and as what."""
        if self._keys[at] in self._lexicon.begin_short:
            for count in range(LONGEST_SHORT, 0, -1):
                if words := self._lexicon.in_full(tuple(self._keys[at : at + count])):
                    return min(count, len(self._keys) - at), words
        run = self._spaced[at]
        if _FEWEST_SPACED <= run <= LONGEST_GLUED:
            letters = "".join(token.text for token in self._typed[at : at + run])
            if words := self._lexicon.glued(letters):
                return run, words
        return 1, self._one(self._typed[at])

    def _one(self, token: Token) -> list[Heard]:
        if token.value is not None:
            return [self._lexicon.number(token)]
        if token.text not in self._heard:
            self._heard[token.text] = self._first(token.text)
        return self._heard[token.text]

    def _first(self, text: str) -> list[Heard]:
        known = self._lexicon.as_typed(text)
        if known.stems or known.words & self._lexicon.known:
            return [known]
        if text in self._elsewhere or self._misspelt >= _MOST_MISSPELT:
            return [known]
        self._misspelt += 1
        return self._lexicon.misspelt(text)


def _runs_of_letters(typed: list[Token]) -> list[int]:
    """For each token how many single letters stand from there on, one by one."""
    runs = [0] * (len(typed) + 1)
    for at in range(len(typed) - 1, -1, -1):
        runs[at] = runs[at + 1] + 1 if len(typed[at].text) == 1 else 0
    return runs
