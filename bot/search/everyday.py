"""What people call by names that stand in no text, read as the texts' words for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.search.tokenizer import words_in

_LONGEST = 4  # words of a name
_Name = tuple[str, ...]


class EverydayWords:
    """Names of one thing, and things that are of a kind: "Lonsurf" is trifluridine, a chemotherapy.

    On 231 questions by two other hands, words that the texts know are better left as they are.
    """

    def __init__(
        self,
        same: Iterable[Sequence[str]] = (),
        kinds: Iterable[tuple[str, Sequence[str]]] = (),
    ) -> None:
        """Of names that mean the same the texts use the first; a kind stands before its members."""
        self._usual = {_name(form): _name(line[0]) for line in same for form in line}
        self._kinds: dict[_Name, list[_Name]] = {}
        for kind, members in kinds:
            for member in members:
                self._kinds.setdefault(self._usually(_name(member)), []).append(_name(kind))

    def explained(self, question: str, is_known: Callable[[str], bool]) -> str:
        """The question with the usual name, and its kinds, in the place of each that is unknown."""
        words = words_in(question)
        unknown = {word for word in words if not is_known(word)}
        if not unknown:
            return question
        return " ".join(self._replaced(words, unknown))

    def _replaced(self, words: list[str], unknown: set[str]) -> Iterator[str]:
        start = 0
        while start < len(words):
            name = self._name_at(words, start)
            if name and unknown.intersection(name):
                usual = self._usually(name)
                yield from usual
                for kind in self._kinds.get(usual, ()):
                    yield from kind
            else:
                name = (words[start],)
                yield words[start]
            start += len(name)

    def _name_at(self, words: list[str], start: int) -> _Name | None:
        """The longest name that begins here."""
        runs = (tuple(words[start : start + length]) for length in range(_LONGEST, 0, -1))
        return next((run for run in runs if run in self._usual or run in self._kinds), None)

    def _usually(self, name: _Name) -> _Name:
        return self._usual.get(name, name)


def _name(written: str) -> _Name:
    return tuple(words_in(written))
