"""Likeness by meaning: which documents are asked for in other words than these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bot.search.phrase_vectors import STEPS, Vectors
from bot.search.sentence_encoder import DIMENSIONS, Floats

# Strength of the ridge, and how far a document with few phrases is held equal to one with many.
_RIDGE, _BALANCE = 3.0, 0.5
_BORDER_RIDGE = 10.0
# How much more a phrase tells when it is nearer; a document far from all has at least so much.
_FOCUS, _LEAST = 25.0, 1e-12
_ROWS_AT_ONCE = 256


class MeaningIndex:
    """Two views of the same vectors: the nearest phrases, and a line drawn between documents."""

    def __init__(self, vectors: Vectors, owners: Sequence[int], documents: int) -> None:
        """A row for each phrase, as ``vectors_of`` gives it.

        The last document stands for all that is beyond the others.
        """
        self._owners = np.array(owners)
        self._counts = np.bincount(self._owners, minlength=documents)
        self._vectors = vectors
        sums = np.zeros((documents, DIMENSIONS), np.float32)
        for place, rows in self._blocks():
            np.add.at(sums, self._owners[place], rows)
        self._mean = np.asarray(sums.sum(0) / len(vectors), np.float32)
        self._lines = self._drawn_lines(sums)
        self._border, self._border_mean, self._border_height = self._drawn_border(sums)

    def nearness(self, vector: Floats) -> Floats:
        """For each document a logarithm: how near all of its phrases come together."""
        powers = np.exp(_FOCUS * (self.likeness(vector) - 1))
        together = np.bincount(self._owners, powers, len(self._counts))
        return np.asarray(np.log(together + _LEAST), np.float32)

    def likeness(self, vector: Floats) -> Floats:
        """For each phrase the cosine, 1 where it means the same."""
        return np.concatenate([rows @ vector for _, rows in self._blocks()])

    def telling(self, vector: Floats) -> Floats:
        """For each document how far the vector lies on its side of the line."""
        return np.asarray((vector - self._mean) @ self._lines, np.float32)

    def within(self, vector: Floats) -> float:
        """About 1 for what the documents speak of, about -1 for what is beyond them."""
        return float((vector - self._border_mean) @ self._border) + self._border_height

    def _drawn_lines(self, sums: Floats) -> Floats:
        """Ridge regression from vectors to the documents they ask for, solved at once."""
        weights = np.asarray(1 / np.maximum(self._counts, 1) ** _BALANCE, np.float32)
        weights *= len(self._owners) / (weights @ self._counts)
        square = self._spread(weights, self._mean) + _RIDGE * np.eye(DIMENSIONS, dtype=np.float32)
        targets = (sums - self._counts[:, None] * self._mean) * weights[:, None]
        return np.asarray(np.linalg.solve(square, targets.T), np.float32)

    def _drawn_border(self, sums: Floats) -> tuple[Floats, Floats, float]:
        """Ridge regression between all phrases of the last document and all others."""
        side = np.ones(len(self._counts), np.float32)
        side[-1] = -1
        # Both sides weigh the same, however many phrases speak for them.
        beyond = self._counts[-1]
        weights = np.full(len(side), 1 / (len(self._owners) - beyond), np.float32)
        weights[-1] = 1 / max(beyond, 1)
        weights *= len(self._owners) / 2
        total = weights @ self._counts
        mean = np.asarray(weights @ sums / total, np.float32)
        height = float(side * weights @ self._counts / total)
        square = self._spread(weights, mean) + _BORDER_RIDGE * np.eye(DIMENSIONS, dtype=np.float32)
        target = (weights * (side - height)) @ (sums - self._counts[:, None] * mean)
        return np.asarray(np.linalg.solve(square, target), np.float32), mean, height

    def _spread(self, weights: Floats, mean: Floats) -> Floats:
        """How the phrases lie around the mean, when those of each document weigh so much."""
        square = np.zeros((DIMENSIONS, DIMENSIONS), np.float32)
        each = weights[self._owners].astype(np.float32)
        for place, rows in self._blocks():
            centred = rows - mean
            square += centred.T @ (centred * each[place, None])
        return square

    def _blocks(self) -> Iterator[tuple[slice, Floats]]:
        """The vectors as real numbers, some at a time: all at once would take much memory."""
        for start in range(0, len(self._vectors), _ROWS_AT_ONCE):
            place = slice(start, start + _ROWS_AT_ONCE)
            yield place, self._vectors[place].astype(np.float32) / np.float32(STEPS)
