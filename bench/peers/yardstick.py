"""A fixed piece of work: what a bot costs is told in it, so that figures of two machines compare.

It is what a bot's own time goes into: JSON, dictionaries, strings and small objects in Python.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from bench.stage import CORES, ROOT

TURNS = 5_000
LETTER: dict[str, Any] = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "chat": {"id": 1_000, "type": "private", "first_name": "Invented"},
        "text": "Ask your own care team what this means for you. " * 16,
        "entities": [{"type": "bold", "offset": at, "length": 10} for at in range(0, 800, 100)],
    },
}


@dataclass(frozen=True, slots=True)
class Mark:
    type: str
    offset: int
    length: int


def work() -> int:
    """The result is of no use; it keeps anybody from thinking the work could be left out."""
    found = 0
    for _ in range(TURNS):
        message = json.loads(json.dumps(LETTER))["message"]
        marks = [Mark(**entity) for entity in message["entities"]]
        words = {word.strip(".").lower(): len(word) for word in message["text"].split()}
        found += sum(words.values()) + sum(mark.offset for mark in marks)
    return found


def measure() -> float:
    """CPU seconds for the piece of work now, in a fresh process on the bot's core."""
    program = [sys.executable, "-m", "bench.peers.yardstick", str(CORES[0])]
    told = subprocess.run(program, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return float(told)


def main() -> None:
    os.sched_setaffinity(0, {int(sys.argv[1])})
    begun = time.process_time()
    work()
    print(time.process_time() - begun)


if __name__ == "__main__":
    main()
