"""Learns the sayings of all languages and keeps the result beside the safety net.

Run it when sayings were added: ``python -m bot.content.make_likeness``. It prints how well sayings
are heard that it did not learn from: each third of them by what the others say.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from bot.content.library import Content
from bot.content.loading import load
from bot.content.sayings_file import read_sayings
from bot.safety_net.folding import folded
from bot.safety_net.learn_likeness import Saying, learn
from bot.safety_net.likeness import CLASSES, Leaning, card_of

_PARTS = 3
# There are so many that they would drown the sayings, and all are in English.
_ASKED = 0.3
_URGENT = 3  # questions of one item that a rule hears as an emergency


def to_learn_from(content_dir: Path) -> list[Saying]:
    """Those that editors keep, and the ways to ask for an item: whoever types these wants to read.
    Of an item that people ask for in an emergency none is taken."""
    library = load(content_dir)
    asked = {
        question
        for content in library.languages.values()
        for questions in _asked(content)
        if sum(bool(library.safety_net.by_rules(question)) for question in questions) < _URGENT
        for question in questions
        if not library.safety_net.by_rules(question)
    }
    harmless = [Saying(question, "neither", _ASKED) for question in sorted(asked)]
    return [*read_sayings(content_dir), *harmless]


def _asked(content: Content) -> Iterator[Sequence[str]]:
    for shelf in (content.sections, content.faqs, content.terms, content.resources, content.tips):
        yield from (item.also_asked for item in shelf.values())
    yield from (group.asked for group in content.out_of_scope.values())


def digest(sayings: Iterable[Saying]) -> str:
    """By it one sees whether what is kept was learned from these sayings."""
    told = "\n".join(sorted(f"{saying.kind} {saying.text}" for saying in sayings))
    return blake2b(told.encode(), digest_size=16).hexdigest()


def _cross_validated(sayings: Sequence[Saying]) -> list[tuple[Saying, Leaning]]:
    """Each saying, as the others alone let it be heard."""
    heard: list[tuple[Saying, Leaning]] = []
    for part in range(_PARTS):
        others = [saying for saying in sayings if _part(saying) != part]
        likeness = learn(others).likeness()
        kept_back = (saying for saying in sayings if _part(saying) == part)
        heard += [(saying, likeness.leaning(folded(saying.text))) for saying in kept_back]
    return heard


def _part(saying: Saying) -> int:
    return blake2b(saying.text.encode()).digest()[0] % _PARTS


def _report(heard: Sequence[tuple[Saying, Leaning]]) -> Iterator[str]:
    for kind in CLASSES:
        leanings = [leaning for saying, leaning in heard if saying.kind == kind]
        cards = Counter(card_of(leaning) for leaning in leanings)
        told = ", ".join(f"{card or 'no card'} {n}" for card, n in cards.most_common())
        yield f"{kind}, {len(leanings)}: {told}\n"


if __name__ == "__main__":
    written = to_learn_from(Path("content"))
    learn(written).store(digest(read_sayings(Path("content"))))
    sys.stdout.writelines(_report(_cross_validated(written)))
