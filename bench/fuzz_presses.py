"""Presses a button with whatever data the fuzzer invents, in private, in a group and inline.

``python -m bench.fuzz_presses FAILURES CORPUS -max_total_time=60``
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import atheris

from bench.fuzz_failures import Failure, Failures
from bench.fuzz_mutation import mutated_text

# Whatever is imported before is not followed.
with atheris.instrument_imports(include=["bot", "handlers"]):
    from bench.fuzz_bot import FuzzedBot, Story
    from bench.fuzz_seeds import FORUM, GROUP, PRIVATE, press_seeds, pressed
    from bot.actions.registry import ACTIONS, CALLBACK_LIMIT, Action, decode, encode, read_press

_SEEDS = [seed.decode() for seed in press_seeds()]


def main(failures: Failures, options: list[str]) -> None:
    bot = FuzzedBot()

    def press(data: bytes) -> None:
        text = data[:CALLBACK_LIMIT].decode("utf-8", "replace")
        with failures.watching(data):
            _read(text)
            presses = (pressed(text, chat) for chat in (PRIVATE, GROUP, FORUM, None))
            bot.tell(Story(tuple(presses)))

    atheris.Setup([sys.argv[0], *options], press, custom_mutator=_mutated)
    atheris.Fuzz()


def _read(text: str) -> None:
    """It never raises, and what it takes for an action is what a button of ours could say."""
    action = read_press(text).action
    if action is not None and _again(action) != action:
        raise Failure(f"not the same when written again: {type(action).__name__}")


def _again(action: Action) -> Action | None:
    try:
        return decode(encode(action))
    except ValueError:
        return None


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """A value or the code of another one, or any signs."""
    chance = Random(seed)
    parts = data.decode("utf-8", "replace").split(":")
    other = chance.choice(_SEEDS).split(":")
    place = chance.randrange(len(parts))
    match chance.randrange(5):
        case 0:
            parts[0] = chance.choice(list(ACTIONS))
        case 1:
            parts[place] = chance.choice(other)
        case 2:
            parts = [*parts, *other[1:]][: chance.randint(1, 8)]
        case 3:
            parts[place] = chance.choice(("0", "1", "9", "999999", "-1", "", "0x1", "\u0663"))
        case _:
            parts[place] = mutated_text(parts[place], chance)
    return ":".join(parts).encode("utf-8", "replace")[: min(most, CALLBACK_LIMIT + 1)]


if __name__ == "__main__":
    main(Failures(Path(sys.argv[1])), sys.argv[2:])
