"""One ranked list: a title before other names, names before text, typing errors forgiven."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.library import Content
from bot.content.loading import load
from bot.content.localization import Localization
from bot.content.model import (
    AddressCheck,
    Faq,
    Part,
    Resource,
    Section,
    Status,
    Term,
    Tip,
    UrgentCard,
)
from bot.content.searchable import search_over
from bot.search.search import Search, clear_winner
from bot.search.sentence_encoder import sentence_encoder
from bot.search.tokenizer import words_in, words_of_name

SENTENCES = ("topic-money = Money",)
COMMON = {"sources": ("planted",), "status": Status.DRAFT, "review_due": date(2027, 11, 1)}

URGENT = {
    "title": "Get help now",
    "text": "Call.",
    "recognised": "Call now.",
    "short": "Call.",
    "short_end_of_life": "Call the hospice.",
    "crisis_greeting": "You are welcome.",
    "crisis_text": "Somebody listens.",
    "crisis_bystander": "Ask them.",
    "crisis_program": "A program cannot call.",
    **COMMON,
}


def section(slug: str, title: str, text: str = "Nothing much.", **more: object) -> Section:
    return Section.model_validate(
        {"id": f"section/{slug}", "title": title, "order": 1, "lead": text, **COMMON, **more}
    )


def faq(slug: str, title: str, text: str = "Nothing much.", **more: object) -> Faq:
    return Faq.model_validate(
        {"id": f"faq/{slug}", "title": title, "order": 1, "lead": text, **COMMON, **more}
    )


def term(slug: str, title: str, *also: str) -> Term:
    return Term.model_validate(
        {"id": f"term/{slug}", "title": title, "also": also, "text": "A word.", **COMMON}
    )


def tip(slug: str, title: str) -> Tip:
    return Tip.model_validate(
        {
            "id": f"tip/{slug}",
            "title": title,
            "topic": "rest",
            "text": "A thought.",
            "this_week": "Do a thing.",
            "link": "planted",
            **COMMON,
        }
    )


def resource(slug: str, title: str, country: str, topic: str) -> Resource:
    return Resource.model_validate(
        {
            "id": f"resource/{slug}",
            "title": title,
            "text": "They help.",
            "countries": (country,),
            "languages": ("en",),
            "topics": (topic,),
            "url": "https://planted.example.org",
            "url_check": AddressCheck.MEMORY,
            **COMMON,
        }
    )


def search_in(*items: Section | Faq | Term | Tip | Resource, flags: tuple[str, ...] = ()) -> Search:
    """A search over invented items, with red flags of these titles."""
    shelves: dict[str, dict[str, object]] = {}
    for item in items:
        shelves.setdefault(f"{type(item).__name__.lower()}s", {})[item.id] = item
    signs = [
        {"id": f"flag-{number}", "title": title, "text": "Call.", "sources": ("planted",)}
        for number, title in enumerate(flags)
    ]
    card = UrgentCard.model_validate(URGENT | {"flags": signs}) if signs else None
    content = Content("en", urgent=card, **shelves)  # type: ignore[arg-type]
    return search_over(content, Localization("en", SENTENCES), sentence_encoder())


def found(search: Search, words: str) -> list[str]:
    return [hit.item_id for hit in search.find(words)]


def test_a_title_stands_before_another_name_and_both_before_text() -> None:
    search = search_in(
        section("care", "Care at home", text="Some people ask for a zibble."),
        section("frobs", "Frobs and more", label="Zibble"),
        section("zibble-page", "Zibble"),
    )
    assert found(search, "zibble") == ["section/zibble-page", "section/frobs", "section/care"]


def test_a_heading_tells_more_than_the_text_under_it() -> None:
    search = search_in(
        section("one", "One", parts=(Part(heading="Rest", body="On zibbles."),)),
        section("two", "Two", parts=(Part(heading="Zibbles", body="On rest."),)),
    )
    assert found(search, "zibbles") == ["section/two", "section/one"]


@pytest.mark.parametrize(
    "typed",
    ["palliative", "PALLIATIVE", "palative", "pallaitive", "palliatve", "pallia", "pálliative!"],
)
def test_case_accents_and_typing_errors_are_forgiven(typed: str) -> None:
    search = search_in(section("palliative-care", "Palliative care"), section("pain", "Pain"))
    assert found(search, typed) == ["section/palliative-care"]


@pytest.mark.parametrize("typed", ["car-t", "CAR T", "cart", "car‑t"])
def test_a_hyphened_word_is_found_however_it_is_joined(typed: str) -> None:
    search = search_in(term("car-t", "CAR-T cells"), section("care", "Care at home"))
    assert found(search, typed)[0] == "term/car-t"


def test_other_forms_of_an_explained_word_lead_to_it() -> None:
    search = search_in(
        term("progression", "Progression", "progressive disease"), tip("rest", "Rest")
    )
    assert found(search, "progressive disease") == ["term/progression"]


def test_one_telling_word_outweighs_a_handful_of_common_ones() -> None:
    pages = [section(f"what-{n}", f"What is the {n} of it") for n in range(9)]
    search = search_in(*pages, term("zibble", "Zibble"))
    assert found(search, "what is the zibble")[0] == "term/zibble"


def test_a_resource_is_found_by_its_country_and_topic_after_a_page_of_that_name() -> None:
    search = search_in(
        section("money", "Money and work"),
        resource("help", "The Invented Fund", "PT", "money"),
        resource("other", "The Other Fund", "ES", "law"),
    )
    assert found(search, "portugal") == ["resource/help"]
    assert found(search, "money") == ["section/money", "resource/help"]


def test_a_page_stands_before_a_tip_of_the_same_name() -> None:
    search = search_in(tip("sleep", "Sleep"), section("sleep", "Sleep"), faq("bed", "Is bed best?"))
    assert found(search, "sleep") == ["section/sleep", "tip/sleep"]


def test_a_language_without_spaces_is_searched_inside_its_names() -> None:
    search = search_in(section("a", "什么是免疫治疗"), section("b", "疼痛"))
    assert found(search, "免疫") == ["section/a"]


def test_letters_of_any_script_are_words() -> None:
    assert words_in("Лёд, ΚΑΡΚΊΝΟΣ, קַנְקַן; CAN’T ❤️") == ["лед", "καρκινοσ", "קנקן", "cant"]
    assert words_of_name("CAR-T") == ["car", "t", "cart"]


def test_the_address_of_a_link_is_not_searched() -> None:
    search = search_in(
        section("one", "One", text="See [this](section/zibble-page)."), tip("x", "X")
    )
    assert found(search, "zibble") == []


@pytest.mark.parametrize("typed", ["", "   ", "🙂🙂", "…!?", "qqqxzw"])
def test_nothing_is_found_for_what_means_nothing(typed: str) -> None:
    assert found(search_in(section("pain", "Pain")), typed) == []


def test_only_the_asked_kinds_and_no_more_than_asked_for() -> None:
    search = search_in(section("pain", "Pain"), faq("pain", "Is pain normal?"), tip("pain", "Pain"))
    assert {hit.kind for hit in search.find("pain", kinds=("faq",))} == {"faq"}
    assert len(search.find("pain", limit=2)) == 2


def test_a_winner_is_clear_only_when_nothing_comes_near() -> None:
    alone = search_in(section("pain", "Pain"), section("rest", "Rest"))
    two = search_in(section("pain", "Pain"), faq("pain", "Is this pain?", label="Pain"))
    assert (winner := clear_winner(alone.find("pain")))
    assert winner.item_id == "section/pain"
    assert clear_winner(two.find("pain")) is None
    assert clear_winner([]) is None


def test_a_red_flag_is_named_by_its_own_words_and_never_by_a_few_letters() -> None:
    search = search_in(section("one", "One"), flags=("Fever or shivers", "Chest pain"))
    assert search.red_flag("fever") > search.red_flag("pain") > 0
    assert search.red_flag("fe") == search.red_flag("a walk in the sun") == 0


@given(st.text(max_size=600))
@settings(deadline=None)  # the first one loads the content
def test_any_text_is_answered_with_ranked_hits(typed: str) -> None:
    hits = _shipped().find(typed)
    scores = [round(hit.score, 3) for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(12 <= score <= 100 for score in scores)
    assert len({hit.item_id for hit in hits}) == len(hits) <= 50


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("immunotherapy", "section/immunotherapy"),
        ("imunotherapy", "section/immunotherapy"),
        ("can it be cured", "faq/cure"),
        ("how long do i have", "faq/how-long"),
        ("biposy", "term/biopsy"),
        ("children", "faq/children"),
        ("stop treatment", "faq/stop-treatment"),
        ("scanxiety", "section/emotions-and-scanxiety"),
    ],
)
def test_what_people_type_finds_the_page_they_mean(typed: str, first: str) -> None:
    assert _shipped().find(typed)[0].item_id == first


def test_a_query_is_answered_in_a_few_milliseconds() -> None:
    search = _shipped()
    longest = " ".join(["zibblefrobnicatoor", "treatmnt", "hospize", "the"] * 20)
    times = []
    for _ in range(20):
        begun = thread_time()
        search.find(longest)
        times.append(thread_time() - begun)
    assert min(times) < 0.005


@cache
def _shipped() -> Search:
    content = load(Path("content")).content("en")
    return search_over(content, Localization("en", content.messages), sentence_encoder())
