"""What the safety net hears, of texts it was not written from, and how long it takes.

``python -m bench.safety_net "cant breathe"`` says what is recognised in a text, and by which
rule. Measured are the texts in ``unseen_sayings``, the labelled questions in EVAL_DIR (JSON Lines:
``text``, ``lang``, ``kind``, perhaps ``either``), and, where SUICIDE_LEXICON_PATH names a JSON file
of word lists, these; nothing of the last two is kept.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import random
import re
import statistics
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import thread_time
from typing import Any

from bench.figure import Figure, at_least, at_most, table
from bot.content.urgent_rules_file import made_of, read_urgent_rules
from bot.safety_net.net import SOUNDS_LIKE, Recognised, SafetyNet

CONTENT = Path("content")
UNSEEN = Path(__file__).parent / "unseen_sayings"
QUESTIONS = Path(os.environ.get("EVAL_DIR", "../shared/eval")) / "questions.jsonl"
CARDS = ("redflag", "crisis")
WITHIN_MILLISECONDS = 3
LONGEST_WITHIN_MILLISECONDS = 50
READY_WITHIN_MILLISECONDS = 1_000
HELD_MEGABYTES = 15
REDFLAGS, CRISES, FALSE_ALARMS = 98, 99, 3
OF_DYING = ("suicid", "self-injury", "burden")  # lists of the lexicon that are about it
ANSWERED = ("faq", "section", "term", "resource", "none")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and what it must raise; ``heard`` is all that the net heard in it."""

    text: str
    language: str
    kind: str
    either: bool
    shown: Recognised | None
    heard: tuple[Recognised, ...]

    @property
    def right(self) -> bool:
        if self.kind not in CARDS:
            return self.shown is None
        return self.shown is not None and (self.either or self.shown.card == self.kind)

    @property
    def to_look_at(self) -> bool:
        """Half of the texts, always the same: those whose misses may be read. The other half tells
        whether the rules were fitted to what was seen."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def run() -> list[Figure]:
    """Start and memory, time, and recall where sets are given."""
    net, ready = _ready()
    return [*ready, *_times(net), *_of_questions(net), *_of_lexicon(net)]


def _ready() -> tuple[SafetyNet, list[Figure]]:
    gc.collect()
    made_of.cache_clear()
    begun = thread_time()
    net = read_urgent_rules(CONTENT).safety_net
    took = thread_time() - begun
    made_of.cache_clear()
    tracemalloc.start()
    another = read_urgent_rules(CONTENT).safety_net
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del another
    return net, [
        at_most("safety net, ready", took * 1000, "ms", READY_WITHIN_MILLISECONDS),
        at_most("safety net, memory", held / 1_000_000, "MB", HELD_MEGABYTES),
    ]


def _times(net: SafetyNet) -> Iterator[Figure]:
    """Of what people type, and of texts as long as a message can be, of every kind of trouble."""
    vocabularies = [sorted(words) for words in _written_words()]
    chance = random.Random(11)
    usual = [_sentence(chance, chance.choice(vocabularies)) for _ in range(1_000)]
    times = [_time(net, text) for text in usual]
    name = "safety net, a message, 99th percentile"
    yield at_most(name, statistics.quantiles(times, n=100)[98] * 1000, "ms", WITHIN_MILLISECONDS)
    longest = max(
        min(_time(net, text) for _ in range(3)) for text in _longest(chance, vocabularies)
    )
    name = "safety net, 4,096 characters, slowest"
    yield at_most(name, longest * 1000, "ms", LONGEST_WITHIN_MILLISECONDS)


def _written_words() -> Iterator[set[str]]:
    """The words of each language's rules: texts of these alone are the hardest to read."""
    for path in sorted(CONTENT.glob("*/urgent-rules.yaml")):
        yield set(re.findall(r"[^\W_]+", path.read_text(encoding="utf-8")))


def _sentence(chance: random.Random, vocabulary: list[str]) -> str:
    return " ".join(chance.choices(vocabulary, k=chance.randint(3, 30)))


def _longest(chance: random.Random, vocabularies: list[list[str]]) -> Iterator[str]:
    for vocabulary in (*vocabularies, [word for words in vocabularies for word in words]):
        yield from (" ".join(chance.choices(vocabulary, k=1_500))[:4_096] for _ in range(5))
    letters = "abcdefghilmnoprstuvяжизнь 0123.,’*"
    yield from ("".join(chance.choices(letters, k=4_096)) for _ in range(10))
    for word in (
        "i ",
        "can't ",
        "a.",
        "k i l l ",
        "fever ",
        "fevver ",
        "38.4 ",
        "no ",
        "suicidl ",
        "я ",
    ):
        yield (word * 4_096)[:4_096]
    for unspaced in ("a", "killmyself", "ё", "ﷺ", "🙂", "\u200b", "é"):
        yield (unspaced * 4_096)[:4_096]


def _time(net: SafetyNet, text: str) -> float:
    """Processor time: what else the machine does is not in it."""
    begun = thread_time()
    net.read(text)
    return thread_time() - begun


