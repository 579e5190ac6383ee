"""The countries that somebody mentions in a question."""

from __future__ import annotations

from collections.abc import Mapping

from bot.search.tokenizer import words_in

_LONGEST = 5  # words: "the United States of America"


class Places:
    """Made of every name a country has, written without spaces -> what is known of it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def mentioned_in(self, question: str) -> frozenset[str]:
        """Their codes; none where no country is named."""
        words = words_in(question)
        runs = (
            "".join(words[start : start + length])
            for start in range(len(words))
            for length in range(1, _LONGEST + 1)
        )
        return frozenset(self._names[run] for run in runs if run in self._names)
