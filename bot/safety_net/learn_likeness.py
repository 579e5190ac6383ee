"""Learns the weights of ``likeness`` from sayings: a logistic regression over groups of letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.safety_net.folding import folded
from bot.safety_net.likeness import BUCKETS, CLASSES, STORED, Floats, Likeness, buckets_of

_RIDGE = 0.005
_ROUNDS = 600


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody might type, the one of ``CLASSES`` it belongs to, and how much it counts."""

    text: str
    kind: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights of all buckets, and what each class begins with."""

    weights: Floats
    bias: Floats

    def likeness(self) -> Likeness:
        return Likeness(self.weights.astype(np.float16), self.bias)

    def store(self, digest: str, path: Path = STORED) -> None:
        """Keeps the buckets in use, and by which sayings they were learned."""
        buckets = np.flatnonzero(np.abs(self.weights).max(axis=1) > 0).astype(np.uint32)
        weights = self.weights[buckets].astype(np.float16)
        learned_from = np.array(digest)
        np.savez_compressed(
            path, buckets=buckets, weights=weights, bias=self.bias, digest=learned_from
        )


def learn(sayings: Sequence[Saying]) -> Learned:
    """The same sayings give the same weights; some ten thousand take a minute."""
    table = _Table([buckets_of(folded(saying.text)) for saying in sayings])
    wanted = np.zeros((len(sayings), len(CLASSES)), np.float32)
    wanted[np.arange(len(sayings)), [CLASSES.index(saying.kind) for saying in sayings]] = 1
    # The last row is the bias.
    counts = np.array([saying.weight for saying in sayings], np.float32)[:, None]
    weights: Floats = np.zeros((table.width + 1, len(CLASSES)), np.float32)
    ahead: Floats = weights.copy()
    momentum = 1.0
    step = np.float32(1 / (0.5 * table.steepness() + _RIDGE))
    ridge = np.float32(_RIDGE)
    for _ in range(_ROUNDS):  # Nesterov's accelerated gradient
        slope = table.slope(ahead, wanted, counts)
        following = np.asarray(ahead - step * (slope + ridge * ahead), np.float32)
        faster = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        further = np.float32((momentum - 1) / faster)
        ahead = np.asarray(following + further * (following - weights), np.float32)
        weights, momentum = following, faster
    return Learned(table.spread(weights[:-1]), weights[-1])


class _Table:
    """The sayings by the buckets in use, each row of length 1, with a last column of ones."""

    def __init__(self, rows: Sequence[NDArray[np.uint32]]) -> None:
        lengths = np.array([len(row) for row in rows])
        self._used, columns = np.unique(np.concatenate(rows), return_inverse=True)
        self._columns = columns.reshape(-1)
        self._starts = np.array([0, *accumulate(lengths[:-1].tolist())])
        self._owners = np.repeat(np.arange(len(rows)), lengths)
        self._scale = (1 / np.sqrt(lengths)).astype(np.float32)[:, None]
        self.width = len(self._used)

    def scores(self, weights: Floats) -> Floats:
        sums = np.add.reduceat(weights[self._columns], self._starts, axis=0)
        return np.asarray(sums * self._scale + weights[-1], np.float32)

    def slope(self, weights: Floats, wanted: Floats, counts: Floats) -> Floats:
        scores = self.scores(weights)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        off = np.asarray((shares / shares.sum(axis=1, keepdims=True) - wanted) * counts, np.float32)
        return np.stack([self._gathered(column) for column in off.T], axis=1)

    def _gathered(self, column: Floats) -> Floats:
        each = (column * self._scale[:, 0])[self._owners]
        sums = np.bincount(self._columns, each, self.width)
        return np.append(sums, column.sum()).astype(np.float32)

    def steepness(self) -> float:
        """The largest eigenvalue of the table times itself, by repeated multiplication."""
        one = np.ones((self.width + 1, 1), np.float32)
        size = 1.0
        for _ in range(20):
            one = self._gathered(self.scores(one)[:, 0])[:, None]
            size = float(np.linalg.norm(one))
            one /= np.float32(size)
        return size

    def spread(self, weights: Floats) -> Floats:
        full = np.zeros((BUCKETS, len(CLASSES)), np.float32)
        full[self._used] = weights
        return full