def _of_questions(net: SafetyNet) -> Iterator[Figure]:
    """Of the texts that nobody learned from, and of the labelled questions."""
    unseen = list(_unseen(net))
    yield from _recall(unseen, "unseen", wished=False)
    _print_rules(unseen)
    if QUESTIONS.exists():
        labelled = list(_labelled(net, QUESTIONS))
        yield from _recall(labelled, "questions", wished=True)
        _print_misses(one for one in labelled if one.to_look_at and not one.right)


def _unseen(net: SafetyNet) -> Iterator[Labelled]:
    for path in sorted(UNSEEN.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, text = line.split("\t", 1)
            yield _heard(net, text, path.stem, kind if kind in CARDS else "benign")


def _labelled(net: SafetyNet, path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row: dict[str, Any] = json.loads(line)
            text = " ".join(row["text"].split())
            yield _heard(net, text, row["lang"], row["kind"], either=bool(row.get("either")))


def _heard(
    net: SafetyNet, text: str, language: str, kind: str, *, either: bool = False
) -> Labelled:
    return Labelled(text, language, kind, either, net.read(text), tuple(net.by_rules(text)))


def _recall(labelled: list[Labelled], name: str, *, wished: bool) -> Iterator[Figure]:
    """Each card by language, and how often one comes without need; what is wished for holds for
    texts as people usually write them, and not for the hardest that anybody could think of."""
    for kind, least in (("redflag", REDFLAGS), ("crisis", CRISES)):
        for language in sorted({one.language for one in labelled if one.kind == kind}):
            group = [one for one in labelled if (one.kind, one.language) == (kind, language)]
            share = 100 * sum(one.right for one in group) / len(group)
            label = f"{name}: {kind} {language}, of {len(group)}"
            yield at_least(label, share, "%", least) if wished else Figure(label, share, "%")
    for others, kinds in (("benign", ("benign",)), ("answerable or none", ANSWERED)):
        group = [one for one in labelled if one.kind in kinds]
        if group:
            share = 100 * sum(not one.right for one in group) / len(group)
            label = f"{name}: false alarms, {others}, of {len(group)}"
            yield at_most(label, share, "%", FALSE_ALARMS) if wished else Figure(label, share, "%")


def _print_misses(missed: Iterable[Labelled]) -> None:
    for one in missed:
        rule = f"{one.shown.language}/{one.shown.rule}" if one.shown else "-"
        print(f"{one.kind:<9}{one.language}  {rule:<28}{one.text}", file=sys.stderr)


def _print_rules(labelled: list[Labelled]) -> None:
    """For each rule: what it caught, what no other rule caught, and its false alarms; and for the
    likeness to known sayings what it added to all rules."""
    caught, alone, false = Counter[str](), Counter[str](), Counter[str]()
    for one in labelled:
        rules = {f"{found.language}/{found.rule}" for found in one.heard}
        if one.shown is not None and one.shown.rule == SOUNDS_LIKE:
            rules.add(f"{one.language}/{SOUNDS_LIKE}")
        if one.kind not in CARDS:
            false.update(rules)
            continue
        caught.update(rules)
        if len(rules) == 1:
            alone.update(rules)
    print(f"{'rule':<44}{'caught':>8}{'alone':>8}{'false':>8}", file=sys.stderr)
    for rule in sorted(caught | false):
        row = f"{rule:<44}{caught[rule]:>8}{alone[rule]:>8}{false[rule]:>8}"
        print(row, file=sys.stderr)


def _of_lexicon(net: SafetyNet) -> Iterator[Figure]:
    path = os.environ.get("SUICIDE_LEXICON_PATH")
    if not path:
        return
    others: list[str] = []
    for name, phrases in _word_lists(json.loads(Path(path).read_text(encoding="utf-8"))):
        if any(word in name.casefold() for word in OF_DYING):
            yield _share_heard(net, name, phrases)
        else:
            others += phrases
    yield _share_heard(net, "all other lists", others)


def _share_heard(net: SafetyNet, name: str, phrases: list[str]) -> Figure:
    """Most entries are pieces of sentences, without the words around them that tell a wish."""
    heard = sum(net.read(phrase) is not None for phrase in phrases)
    return Figure(f"lexicon: {name}, of {len(phrases)}", 100 * heard / max(1, len(phrases)), "%")


def _word_lists(data: Any) -> Iterator[tuple[str, list[str]]]:
    """Construct -> phrases, whatever else the file says of a construct."""
    for name, construct in data.items():
        tokens = construct.get("tokens", ()) if isinstance(construct, dict) else construct
        if isinstance(tokens, list) and tokens:
            yield name, [str(token) for token in tokens]


def main(texts: list[str]) -> None:
    if not texts:
        print(table(run()))
        return
    net = read_urgent_rules(CONTENT).safety_net
    for text in texts:
        heard = ", ".join(
            f"{one.card} {one.flag} ({one.language}/{one.rule})" for one in net.by_rules(text)
        )
        shown = net.read(text)
        print(f"{shown.card if shown else 'nothing':<9}{text}  <- {heard or 'no rule'}")


if __name__ == "__main__":
    main(sys.argv[1:])
