"""Which tip a chat gets next: in order, and none again before all were seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What a chat has had: bit n of ``tips`` stands for tip number n; ``latest`` came last."""

    tips: int = 0
    latest: int | None = None

    def has(self, number: int) -> bool:
        return bool(self.tips >> number & 1)

    def with_latest(self, number: int) -> Seen:
        """After a tip has gone out."""
        return Seen(self.tips | 1 << number, number)

    def without(self, number: int) -> Seen:
        """For a tip that did not arrive after all."""
        return Seen(self.tips & ~(1 << number), self.latest)

    def merged(self, other: Seen) -> Seen:
        """For two chats that turn out to be one."""
        return Seen(
            self.tips | other.tips, self.latest if self.latest is not None else other.latest
        )


def choose(numbers: Sequence[int], seen: Seen) -> tuple[int, Seen] | None:
    """The next tip of ``numbers`` (in their order) and what has been seen then; ``None`` of none.

    When all were seen a new round begins, and not with the tip that came last. Tips outside
    ``numbers`` (taken away for now, or for another audience) stay seen.
    """
    for number in numbers:
        if not seen.has(number):
            return number, seen.with_latest(number)
    if not numbers:
        return None
    first = next((number for number in numbers if number != seen.latest), numbers[0])
    others = seen.tips & ~_bits(numbers)
    return first, Seen(others).with_latest(first)


def _bits(numbers: Sequence[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
