"""Words -> documents, as somebody types them: names before texts, beginnings, slips mended."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from math import log

from bot.search.document import HEADING, Document
from bot.search.tokenizer import without_addresses, words_in, words_of_name

# Scores: all that was typed is a name; a name begins with these words; its first word begins so;
# it is somewhere inside a name; words of it are found.
_SAME, _BEGINS, _FIRST_WORD, _INSIDE, _WORDS = 100.0, 80.0, 55.0, 45.0, 79.0
# Less than this is chance, and so is less than a fifth of the best.
_LEAST, _LEAST_SHARE = 12.0, 0.2
LETTERS_READ = 512
_WORDS_READ = 12
_TYPOS_MENDED = 4
_SHORTEST_MENDED = 5  # of four letters, too many words are one letter away
_ALIKE = 0.7
_UNKNOWN_RARITY = 4.0


class WordIndex:
    """Words -> entries. A word weighs what it tells: one that stands everywhere tells nothing."""

    def __init__(self, documents: Iterable[Document]) -> None:
        entries = list(documents)
        self._shares = [(entry.id, entry.share) for entry in entries]
        self._names: list[tuple[str, str, int, float]] = []
        places: dict[str, dict[int, float]] = {}
        for number, entry in enumerate(entries):
            for name, weight in entry.names:
                _put(places, words_of_name(name), number, weight)
                typed = words_in(name)
                self._names.append((" ".join(typed), "".join(typed), number, weight))
            for text, weight in entry.texts:
                _put(places, words_in(without_addresses(text)), number, weight)
        self._places = _packed(places)
        count = len(entries)
        # Squared, so that one telling word outweighs a handful such as "what is a".
        self._rarity = {
            word: log(count / len(found)) ** 2 + 0.05 for word, found in self._places.items()
        }
        self._vocabulary = sorted(self._places)
        self._mendable = [word for word in self._vocabulary if len(word) >= 4]
        self._titles = [
            sum(self._rarity[word] for word in set(words_in(entry.names[0][0]))) or 1.0
            for entry in entries
        ]

    def knows(self, word: str) -> bool:
        """Whether it stands in a document, whole."""
        return word in self._places

    def find(self, words: str) -> list[tuple[str, float]]:
        """Ids and scores, the best first."""
        typed = words_in(words[:LETTERS_READ])[:_WORDS_READ]
        if not typed:
            return []
        scores = self._by_words(typed)
        for number, score in self._by_names(typed):
            scores[number] = max(score, scores.get(number, 0))
        scores = {number: score * self._shares[number][1] for number, score in scores.items()}
        least = max(_LEAST, _LEAST_SHARE * max(scores.values(), default=0))
        ranked = sorted(scores.items(), key=lambda found: (-round(found[1], 3), found[0]))
        return [(self._shares[n][0], score) for n, score in ranked if score >= least]

    def _by_words(self, typed: list[str]) -> dict[int, float]:
        """Each entry's share of the typed words, and how much of its title they make up."""
        shares: dict[int, float] = {}
        titles: dict[int, float] = {}
        total, mends = 0.0, _TYPOS_MENDED
        distinct = list(dict.fromkeys(typed))
        for word in distinct:
            forms = self._forms(word, last=word == typed[-1])
            if not forms and len(word) >= _SHORTEST_MENDED and mends:
                forms, mends = self._mended(word), mends - 1
            rarity = self._rarity_of(word, forms)
            total += rarity
            for number, fit in self._fits(forms).items():
                shares[number] = shares.get(number, 0) + rarity * fit
                if fit > HEADING:
                    titles[number] = titles.get(number, 0) + rarity
        return {
            number: _WORDS
            * (
                0.75 * share / total
                + 0.25 * min(1.0, titles.get(number, 0) / max(self._titles[number], total))
            )
            for number, share in shares.items()
        }

    def _forms(self, word: str, *, last: bool) -> dict[str, float]:
        """The known words that this one may be, with how sure that is."""
        forms = {}
        # Endings differ (scan, scans): the beginning of the word, or a word that goes on.
        for end in range(max(4, len(word) - 3), len(word)):
            if word[:end] in self._places:
                forms[word[:end]] = 0.85
        if len(word) >= (2 if last else 4):  # the last one may still be in the typing
            for longer in self._beginning_with(word):
                forms[longer] = 0.5 + 0.4 * len(word) / len(longer)
        if word in self._places:
            forms[word] = 1.0
        return forms

    def _beginning_with(self, word: str) -> Iterator[str]:
        at = bisect_left(self._vocabulary, word)
        for longer in islice(self._vocabulary, at, at + 64):
            if not longer.startswith(word):
                return
            yield longer

    def _mended(self, word: str) -> dict[str, float]:
        """Known words that are alike: a letter too many, missing, changed, or two swapped."""
        # Read when a slip of the finger is first met: 3.4 MB that a start can do without.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        alike = process.extract(
            word,
            self._mendable,
            scorer=OSA.normalized_similarity,
            processor=None,
            score_cutoff=_ALIKE,
            limit=6,
        )
        return {known: 0.8 * likeness for known, likeness, _ in alike}

    def _rarity_of(self, word: str, forms: dict[str, float]) -> float:
        if word in self._rarity:
            return self._rarity[word]
        return max((self._rarity[form] for form in forms), default=_UNKNOWN_RARITY)

    def _fits(self, forms: dict[str, float]) -> dict[int, float]:
        fits: dict[int, float] = {}
        for form, sureness in forms.items():
            for number, weight in self._places[form]:
                fits[number] = max(weight * sureness, fits.get(number, 0))
        return fits

    def _by_names(self, typed: list[str]) -> Iterator[tuple[int, float]]:
        """Entries that have a name which is, begins with or holds all that was typed."""
        spaced, whole = " ".join(typed), "".join(typed)
        # Enough to mean something: five Latin letters, three Cyrillic ones, two Chinese signs.
        may_be_inside = len(whole.encode()) >= 5
        for name, name_whole, number, weight in self._names:
            if whole == name_whole:
                yield number, _SAME - 30 * (1 - weight)
            elif len(whole) >= 2 and name.startswith(spaced):
                begins = _BEGINS if name[len(spaced)] == " " else _FIRST_WORD
                yield number, (begins + 15 * len(whole) / len(name_whole)) * weight
            elif may_be_inside and whole in name_whole:
                yield number, _INSIDE * weight


def _put(places: dict[str, dict[int, float]], words: list[str], number: int, weight: float) -> None:
    for word in words:
        found = places.setdefault(word, {})
        found[number] = max(weight, found.get(number, 0))


def _packed(places: dict[str, dict[int, float]]) -> dict[str, tuple[tuple[int, float], ...]]:
    """The same in a third of the memory: thousands of words share a few hundred pairs."""
    pairs: dict[tuple[int, float], tuple[int, float]] = {}
    return {
        word: tuple(pairs.setdefault(pair, pair) for pair in found.items())
        for word, found in places.items()
    }
