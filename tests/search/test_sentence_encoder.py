"""Sentences that mean the same lie close together, in four languages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.sentence_encoder import DIMENSIONS, sentence_encoder
from bot.search.sentence_pieces import folded


def likeness(one: str, other: str) -> float:
    first, second = sentence_encoder().encode([one, other])
    return float(first @ second)


@pytest.mark.parametrize(
    ("said", "same", "other"),
    [
        ("Can it be cured?", "Will this go away for good?", "Where do I park?"),
        ("I am always tired", "I have no energy left", "I am from Brazil"),
        ("Can it be cured?", "¿Se puede curar?", "¿Dónde está la estación?"),
        ("Can it be cured?", "Tem cura?", "Onde fica a estação?"),
        ("Can it be cured?", "Это можно вылечить?", "Где находится вокзал?"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(said: str, same: str, other: str) -> None:
    assert likeness(said, same) > likeness(said, other) + 0.1


def test_a_sentence_means_the_same_alone_and_among_others() -> None:
    sentences = ["Is it back?", "pain", "A longer sentence, about sleep at night.", ""]
    together = sentence_encoder().encode(sentences)
    alone = np.concatenate([sentence_encoder().encode([sentence]) for sentence in sentences])
    assert np.allclose(together, alone, atol=1e-5)


def test_case_and_punctuation_mean_nothing_but_accents_do() -> None:
    assert folded("  DON’T\n panic!! ") == "dont panic"
    assert folded("Лёд, CAFÉ_1") == "лёд café 1"
    assert likeness("Don’t panic!", "dont panic") == pytest.approx(1, abs=1e-5)


def test_no_text_has_no_vector() -> None:
    assert sentence_encoder().encode([]).shape == (0, DIMENSIONS)


@given(st.text(max_size=4096))
@settings(deadline=None)  # the first one reads the weights
def test_any_text_has_a_vector_of_length_one(text: str) -> None:
    (vector,) = sentence_encoder().encode([text])
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-4)
