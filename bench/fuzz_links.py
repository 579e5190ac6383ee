"""Opens deep links with whatever payload the fuzzer invents, in private and in a group.

``python -m bench.fuzz_links FAILURES CORPUS -max_total_time=60``
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import atheris

from bench.fuzz_failures import Failures
from bench.fuzz_mutation import mutated_text

# Whatever is imported before is not followed.
with atheris.instrument_imports(include=["bot", "handlers"]):
    from bench.fuzz_bot import FuzzedBot, Story
    from bench.fuzz_seeds import GROUP, link_seeds, said
    from bot.actions.deep_links import from_payload
    from bot.actions.registry import StaleAction

_SEEDS = [seed.decode() for seed in link_seeds()]
# Bot API, "Deep linking": at most 64; whoever types /start by hand writes as much as they like.
_LONGEST = 300


def main(failures: Failures, options: list[str]) -> None:
    bot = FuzzedBot()

    def follow(data: bytes) -> None:
        payload = data.decode("utf-8", "replace")[:_LONGEST]
        with failures.watching(data):
            _read(payload)
            told = (said(f"/start {payload}"), said(f"/start@InventedBot {payload}", GROUP))
            bot.tell(Story(told))

    atheris.Setup([sys.argv[0], *options], follow, custom_mutator=_mutated)
    atheris.Fuzz()


def _read(payload: str) -> None:
    try:
        from_payload(payload)
    except StaleAction as stale:
        str(stale)


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """The name of another item behind this one's kind, or any signs."""
    chance = Random(seed)
    payload = data.decode("utf-8", "replace")
    kind, _, name = payload.partition("-")
    other = chance.choice(_SEEDS).partition("-")
    match chance.randrange(4):
        case 0:
            payload = f"{kind}-{other[2]}"
        case 1:
            payload = f"{other[0]}-{name}"
        case 2:
            payload = f"{kind}-{mutated_text(name, chance)}"
        case _:
            payload = mutated_text(payload, chance)
    return payload.encode("utf-8", "replace")[: min(most, _LONGEST)]


if __name__ == "__main__":
    main(Failures(Path(sys.argv[1])), sys.argv[2:])
