"""Gives the loader whatever the fuzzer makes of one content file; it must say what is wrong.

``python -m bench.fuzz_content FAILURES CORPUS -max_total_time=60``; with files instead of a
folder it reads these alone, as they were kept.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import atheris

from bench.fuzz_failures import Failures
from bench.fuzz_mutation import mutated_text

# Also what reads of it elsewhere: whatever is imported before is not followed.
with atheris.instrument_imports(include=["bot.content", "bot.safety_net"]):
    from bench.fuzz_files import FILES, FRAME, in_file, lay_out, split
    from bot.content.findings import ContentProblem
    from bot.content.glossary_linker import GlossaryLinker
    from bot.content.loading import load
    from bot.content.rendering import markdown

TYPED = "My mum has had no fever right now, she is 38.5 hot after chemo. I want to die."


def main(failures: Failures, options: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        short, whole = Path(folder) / "short", Path(folder) / "whole"
        lay_out(short, whole=False)
        lay_out(whole, whole=True)
        load(whole)  # sound before anything is changed in it

        def read(data: bytes) -> None:
            name, text = split(data)
            with failures.watching(data):
                if _is_sound(short, name, text):
                    _use(whole, name, text)

        atheris.Setup([sys.argv[0], *options], read, custom_mutator=_mutated)
        atheris.Fuzz()


def _is_sound(short: Path, name: str, text: bytes) -> bool:
    """Whether nothing is wrong but the sentences that are left out there."""
    try:
        with _written(short / name, text):
            load(short)
    except ContentProblem as problem:
        str(problem)
        return all(f.position.file == short / FRAME for f in problem.findings)
    return True


def _use(whole: Path, name: str, text: bytes) -> None:
    """What is taken over is shown, and listens to what people type."""
    try:
        with _written(whole / name, text):
            library = load(whole)
    except ContentProblem:
        return
    library.safety_net.read(TYPED)
    for content in library.languages.values():
        linker = GlossaryLinker(content.terms.values())
        texts = (
            *(tip.text for tip in content.tips.values()),
            *(part.body for faq in content.faqs.values() for part in faq.parts),
            *(faq.lead for faq in content.faqs.values()),
        )
        for shown in map(markdown, texts):
            linker.linked(shown)


@contextmanager
def _written(path: Path, text: bytes) -> Iterator[None]:
    sound = path.read_bytes()
    path.write_bytes(text)
    try:
        yield
    finally:
        path.write_bytes(sound)


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """Now and then any bytes at all; mostly a text with the signs that mean something here."""
    chance = Random(seed)
    name, text = split(data)
    if chance.random() < 0.02:
        name = chance.choice(FILES)
    room = most - len(name) - 1
    if chance.random() < 0.2:
        return in_file(name, atheris.Mutate(text, room))
    changed = mutated_text(text.decode("utf-8", "replace"), chance)
    return in_file(name, changed.encode("utf-8", "replace")[:room])


if __name__ == "__main__":
    main(Failures(Path(sys.argv[1])), sys.argv[2:])
