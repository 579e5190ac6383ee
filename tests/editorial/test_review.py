"""``stale --for-review``: every text that needs a look, the most dangerous first, on paper."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from rich.console import Console

from bot.content.loading import load
from bot.content.model import Status, Tip
from bot.content.numbers_file import placed
from bot.editorial.checks import subjects
from bot.editorial.checks.fingerprint import fingerprint
from bot.editorial.checks.subject import Subject
from bot.editorial.review.danger import Danger
from bot.editorial.review.html_page import html_page
from bot.editorial.review.paper import NOTHING, Paper, paper
from bot.editorial.review.sheet import Entry, entries
from bot.editorial.review.state import (
    Changed,
    Due,
    InOrder,
    NeverReviewed,
    State,
    Unrecorded,
    state_of,
)
from bot.editorial.review_command import run_review
from tests.editorial.planting import SHIPPED, TODAY, Copy

FAQ = "faq/planted.md"
MONTH = timedelta(days=30)
NURSE = "Nurse Invented"


@cache
def subject() -> Subject:
    found = subjects(load(SHIPPED), SHIPPED, TODAY)
    return next(one for one in found if one.content.language == "en")


@cache
def shipped() -> Paper:
    return paper(subject(), placed(subject().content.numbers, SHIPPED))


def reviewed(copy: Copy, *, mark: str = "", on: str = "2026-01-01") -> None:
    words = f"reviewed_text: {mark}\n" if mark else ""
    header = f"status: reviewed\nreviewed: {on}\nreviewer: {NURSE}\n{words}"
    copy.plant(FAQ, "status: draft\nreviewed:\nreviewer:\n", header)


def mark_of(copy: Copy) -> str:
    return fingerprint("en", load(copy.folder).content("en").faqs["faq/planted"])


def in_copy(copy: Copy) -> dict[str, Entry]:
    (english,) = subjects(load(copy.folder), copy.folder, TODAY)
    return {entry.item_id: entry for entry in entries(english)}


def told(copy: Copy, to: Path | None = None) -> tuple[int, str]:
    out = io.StringIO()
    console = Console(file=out, width=200)
    return run_review(copy.folder, to=to, today=TODAY, console=console), out.getvalue()


def tip(**fields: object) -> Tip:
    words: dict[str, object] = {
        "id": "tip/planted",
        "title": "A thing",
        "topic": "talking",
        "text": "A text.",
        "this_week": "Do it.",
        "link": "planted",
        "sources": ["planted"],
        "status": Status.REVIEWED,
        "reviewed": date(2026, 1, 1),
        "reviewer": NURSE,
        "review_due": date(2027, 11, 1),
    }
    return Tip.model_validate(words | fields)


MARK = "en-12345678"
NOBODY: dict[str, object] = {"status": "draft", "reviewed": None, "reviewer": None}
STATES: dict[str, tuple[dict[str, object], State]] = {
    "nobody has reviewed it": (NOBODY, NeverReviewed()),
    "which words were read is not known": ({}, Unrecorded(NURSE, date(2026, 1, 1))),
    "the words have changed": (
        {"reviewed_text": "en-87654321"},
        Changed(NURSE, date(2026, 1, 1)),
    ),
    "it falls due": (
        {"reviewed_text": MARK, "review_due": TODAY + MONTH},
        Due(NURSE, date(2026, 1, 1), TODAY + MONTH),
    ),
    "nothing is to be done": (
        {"reviewed_text": MARK, "review_due": TODAY + MONTH + timedelta(days=1)},
        InOrder(),
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_a_text_is_in_the_state(name: str) -> None:
    fields, expected = STATES[name]

    assert state_of(tip(**fields), MARK, TODAY, MONTH) == expected


def test_the_most_dangerous_come_first() -> None:
    order = [group.danger for group in shipped().groups]

    assert order == sorted(Danger)


def test_each_sign_of_the_urgent_card_is_read_by_itself_with_its_own_sources() -> None:
    card = subject().content.urgent
    assert card is not None
    first = shipped().groups[0].entries[1:]

    assert [(e.title, tuple(s.key for s in e.sources)) for e in first] == [
        (flag.title, flag.sources) for flag in card.flags
    ]


def test_every_text_that_needs_a_look_is_there_in_its_own_group() -> None:
    found = {entry.item_id: entry.danger for group in shipped().groups for entry in group.entries}

    assert set(found) == {item_id for item_id, _ in subject().reviewed()}
    assert {found[i] for i, item in subject().items() if getattr(item, "symptoms", False)} == {
        Danger.SYMPTOMS
    }
    assert found["section/prognosis"] is Danger.GENTLE


def test_a_page_about_a_medicine_is_read_before_other_pages(copy: Copy) -> None:
    before = in_copy(copy)["faq/planted"].danger
    copy.plant(FAQ, "Your team will", "Your drug will")

    assert (before, in_copy(copy)["faq/planted"].danger) == (Danger.FAQS, Danger.MEDICINES)


def test_every_word_and_every_source_stands_on_the_page() -> None:
    page = html_page([shipped()])
    shown = set(_words(re.sub(r"<[^>]+>", " ", page)))
    links = re.compile(r"\]\([^)\s]*\)")

    for item_id, item in subject().reviewed():
        for passage in subject().by_owner[item_id]:
            assert set(_words(links.sub("]", passage.text))) <= shown, item_id
        for key in item.sources:
            assert str(subject().content.sources[key].url) in unescape(page)


def test_every_number_that_nobody_dialled_is_a_row_to_tick() -> None:
    (numbers,) = [group for group in shipped().groups if group.danger is Danger.NUMBERS]
    listed = [row.number.partition(" (text")[0] for row in numbers.numbers]
    phones = placed(subject().content.numbers, SHIPPED).phones()

    assert sorted(listed) == sorted(p.phone.number for p in phones if p.phone.dialled_on is None)


def test_a_number_for_messages_says_so_and_gives_its_word() -> None:
    (numbers,) = [group for group in shipped().groups if group.danger is Danger.NUMBERS]
    shown = {row.number for row in numbers.numbers}
    lines = [line for _, line in placed(subject().content.numbers, SHIPPED).lines()]
    words = {line.text.keyword for line in lines if line.text and line.text.keyword}

    assert words
    assert all(any(f"(text {word})" in number for number in shown) for word in words)


def test_a_number_that_was_dialled_is_not_asked_for_again(copy: Copy) -> None:
    before = told(copy)[1].count("- [ ] Austria: 144,")
    copy.plant("../numbers.yaml", '{number: "144"', f'{{dialled_on: {TODAY}, number: "144"')

    assert before == 1
    assert told(copy)[1].count("- [ ] Austria: 144,") == 0


def test_a_text_that_was_read_as_it_stands_is_left_out(copy: Copy) -> None:
    assert "faq/planted" in in_copy(copy)
    reviewed(copy, mark=mark_of(copy))

    assert "faq/planted" not in in_copy(copy)


def test_a_text_that_changed_after_its_review_comes_back_with_name_and_day(copy: Copy) -> None:
    reviewed(copy, mark=mark_of(copy))
    copy.plant(FAQ, "at any time", "at any hour")

    entry = in_copy(copy)["faq/planted"]

    assert str(entry.state) == f"Its words have changed since {NURSE} reviewed it on 2026-01-01."
    assert entry.mark == mark_of(copy)


def test_without_a_path_the_texts_are_printed_with_a_box_each(copy: Copy) -> None:
    code, shown = told(copy)

    assert code == 0
    assert "### [ ] May I ask about this?" in shown
    assert f"Nobody has reviewed it yet. reviewed_text: {mark_of(copy)}" in shown
    assert "You may ask about it at any time. Your team will be glad of it." in shown
    assert "https://planted.example.org/page" in shown


def test_a_page_is_written_that_needs_nothing_from_anywhere(copy: Copy, tmp_path: Path) -> None:
    code, shown = told(copy, tmp_path / "review.html")
    page = (tmp_path / "review.html").read_text(encoding="utf-8")

    assert code == 0
    assert f"are in {tmp_path}/review.html" in shown
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<(?:script|link|img|iframe)|src=|@import|url\(", page)


def test_no_word_of_the_content_is_read_as_html(copy: Copy, tmp_path: Path) -> None:
    copy.plant(FAQ, "at any time", "<script>alert(1)</script> & <b>now</b>")
    copy.plant(FAQ, "title: May I ask about this?", "title: May <i>I</i> ask?")
    told(copy, tmp_path / "review.html")
    page = (tmp_path / "review.html").read_text(encoding="utf-8")

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;now&lt;/b&gt;" in page
    assert "<h3>May &lt;i&gt;I&lt;/i&gt; ask?</h3>" in page


def test_a_path_that_cannot_be_written_is_one_sentence(copy: Copy, tmp_path: Path) -> None:
    code, shown = told(copy, tmp_path / "nowhere" / "review.html")

    assert code == 1
    assert shown.startswith(f"{tmp_path}/nowhere/review.html cannot be written: No such file")


def test_content_that_cannot_be_read_is_reported(copy: Copy) -> None:
    copy.plant(FAQ, "audience: both", "audience: all")

    code, shown = told(copy)

    assert code == 1
    assert str(copy.path(FAQ)) in shown


def test_nothing_to_read_is_said() -> None:
    assert NOTHING in unescape(html_page([Paper("en", TODAY, ())]))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unescape(text))
