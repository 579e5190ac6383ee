"""Likeness by meaning: which documents are asked for in other words than these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bot.search.phrase_vectors import STEPS, Vectors
from bot.search.sentence_encoder import Floats

# Strength of the ridge, and how far a document with few phrases is held equal to one with many.
_RIDGE, _BALANCE = 3.0, 0.5
_BORDER_RIDGE = 10.0
_ROWS_AT_ONCE = 512


class MeaningIndex:
    """Two views of the same vectors: the nearest phrases, and a line drawn between documents."""

    def __init__(self, vectors: Vectors, owners: Sequence[int], documents: int) -> None:
        """A row for each phrase, as ``vectors_of`` gives it.

        The last document stands for all that is beyond the others.
        """
        self._owners = np.array(owners)
        self._documents = documents
        self._vectors = vectors
        self._mean = np.asarray(vectors.mean(0, dtype=np.float64) / STEPS, np.float32)
        self._lines = self._drawn_lines()
        self._border, self._border_mean, self._border_height = self._drawn_border()

    def nearest(self, vector: Floats) -> Floats:
        """For each document how near all of its phrases come together."""
        powers = np.maximum(self.likeness(vector), 0) ** 4
        return np.bincount(self._owners, powers, self._documents).astype(np.float32)

    def likeness(self, vector: Floats) -> Floats:
        """For each phrase the cosine, 1 where it means the same."""
        return np.concatenate([rows @ vector for _, rows in self._blocks()])

    def telling(self, vector: Floats) -> Floats:
        """For each document how far the vector lies on its side of the line."""
        return np.asarray((vector - self._mean) @ self._lines, np.float32)

    def within(self, vector: Floats) -> float:
        """About 1 for what the documents speak of, about -1 for what is beyond them."""
        return float((vector - self._border_mean) @ self._border) + self._border_height

    def _drawn_border(self) -> tuple[Floats, Floats, float]:
        """Ridge regression between all phrases of the last document and all others."""
        beyond = self._owners == self._documents - 1
        side = np.where(beyond, -1, 1).astype(np.float32)
        # Both sides weigh the same, however many phrases speak for them.
        weights = np.where(beyond, 1 / max(beyond.sum(), 1), 1 / max((~beyond).sum(), 1))
        weights = (weights * len(beyond) / 2).astype(np.float32)
        mean = np.zeros_like(self._mean)
        for place, rows in self._blocks():
            mean += weights[place] @ rows
        mean /= weights.sum()
        height = float((side * weights).sum() / weights.sum())
        square = _BORDER_RIDGE * np.eye(len(mean), dtype=np.float32)
        sums = np.zeros_like(mean)
        for place, rows in self._blocks():
            centred = rows - mean
            square += centred.T @ (centred * weights[place, None])
            sums += (weights[place] * (side[place] - height)) @ centred
        return np.linalg.solve(square, sums), mean, height

    def _drawn_lines(self) -> Floats:
        """Ridge regression from vectors to the documents they ask for, solved at once."""
        counts = np.bincount(self._owners, minlength=self._documents)
        weights = (1 / counts[self._owners] ** _BALANCE).astype(np.float32)
        weights /= weights.mean()
        square = _RIDGE * np.eye(len(self._mean), dtype=np.float32)
        sums = np.zeros((self._documents, len(self._mean)), np.float32)
        for place, rows in self._blocks():
            centred = rows - self._mean
            weighted = centred * weights[place, None]
            square += centred.T @ weighted
            np.add.at(sums, self._owners[place], weighted)
        return np.asarray(np.linalg.solve(square, sums.T), np.float32)

    def _blocks(self) -> Iterator[tuple[slice, Floats]]:
        """The vectors as real numbers, some at a time: all at once would take much memory."""
        for start in range(0, len(self._vectors), _ROWS_AT_ONCE):
            place = slice(start, start + _ROWS_AT_ONCE)
            yield place, self._vectors[place].astype(np.float32) / np.float32(STEPS)
