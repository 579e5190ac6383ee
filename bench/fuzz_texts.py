"""Reads whatever the fuzzer invents, as the bot reads what people type.

``python -m bench.fuzz_texts FAILURES CORPUS -max_total_time=60`` keeps the text that took longest
beside the failures.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import thread_time

import atheris

from bench.fuzz_failures import SLOWEST, Failures

with atheris.instrument_imports(include=["bot.safety_net", "bot.search", "bot.answering"]):
    from bot.answering.answer import answer
    from bot.content.edition import editions
    from bot.content.loading import load
    from bot.safety_net.folding import MOST_CHARACTERS


def main(folder: Path, options: list[str]) -> None:
    loaded = load(Path("content"))
    edition = editions(loaded).of("en")
    failures, slowest = Failures(folder), folder / SLOWEST
    longest = 0.0

    def read(data: bytes) -> None:
        nonlocal longest
        text = atheris.FuzzedDataProvider(data).ConsumeUnicode(MOST_CHARACTERS)
        begun = thread_time()
        with failures.watching(data):
            urgent = loaded.safety_net.read(text)
            answer(text, edition, urgent)
        took = thread_time() - begun
        if took > longest:
            longest = took
            slowest.write_text(text, encoding="utf-8", errors="surrogatepass")

    atheris.Setup([sys.argv[0], *options], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
