"""Questions in people's own words find what answers them, and nothing where nothing does."""

from __future__ import annotations

from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.edition import Editions, editions
from bot.content.loading import load
from bot.search.search import Search


@pytest.fixture(scope="module")
def shipped() -> Editions:
    return editions(load(Path("content")))


@pytest.fixture(scope="module")
def search(shipped: Editions) -> Search:
    return shipped.of("en").search


@pytest.mark.parametrize(
    ("question", "item_id"),
    [
        ("will this ever leave my body for good", "faq/cure"),
        ("wil it evr be curd", "faq/cure"),
        ("the kids keep asking, what should they hear from me", "faq/children"),
        ("they say that they can do no more for him", "faq/nothing-more"),
        ("¿Tiene cura?", "faq/cure"),
        ("Что сказать детям?", "faq/children"),
        ("O que digo aos meus filhos?", "faq/children"),
        ("what does palliative mean", "term/palliative-care"),
    ],
)
def test_a_question_finds_its_answer_in_other_words(
    search: Search, question: str, item_id: str
) -> None:
    assert item_id in [hit.item_id for hit in search.answers(question)[:3]]


@pytest.mark.parametrize(
    "question",
    [
        "what dose of tramadol may I take",
        "how many drops of oramorph for my mother",
        "gemini horoscope for next week",
        "how do I cook risotto",
        "the weather in Oslo",
        "is a ferritin of 412 normal",
        "zxcvbnmq",
        "🙂🙂",
        "   ",
        "",
    ],
)
def test_what_nobody_wrote_about_has_no_answer(search: Search, question: str) -> None:
    assert search.answers(question) == []


def test_a_name_alone_brings_what_bears_it_first(search: Search) -> None:
    assert search.answers("immunotherapy")[0].item_id == "section/immunotherapy"
    assert search.answers("Macmillan Cancer Support")[0].item_id == "resource/macmillan"


def test_a_country_in_the_question_brings_its_own_organisations(
    shipped: Editions, search: Search
) -> None:
    resources = shipped.of("en").content.resources
    for question, code in (("cancer helpline in Ireland", "IE"), ("cancer helpline India", "IN")):
        found = [hit.item_id for hit in search.answers(question)[:3] if hit.kind == "resource"]
        assert found
        assert all(code in resources[item_id].countries for item_id in found)


def test_a_drug_that_no_text_names_leads_to_what_it_is_for(search: Search) -> None:
    assert search.answers("Lonsurf")[0].item_id == "section/colorectal-cancer"


def test_whoever_wonders_why_sees_the_nearest_way_of_asking(search: Search) -> None:
    phrase, likeness = search.nearest_phrase("can it be cured?", "faq/cure")
    assert phrase == "Can it be cured?"
    assert likeness == pytest.approx(1, abs=0.01)
    assert search.sureness("can it be cured?") > 0 > search.sureness("how do I cook risotto")


@given(st.text(max_size=4096))
@settings(deadline=None)  # the first one reads the content
def test_any_text_is_answered_with_few_ranked_hits(search: Search, typed: str) -> None:
    hits = search.answers(typed)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert len({hit.item_id for hit in hits}) == len(hits) <= 8


def test_the_longest_message_is_answered_in_time(search: Search) -> None:
    longest = "zibblefrobnicator treatmnt й " * 140
    times = []
    for _ in range(10):
        begun = thread_time()
        search.answers(longest)
        times.append(thread_time() - begun)
    assert min(times) < 0.025
