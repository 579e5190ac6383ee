"""What keeps people safe is said in every text that needs it, and the same everywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.content.edition import Edition, editions
from bot.content.library import Item
from bot.content.loading import load
from bot.content.model import Audience, Page, QuestionGroup, RedFlag, Term, Tip, UrgentCard
from bot.editorial.checks import subjects
from bot.editorial.checks.subject import Subject
from bot.replies.footer import footer
from tests.editorial.planting import SHIPPED, TODAY

AMBULANCE = re.compile(r"\bambulance\b", re.IGNORECASE)
CALLS_AN_AMBULANCE = re.compile(r"\b(?:call|called|calling) (?:an ambulance|one)\b", re.IGNORECASE)
LINE_FIRST = re.compile(
    r"\b(?:call that (?:team's )?line first|hospice or home-care line first)\b", re.IGNORECASE
)
NOT_AN_AMBULANCE = re.compile(
    r"\bcall that (?:team's )?line first,?(?: at any hour,)? and not an ambulance\b", re.IGNORECASE
)
ON_DYING = re.compile(
    r"\b(?:hospice|dying|(?:going to|may|will) die|last days|end of life)\b", re.IGNORECASE
)
ON_OPIOIDS = re.compile(r"\b(?:opioids?|morphine|naloxone|strong painkillers)\b", re.IGNORECASE)
CONFUSION = re.compile(r"\bconfus(?:ed|ion)\b", re.IGNORECASE)
TELLS_TO_CALL = re.compile(r"\b(?:call|tell|phone)\b", re.IGNORECASE)
FEVER = re.compile(r"\bfevers?\b", re.IGNORECASE)
TEMPERATURE = re.compile(r"\d+(?:[.,]\d+)?\s*°\s*[CF]\b")
THE_RULE = ("37.5 °C (99.5 °F)", "your team's own lower number")
TEMPERATURES = {"37.5 °C", "99.5 °F", "36 °C", "96.8 °F"}
STEROIDS = re.compile(r"\bsteroids?\b", re.IGNORECASE)
STOPPING = re.compile(r"\b(?:stop|stops|stopped|stopping|missed|reduced)\b", re.IGNORECASE)
ILL = re.compile(r"\b(?:vomit|vomited|faint|very weak|drowsy)\b", re.IGNORECASE)
CRISIS_SENTENCE = re.compile(r"this may be an adrenal crisis", re.IGNORECASE)
TO_THE_STEROID_PAGE = re.compile(r"\]\((?:section/steroids|faq/stop-steroids)\)")
NEVER_STOP = re.compile(
    r"\bnever stop (?:steroids|steroid tablets|them)\b[^.]*\bsuddenly\b", re.IGNORECASE
)
# A page of a tool for nurses, whose thresholds nobody has seen: it names no sign by itself.
TOOL_PAGE = re.compile(r"\b(?:ukons|triage tool)\b", re.IGNORECASE)
# Flags on which an ambulance may be wrong for somebody who is dying at home as planned.
FLAGS_WITH_THE_LINE = {"dying", "mind", "clammy", "opioids", "not-right"}


@dataclass(frozen=True)
class Written:
    """One text as a reader has it before them: a page, a tip, a term, a sign on the card."""

    file: str
    key: str
    title: str
    sentences: tuple[tuple[str, ...], ...]  # of each paragraph
    source: Item | RedFlag | UrgentCard

    @property
    def prose(self) -> str:
        return "\n".join(" ".join(paragraph) for paragraph in self.sentences)

    @property
    def all(self) -> str:
        return f"{self.title}\n{self.prose}"

    def __str__(self) -> str:
        return f"{self.file}: {self.key}"


@cache
def english() -> Edition:
    return editions(load(SHIPPED)).of("en")


@cache
def card() -> UrgentCard:
    urgent = english().content.urgent
    assert urgent is not None
    return urgent


@cache
def subject() -> Subject:
    every_language = subjects(load(SHIPPED), SHIPPED, TODAY)
    return next(one for one in every_language if one.content.language == "en")


@cache
def texts() -> tuple[Written, ...]:
    """Every page, question, tip, term, list of questions, and each sign on the urgent card."""
    found = [*_items(), *_signs()]
    assert len(found) > 300
    return tuple(found)


def _items() -> Iterator[Written]:
    kinds = (Page, Tip, Term, QuestionGroup)
    for key, item in subject().items():
        if isinstance(item, kinds):
            yield Written(_file(key), key, item.title, _paragraphs(key), item)


def _signs() -> Iterator[Written]:
    for number, flag in enumerate(card().flags):
        told = _paragraphs("urgent", ("flags", number, "text"))
        yield Written(_file("urgent"), f"flag {flag.id}", flag.title, told, flag)
    yield Written(
        _file("urgent"), "the card", card().title, _paragraphs("urgent", ("text",)), card()
    )


def _paragraphs(owner: str, field: tuple[str | int, ...] = ()) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(" ".join(sentence.text.split()) for sentence in paragraph.sentences)
        for passage, paragraph in subject().paragraphs
        if passage.owner_id == owner and field in ((), passage.field)
    )


def _file(owner: str) -> str:
    return str(Path("content") / subject().where(owner).file.relative_to(SHIPPED))


def _gentle_with_symptoms(text: Written) -> bool:
    return isinstance(text.source, Page) and text.source.gentle and text.source.symptoms


def _for_carers(text: Written) -> bool:
    return getattr(text.source, "audience", None) is Audience.CARER


def _on_opioids(text: Written) -> bool:
    return bool(ON_OPIOIDS.search(text.title) or text.key == "section/pain")


def test_where_somebody_may_be_dying_the_hospice_line_comes_before_an_ambulance() -> None:
    wrong = [
        str(text)
        for text in texts()
        if AMBULANCE.search(text.prose)
        and (
            _gentle_with_symptoms(text)
            or ON_DYING.search(text.all)
            or _for_carers(text)
            or _on_opioids(text)
        )
        and not LINE_FIRST.search(text.prose)
    ]

    assert wrong == []


def test_every_page_on_dying_says_and_not_an_ambulance() -> None:
    wrong = [
        str(text)
        for text in texts()
        if isinstance(text.source, Page)
        and AMBULANCE.search(text.prose)
        and (_gentle_with_symptoms(text) or ON_DYING.search(text.all))
        and not NOT_AN_AMBULANCE.search(text.prose)
    ]

    assert wrong == []


def test_the_card_and_its_signs_name_the_line_first() -> None:
    without = {flag.id for flag in card().flags if not LINE_FIRST.search(flag.text)}

    assert without & FLAGS_WITH_THE_LINE == set()
    assert {flag.id for flag in card().flags} >= FLAGS_WITH_THE_LINE
    assert NOT_AN_AMBULANCE.search(card().text.partition("\n\n")[0])
    assert NOT_AN_AMBULANCE.search(card().short_end_of_life)


def test_under_no_text_on_dying_stands_a_line_that_sends_an_ambulance() -> None:
    alarm = english().rich(card().short).text
    wrong = [
        str(text)
        for text in texts()
        if isinstance(text.source, Page | Tip | Term)
        and ON_DYING.search(f"{text.title} {''.join(text.sentences[0][:1])}")
        and alarm in footer(english(), text.source, symptoms=text.source.symptoms).text
    ]

    assert wrong == []


def test_the_word_terminal_alone_never_holds_an_ambulance_back() -> None:
    wrong = [
        f"{text}: {sentence}"
        for text, _, sentence in _each_sentence()
        if "not an ambulance" in sentence and not re.search(r"\b(?:plan|line|then)\b", sentence)
    ]

    assert wrong == []


def test_new_confusion_is_an_emergency_in_every_text_that_names_it() -> None:
    wrong = [
        str(text)
        for text in texts()
        if CONFUSION.search(text.prose)
        and not (CALLS_AN_AMBULANCE.search(text.prose) or LINE_FIRST.search(text.prose))
    ]

    assert wrong == []


def test_confusion_never_leads_to_the_team_alone() -> None:
    wrong = [
        f"{text}: {told}"
        for text in texts()
        for told in _told_after(text, CONFUSION)
        if not (AMBULANCE.search(told) or LINE_FIRST.search(told))
    ]

    assert wrong == []


def test_every_text_that_tells_what_to_do_about_a_fever_names_the_one_rule() -> None:
    on_fever = [
        text
        for text in texts()
        if not isinstance(text.source, RedFlag)  # all of them stand with the flag on fever
        and any(_told_after(text, FEVER))
    ]
    wrong = [str(t) for t in on_fever if not all(part in t.prose for part in THE_RULE)]

    assert len(on_fever) >= 8
    assert [text for text in wrong if not text.endswith("the card")] == []
    (fever,) = [text for text in texts() if text.key == "flag fever"]
    assert all(part in fever.prose for part in THE_RULE)


def test_wherever_the_threshold_stands_the_teams_own_lower_number_stands_too() -> None:
    wrong = [
        f"{text}: {sentence}"
        for text, _, sentence in _each_sentence()
        if THE_RULE[0] in sentence and THE_RULE[1] not in sentence
    ]

    assert wrong == []


def test_no_text_names_another_threshold_but_the_answer_that_explains_it() -> None:
    others = {
        (text.key, found)
        for text in texts()
        for found in TEMPERATURE.findall(text.all)
        if found not in TEMPERATURES
    }

    assert others == {("faq/fever", "38 °C"), ("faq/fever", "100.4 °F")}


def test_whoever_is_ill_without_steroids_learns_what_to_say() -> None:
    ill = [t for t in texts() if any(_named_together(t, STEROIDS, ILL))]
    wrong = [
        str(text)
        for text in ill
        if not (CRISIS_SENTENCE.search(text.prose) or TO_THE_STEROID_PAGE.search(text.prose))
    ]

    assert len(ill) >= 6
    assert wrong == []


def test_no_text_leaves_room_to_stop_steroids_suddenly() -> None:
    stopping = [t for t in texts() if any(_named_together(t, STEROIDS, STOPPING))]
    wrong = [str(text) for text in stopping if not NEVER_STOP.search(text.prose)]

    assert len(stopping) >= 8
    assert wrong == []


def test_the_card_says_what_to_do_when_nobody_answers() -> None:
    nobody = card().text.partition("No line, no answer, no ambulance?")[2]

    assert "Have somebody take you to the nearest emergency department" in nobody
    assert "Don't drive yourself" in nobody
    (fever,) = [text for text in texts() if text.key == "faq/fever"]
    assert "nearest emergency department" in fever.prose


@pytest.mark.parametrize(
    "words",
    [
        "Are you thinking about ending your life?",
        "Don't stay alone",
        "keep your pain relief",
        "Let somebody you trust keep your medicines and hand you each one at its time",
        "Talk to a person",
    ],
)
def test_the_crisis_text_asks_and_offers_company_and_safety(words: str) -> None:
    assert words in card().crisis_text


@pytest.mark.parametrize(
    "words",
    [
        "Ask them straight out",
        "stay with them",
        "Call a line together",
        "keep their medicines for them, so that pain relief still comes on time",
    ],
)
def test_a_bystander_learns_to_ask_to_stay_and_to_keep_the_medicines(words: str) -> None:
    assert words in card().crisis_bystander


def test_the_first_words_of_a_crisis_say_what_to_do_in_danger() -> None:
    assert "call the emergency number first" in card().crisis_greeting
    assert "I can't call anybody" in card().crisis_program


def test_each_sign_on_the_card_rests_on_a_page_that_can_be_opened_and_is_no_tool() -> None:
    sources = english().content.sources
    unknown = {flag.id: key for flag in card().flags for key in flag.sources if key not in sources}
    only_tools = [
        flag.id
        for flag in card().flags
        if all(TOOL_PAGE.search(f"{key} {sources[key].title}") for key in flag.sources)
    ]

    assert (unknown, only_tools) == ({}, [])


def test_no_page_is_the_only_source_of_many_texts() -> None:
    alone = Counter(item.sources[0] for _, item in subject().reviewed() if len(item.sources) == 1)

    assert {key: count for key, count in alone.items() if count > 12} == {}


def _each_sentence() -> Iterator[tuple[Written, tuple[str, ...], str]]:
    for text in texts():
        for paragraph in text.sentences:
            for sentence in paragraph:
                yield text, paragraph, sentence


def _told_after(text: Written, sign: re.Pattern[str]) -> Iterator[str]:
    """What to do about a sign: the sentence that names it if it says so itself, else the next one
    in its paragraph that does."""
    for paragraph in text.sentences:
        for number, sentence in enumerate(paragraph):
            if sign.search(sentence):
                yield from [told for told in paragraph[number:] if TELLS_TO_CALL.search(told)][:1]


def _named_together(text: Written, *words: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    """The paragraphs in which each of these stands."""
    for paragraph in text.sentences:
        if all(word.search(" ".join(paragraph)) for word in words):
            yield paragraph
