"""The meanings of phrases, reckoned beforehand: each takes a millisecond or more."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.search.sentence_encoder import DIMENSIONS, SentenceEncoder
from bot.search.sentence_pieces import folded

STORED = Path(__file__).parent / "phrase_vectors.npz"
STEPS = 127  # numbers from -1 to 1 are kept in so many steps

Vectors = NDArray[np.int8]


def vectors_of(texts: Sequence[str], encoder: SentenceEncoder, stored: Path = STORED) -> Vectors:
    """A row for each text; what is not stored is reckoned now, a millisecond each."""
    found = np.zeros((len(texts), DIMENSIONS), np.int8)
    keys = _keys(texts)
    known = np.zeros(len(texts), bool)
    if stored.exists():
        with np.load(stored) as file:
            known = np.isin(keys, file["keys"])
            found[known] = file["vectors"][np.searchsorted(file["keys"], keys[known])]
    missing = np.flatnonzero(~known)
    found[missing] = _in_steps(encoder, [texts[n] for n in missing.tolist()])
    return found


def missing_from(stored: Path, texts: Sequence[str]) -> int:
    """How many of the texts would have to be reckoned at each start."""
    with np.load(stored) as file:
        return int((~np.isin(_keys(texts), file["keys"])).sum())


def store(texts: Sequence[str], encoder: SentenceEncoder, path: Path = STORED) -> None:
    """Writes the vectors of these texts and of no others; what is known is not reckoned again."""
    keys, first = np.unique(_keys(texts), return_index=True)
    vectors = vectors_of([texts[n] for n in first.tolist()], encoder, path)
    np.savez_compressed(path, keys=keys, vectors=vectors)


def _keys(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Texts that the encoder cannot tell apart have one key."""
    digests = (blake2b(folded(text).encode(), digest_size=8).digest() for text in texts)
    return np.frombuffer(b"".join(digests), np.uint64)


def _in_steps(encoder: SentenceEncoder, texts: Sequence[str]) -> Vectors:
    return np.round(encoder.encode(texts) * STEPS).astype(np.int8)
