"""Likeness by meaning: which documents are asked for in other words than these."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Strength of the ridge, and how far a document with few phrases is held equal to one with many.
_RIDGE, _BALANCE = 3.0, 0.5
_STEPS = 127
_ROWS_AT_ONCE = 1024


class MeaningIndex:
    """Two views of the same vectors: the nearest phrases, and a line drawn between documents."""

    def __init__(self, vectors: Floats, owners: Sequence[int], documents: int) -> None:
        """A vector of length 1 for each phrase."""
        self._owners = np.array(owners)
        self._documents = documents
        self._vectors = np.round(vectors * _STEPS).astype(np.int8)
        self._mean = vectors.mean(0)
        self._lines = _lines(vectors - self._mean, self._owners, documents)

    def nearest(self, vector: Floats) -> Floats:
        """For each document how near all of its phrases come together."""
        blocks = range(0, len(self._vectors), _ROWS_AT_ONCE)
        near = np.concatenate(
            [self._vectors[b : b + _ROWS_AT_ONCE].astype(np.float32) @ vector for b in blocks]
        )
        powers = np.maximum(near / _STEPS, 0) ** 4
        return np.bincount(self._owners, powers, self._documents).astype(np.float32)

    def telling(self, vector: Floats) -> Floats:
        """For each document how much the vector lies on its side of the line."""
        return np.asarray((vector - self._mean) @ self._lines, np.float32)


def _lines(centred: Floats, owners: NDArray[np.int64], documents: int) -> Floats:
    """Ridge regression from vectors to the documents they ask for, solved at once."""
    counts = np.bincount(owners, minlength=documents)
    weights = (1 / counts[owners] ** _BALANCE).astype(np.float32)
    weights /= weights.mean()
    weighted = centred * weights[:, None]
    square = centred.T @ weighted + _RIDGE * np.eye(centred.shape[1], dtype=np.float32)
    sums = np.zeros((documents, centred.shape[1]), np.float32)
    np.add.at(sums, owners, weighted)
    return np.asarray(np.linalg.solve(square, sums.T), np.float32)
