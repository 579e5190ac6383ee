"""The meanings of phrases, reckoned beforehand: each takes a millisecond or more."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.search.sentence_encoder import DIMENSIONS, SentenceEncoder
from bot.search.sentence_pieces import folded

STORED = Path(__file__).parent / "phrase_vectors.npy"
STEPS = 127  # numbers from -1 to 1 are kept in so many steps

Vectors = NDArray[np.int8]
_ROW = np.dtype([("key", np.uint64), ("vector", np.int8, DIMENSIONS)])


def vectors_of(texts: Sequence[str], encoder: SentenceEncoder, stored: Path = STORED) -> Vectors:
    """A row for each text; what is not stored is reckoned now, a millisecond each."""
    keys = _keys(texts)
    rows = _opened(stored)
    places = np.searchsorted(rows["key"], keys)
    found = np.asarray(rows["vector"][places % len(rows)])
    missing = np.flatnonzero(rows["key"][places % len(rows)] != keys)
    found[missing] = _in_steps(encoder, [texts[n] for n in missing.tolist()])
    return found


def missing_from(stored: Path, texts: Sequence[str]) -> int:
    """How many of the texts would have to be reckoned at each start."""
    return int((~np.isin(_keys(texts), _opened(stored)["key"])).sum())


def store(texts: Sequence[str], encoder: SentenceEncoder, path: Path = STORED) -> None:
    """Writes the vectors of these texts and of no others; what is known is not reckoned again."""
    keys, first = np.unique(_keys(texts), return_index=True)
    rows = np.zeros(len(keys), _ROW)
    rows["key"] = keys
    rows["vector"] = vectors_of([texts[n] for n in first.tolist()], encoder, path)
    np.save(path, rows)


def _opened(stored: Path) -> NDArray[np.void]:
    """In the order of the keys; the file is looked into, never held in memory whole."""
    nothing = np.zeros(1, _ROW)  # the key of no text
    return np.asarray(np.load(stored, mmap_mode="r")) if stored.exists() else nothing


def _keys(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Texts that the encoder cannot tell apart have one key."""
    digests = (blake2b(folded(text).encode(), digest_size=8).digest() for text in texts)
    return np.frombuffer(b"".join(digests), np.uint64)


def _in_steps(encoder: SentenceEncoder, texts: Sequence[str]) -> Vectors:
    return np.round(encoder.encode(texts) * STEPS).astype(np.int8)
