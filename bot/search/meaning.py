"""Likeness by meaning: which documents are asked for in other words than these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.phrase_vectors import STEPS, Vectors
from bot.search.sentence_encoder import DIMENSIONS, Floats

# Strength of the ridge, and how far a document with few phrases is held equal to one with many.
_RIDGE, _BALANCE = 3.0, 0.5
_BORDER_RIDGE = 10.0
# Along so many axes phrases differ most; on 431 questions the others told nothing more.
_AXES = 128
# How much more a phrase tells when it is nearer; a document far from all has at least so much.
_FOCUS, _LEAST = 25.0, 1e-12
_ROWS_AT_ONCE = 256


class MeaningIndex:
    """Two views of the same vectors: the nearest phrases, and a line drawn between documents."""

    def __init__(self, vectors: Vectors, owners: Sequence[int], documents: int) -> None:
        """A row for each phrase, as ``vectors_of`` gives it, those of a document together.

        The last document stands for all that is beyond the others.
        """
        self._owners = np.array(owners)
        counts = np.bincount(self._owners, minlength=documents).astype(np.float32)
        sums = _sums(vectors, self._owners, documents)
        spread = _spread(vectors)
        self._mean = np.asarray(sums.sum(0) / len(vectors), np.float32)
        self._lines = _drawn_lines(spread, sums, counts)
        self._border, self._border_mean, self._border_height = _drawn_border(
            spread, _spread(vectors[self._owners == documents - 1]), sums, counts
        )
        self._documents = documents
        self._axes: Floats = np.linalg.eigh(spread)[1][:, -_AXES:].copy()
        self._places = np.concatenate(
            [_in_steps(_to_length_1(rows @ self._axes)) for rows in _blocks(vectors)]
        )

    def nearness(self, vector: Floats) -> Floats:
        """For each document a logarithm: how near all of its phrases come together."""
        powers = np.exp(_FOCUS * (self.likeness(vector) - 1))
        together = np.bincount(self._owners, powers, self._documents)
        return np.asarray(np.log(together + _LEAST), np.float32)

    def likeness(self, vector: Floats) -> Floats:
        """For each phrase the cosine, 1 where it means the same."""
        place = _to_length_1((vector @ self._axes)[None])[0]
        return np.concatenate([rows @ place for rows in _blocks(self._places)])

    def telling(self, vector: Floats) -> Floats:
        """For each document how far the vector lies on its side of the line."""
        return np.asarray((vector - self._mean) @ self._lines, np.float32)

    def within(self, vector: Floats) -> float:
        """About 1 for what the documents speak of, about -1 for what is beyond them."""
        return float((vector - self._border_mean) @ self._border) + self._border_height


def _drawn_lines(spread: Floats, sums: Floats, counts: Floats) -> Floats:
    """Ridge regression from vectors to the documents they ask for, solved at once."""
    total = counts.sum()
    mean = sums.sum(0) / total
    weights = np.maximum(counts, 1) ** -_BALANCE
    weights *= total / (weights @ counts)
    targets = weights[:, None] * (sums - counts[:, None] * mean)
    square = spread - total * np.outer(mean, mean) + _RIDGE * np.eye(len(spread))
    return _solved(square, targets.T)


def _drawn_border(
    spread: Floats, spread_beyond: Floats, sums: Floats, counts: Floats
) -> tuple[Floats, Floats, float]:
    """Ridge regression between all phrases of the last document and all others."""
    total, beyond = counts.sum(), counts[-1]
    # Both sides weigh the same, however many phrases speak for them.
    inside, outside = total / 2 / (total - beyond), total / 2 / max(beyond, 1)
    weights = np.append(np.full(len(counts) - 1, inside), outside)
    side = np.append(np.ones(len(counts) - 1), -1)
    weighed = weights @ counts
    mean = weights @ sums / weighed
    height = float(side * weights @ counts / weighed)
    target = (weights * (side - height)) @ (sums - counts[:, None] * mean)
    square = inside * (spread - spread_beyond) + outside * spread_beyond
    square += _BORDER_RIDGE * np.eye(len(spread)) - weighed * np.outer(mean, mean)
    return _solved(square, target), mean.astype(np.float32), height


def _solved(square: NDArray[np.floating], targets: NDArray[np.floating]) -> Floats:
    solved = np.linalg.solve(square.astype(np.float32), targets.astype(np.float32))
    return np.asarray(solved, np.float32)


def _sums(vectors: Vectors, owners: NDArray[np.intp], documents: int) -> Floats:
    """Of the phrases of each document."""
    sums = np.zeros((documents, DIMENSIONS), np.float32)
    start = 0
    for rows in _blocks(vectors):
        own = owners[start : start + len(rows)]
        firsts = np.flatnonzero(np.diff(own, prepend=-1))
        sums[own[firsts]] += np.add.reduceat(rows, firsts, axis=0)
        start += len(rows)
    return sums


def _spread(vectors: Vectors) -> Floats:
    """How the vectors lie around nothing: their second moments."""
    spread = np.zeros((DIMENSIONS, DIMENSIONS), np.float32)
    for rows in _blocks(vectors):
        spread += rows.T @ rows
    return spread


def _blocks(vectors: Vectors) -> Iterator[Floats]:
    """The vectors as real numbers, some at a time: all at once would take much memory."""
    for start in range(0, len(vectors), _ROWS_AT_ONCE):
        yield vectors[start : start + _ROWS_AT_ONCE].astype(np.float32) / np.float32(STEPS)


def _in_steps(rows: Floats) -> Vectors:
    return np.round(rows * STEPS).astype(np.int8)


def _to_length_1(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
