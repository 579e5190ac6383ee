"""What a sentence means, as 512 numbers: two sentences that mean the same point the same way.

The network is Google's universal-sentence-encoder-multilingual 3 (Apache-2.0): an average over
words that have looked at their neighbours. ``make_sentence_encoder`` tells how it was cut down.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.search.sentence_pieces import SentencePieces

Floats = NDArray[np.float32]

WEIGHTS, ROWS = "sentence_encoder.npz", "sentence_encoder_rows.npy"
DIMENSIONS = 512
_ROW_BYTES = DIMENSIONS // 2
_BRANCH = 256
# Three branches look at 2, 3 and 5 words; so many of them stand before the word itself.
_WINDOWS = ((2, 0), (3, 1), (5, 2))
_BEFORE, _AFTER = 2, 2
_PIECES_AT_ONCE = 64
LAYERS = (
    *("proj_W", "proj_b", "ln_g_all", "ln_b_all", "ln_g", "ln_b", "cnn_W", "cnn_b"),
    *(f"{name}_order{n}" for name in ("w1", "b1", "w2", "b2") for n in range(len(_WINDOWS))),
    *("d0", "d1", "d2", "d3", "p1", "p3"),
)


class SentenceEncoder:
    """Reads its weights when it is made, a tenth of a second; the rows stay on the disk, for a
    question needs few of them.

    The layers stay as small as they are stored, a quarter of what they are reckoned with.
    """

    def __init__(self, folder: Path = Path(__file__).parent) -> None:
        with np.load(folder / WEIGHTS) as stored:
            numbers = array("I", stored["numbers"].tobytes())
            scores = array("f", stored["scores"].tobytes())
            self._pieces = SentencePieces(stored["pieces"], numbers, scores)
            self._levels: Floats = stored["levels"]
            self._means, self._deviations = stored["means"], stored["deviations"]
            self._eps = float(stored["eps"])
            self._layers = {name: stored[name] for name in stored.files if name.startswith(LAYERS)}
        self._rows = os.open(folder / ROWS, os.O_RDONLY)  # for as long as the process lives
        self._first_row = np.load(folder / ROWS, mmap_mode="r").offset

    def encode(self, texts: Sequence[str]) -> Floats:
        """A row of length 1 for each text."""
        found = [self._encode_batch(batch) for batch in self._batches(texts)]
        return np.concatenate(found) if found else np.zeros((0, DIMENSIONS), np.float32)

    def knows(self, word: str) -> bool:
        """Whether it is one of the common words, whole."""
        return self._pieces.has_word(word)

    def _batches(self, texts: Sequence[str]) -> Iterator[list[list[int]]]:
        batch: list[list[int]] = []
        for text in texts:
            numbers = self._pieces.numbers_of(text)
            if batch and sum(map(len, batch)) + len(numbers) > _PIECES_AT_ONCE:
                yield batch
                batch = []
            batch.append(numbers)
        if batch:
            yield batch

    def _encode_batch(self, batch: list[list[int]]) -> Floats:
        lengths = np.array([len(numbers) for numbers in batch])
        starts = np.array([0, *accumulate(lengths[:-1].tolist())])
        words = self._read_rows(np.array(list(chain.from_iterable(batch))))
        features = np.concatenate([words, *self._branches(words, starts, lengths)], axis=1)
        features = self._normed(features, "ln_g", "ln_b")
        total = self._through("cnn_W", np.add.reduceat(features, starts, axis=0))
        total += lengths[:, None] * self._layers["cnn_b"]
        return self._finished(total / np.sqrt(lengths, dtype=np.float32)[:, None])

    def _read_rows(self, numbers: NDArray[np.int64]) -> Floats:
        """Two numbers of 4 bits a byte -> floats."""
        starts = (self._first_row + numbers * _ROW_BYTES).tolist()
        read = (os.pread(self._rows, _ROW_BYTES, start) for start in starts)
        packed = np.frombuffer(b"".join(read), np.uint8).reshape(len(numbers), _ROW_BYTES)
        codes = np.stack([packed >> 4, packed & 15], axis=2).reshape(len(numbers), DIMENSIONS)
        return np.asarray(
            self._levels[codes] * self._deviations[numbers] + self._means[numbers], np.float32
        )

    def _branches(
        self, words: Floats, starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> Iterator[Floats]:
        """Each word with its neighbours, twice over; beyond the sentence stand zeros."""
        projected = self._through("proj_W", words) + self._layers["proj_b"]
        projected = self._normed(projected, "ln_g_all", "ln_b_all")
        around = _neighbours(starts, lengths)
        for n, (size, before) in enumerate(_WINDOWS):
            seen = around[:, _BEFORE - before : _BEFORE - before + size]
            one = projected[:, n * _BRANCH : (n + 1) * _BRANCH]
            for weights, bias in (("w1", "b1"), ("w2", "b2")):
                padded = np.concatenate([one, np.zeros((1, _BRANCH), np.float32)])
                windows = padded[seen].reshape(len(words), size * _BRANCH)
                met = self._through(f"{weights}_order{n}", windows)
                one = one + np.maximum(met + self._layers[f"{bias}_order{n}"], 0)
            yield one

    def _finished(self, mean: Floats) -> Floats:
        through = self._through
        first = np.maximum(through("d0", mean), 0)
        second = np.maximum(through("p1", mean) + through("d1", first), 0)
        third = np.maximum(through("d2", second), 0)
        vectors = np.tanh(through("p3", second) + through("d3", third))
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    def _through(self, layer: str, rows: Floats) -> Floats:
        """The rows times a matrix, which is made of real numbers for as long as that takes."""
        product = rows @ self._layers[layer].astype(np.float32)
        return np.asarray(product * self._layers[f"{layer}.scale"], np.float32)

    def _normed(self, rows: Floats, gain: str, bias: str) -> Floats:
        centred = rows - rows.mean(1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(1, keepdims=True) + self._eps)
        return np.asarray(centred / deviation * self._layers[gain] + self._layers[bias], np.float32)


@cache
def sentence_encoder() -> SentenceEncoder:
    """The one that all languages share; read when it is first asked for."""
    return SentenceEncoder()


def _neighbours(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each word the places of those around it; one behind the last where there is none."""
    count = int(lengths.sum())
    places = np.arange(count)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    first, behind = (
        np.repeat(starts, lengths)[:, None],
        np.repeat(starts + lengths, lengths)[:, None],
    )
    return np.where((places >= first) & (places < behind), places, count)
