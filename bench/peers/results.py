"""What was measured of each bot, and what is promised of the product beside the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.figure import Figure, at_least, at_most
from bench.peers.measuring import Cost, Rate


@dataclass(frozen=True, slots=True)
class Result:
    """All that was measured of one bot; those at the same place are of the same round."""

    name: str
    library: str
    starts: Sequence[float]
    costs: Sequence[Cost]
    rates: Sequence[Rate]
    megabytes: float

    @property
    def commands(self) -> list[float]:
        return [one.command for one in self.costs]

    @property
    def presses(self) -> list[float]:
        return [one.press for one in self.costs]

    @property
    def per_second(self) -> list[float]:
        return [one.per_second for one in self.rates]

    @property
    def wrong(self) -> int:
        """Answers that were another's, or came in a chat before the one asked for earlier."""
        measured: list[Cost | Rate] = [*self.costs, *self.rates]
        return sum(one.wrong for one in measured)


@dataclass(frozen=True, slots=True)
class Lead:
    """How many times better the product is than a peer."""

    times: float
    peer: str

    def figure(self, what: str, least: float) -> Figure:
        return at_least(f"{what}: ahead of {self.peer}, the best peer", self.times, "x", least)


@dataclass(frozen=True, slots=True)
class Results:
    """``stock`` is the peer that the start-up is held against."""

    product: Result
    peers: Sequence[Result]
    stock: Result

    def figures(self) -> list[Figure]:
        """The product beside the peer that comes nearest to it, in each thing another."""
        ours = self.product
        command = self._lead(lambda peer: _ratio(peer.commands, ours.commands))
        press = self._lead(lambda peer: _ratio(peer.presses, ours.presses))
        speed = self._lead(lambda peer: _ratio(ours.per_second, peer.per_second))
        start = _ratio(ours.starts, self.stock.starts)
        return [
            command.figure("CPU per command", 1),
            press.figure("CPU per press", 1),
            speed.figure("commands a second at 100 ms", 1.3),
            at_most(f"start-up: longer than {self.stock.name}", start, "x", 2.2),
            at_most("memory after 5,000 people asked", ours.megabytes, "MB", 95),
            at_most("answers wrong, or out of turn in a chat", ours.wrong, "", 0),
        ]

    def _lead(self, over: Callable[[Result], float]) -> Lead:
        leads = (Lead(over(peer), peer.name) for peer in self.peers)
        return min(leads, key=lambda lead: lead.times)


def _ratio(more: Sequence[float], less: Sequence[float]) -> float:
    """The median of the ratios within a round, which the machine's other work leaves alone."""
    return median(one / other for one, other in zip(more, less, strict=True))
