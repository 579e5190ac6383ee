"""Gives the bot whatever the fuzzer makes of updates and of Telegram's answers.

``python -m bench.fuzz_updates FAILURES CORPUS -max_total_time=60``; with files instead of a
folder it tells these alone, as they were kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import atheris

from bench.fuzz_failures import Failures
from bench.fuzz_mutation import mutated

# Whatever is imported before is not followed.
with atheris.instrument_imports(include=["bot", "handlers"]):
    from bench.fuzz_bot import FuzzedBot, Story
    from bench.fuzz_seeds import seeds
    from bench.fuzz_telegram import ERRORS

_SEEDS = [json.loads(seed) for seed in seeds()]


def main(failures: Failures, options: list[str]) -> None:
    bot = FuzzedBot()

    def tell(data: bytes) -> None:
        told = _read(data)
        if told is not None:
            with failures.watching(data):
                bot.tell(Story.told(told))

    atheris.Setup([sys.argv[0], *options], tell, custom_mutator=_mutated)
    atheris.Fuzz()


def _read(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    chance = Random(seed)
    told = _read(data)
    if not isinstance(told, dict) or not told.get("updates"):
        told = chance.choice(_SEEDS)
    if chance.random() < 0.2:
        told = {**told, "errors": chance.choices([*ERRORS, "", ""], k=chance.randint(1, 4))}
    if chance.random() < 0.1:
        told = {**told, "at_once": True, "after_seconds": chance.choice((1, 60, 900, 90_000))}
    if chance.random() < 0.2 and isinstance(told.get("updates"), list):
        told = {**told, "updates": [*told["updates"][-3:], *chance.choice(_SEEDS)["updates"]]}
    changed = json.dumps(mutated(told, chance, _SEEDS)).encode()
    return changed if len(changed) <= most else json.dumps(chance.choice(_SEEDS)).encode()


if __name__ == "__main__":
    main(Failures(Path(sys.argv[1])), sys.argv[2:])
