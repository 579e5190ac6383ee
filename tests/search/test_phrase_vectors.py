"""What was reckoned beforehand is what would be reckoned now."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.content.make_phrase_vectors import shipped_phrases
from bot.search.phrase_vectors import STORED, missing_from, store, vectors_of
from bot.search.sentence_encoder import sentence_encoder

NOWHERE = Path("nowhere.npy")


def test_stored_vectors_are_those_of_the_encoder(tmp_path: Path) -> None:
    encoder, path = sentence_encoder(), tmp_path / "vectors.npy"
    store(["one zibble", "two zibbles", "one zibble"], encoder, path)
    assert missing_from(path, ["two zibbles", "Two zibbles!", "three"]) == 1

    asked = ["three", "two zibbles", "one zibble"]
    assert np.array_equal(vectors_of(asked, encoder, path), vectors_of(asked, encoder, NOWHERE))


def test_what_is_no_longer_asked_is_no_longer_stored(tmp_path: Path) -> None:
    encoder, path = sentence_encoder(), tmp_path / "vectors.npy"
    store(["one", "two"], encoder, path)
    store(["two", "three"], encoder, path)
    assert missing_from(path, ["one", "two", "three"]) == 1


def test_a_start_has_few_phrases_left_to_reckon() -> None:
    """Editors may add some; when it grows, run ``python -m bot.content.make_phrase_vectors``."""
    assert missing_from(STORED, shipped_phrases(Path("content"))) <= 200
