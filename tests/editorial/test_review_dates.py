"""Review dates: how many days are left, and where an old text is an error."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from bot.content.findings import ContentProblem
from bot.content.loading import load
from bot.editorial.checks import subjects
from bot.editorial.checks.review_dates import due
from tests.editorial.planting import TODAY, Copy, Found

FAQ = "faq/planted.md"
RESOURCE = "resources-planted.yaml"
DUE = "review_due: 2027-11-01"
# At the end of numbers.yaml, under "resources:".
PHONE = """\
  planted:
    phones:
      - {number: "+44 20 7946 0000", local: "020 7946 0000", dialled_on: 2026-11-01}
    hours: {always: true}
"""


def _in(days: int) -> str:
    return f"review_due: {TODAY + timedelta(days=days)}"


@pytest.mark.parametrize("days", [0, 1, 30])
def test_a_review_that_falls_due_soon_is_a_warning(days: int, copy: Copy) -> None:
    line = copy.plant(FAQ, DUE, _in(days))

    assert copy.new() == [Found("review-due", FAQ, line, "warning")]


def test_a_review_due_in_more_than_thirty_days_is_not_mentioned(copy: Copy) -> None:
    copy.plant(FAQ, DUE, _in(31))

    assert copy.new() == []


def test_the_warning_says_how_many_days_are_left(copy: Copy) -> None:
    copy.plant(FAQ, DUE, _in(12))

    messages = [f.message for f in copy.findings() if f.position.file.name == "planted.md"]

    assert messages == ["the review of 'faq/planted' is due in 12 days."]


def test_an_overdue_text_is_a_warning(copy: Copy) -> None:
    line = copy.plant(FAQ, DUE, _in(-1))

    assert copy.new() == [Found("review-due", FAQ, line, "warning")]


def test_an_overdue_text_on_symptoms_is_an_error(copy: Copy) -> None:
    line = copy.plant(FAQ, DUE, _in(-1))
    copy.plant(FAQ, "symptoms: false", "symptoms: true")

    assert copy.new() == [Found("review-due", FAQ, line)]


def test_an_overdue_phone_number_is_an_error(whole: Copy) -> None:
    with whole.path("../numbers.yaml").open("a", encoding="utf-8") as numbers:
        numbers.write(PHONE)
    line = whole.plant(RESOURCE, DUE, _in(-1))

    assert Found("review-due", RESOURCE, line) in whole.new()


def test_an_overdue_urgent_card_is_an_error(copy: Copy) -> None:
    path = copy.path("urgent.yaml")
    text = re.sub(r"(?m)^review_due: .*$", _in(-1), path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("review_due:")].count("\n") + 1

    assert copy.new() == [Found("review-due", "urgent.yaml", line)]


def test_a_review_in_the_future_did_not_happen(copy: Copy) -> None:
    start = copy.plant(
        FAQ,
        "status: draft\nreviewed:\nreviewer:\n",
        "status: reviewed\nreviewed: 2026-12-24\nreviewer: Nurse Invented\n",
    )

    assert copy.new() == [
        Found("review-date", FAQ, start + 1),
        Found("reviewed-text", FAQ, start + 1, "warning"),
    ]


def test_the_next_review_comes_after_the_last(copy: Copy) -> None:
    start = copy.plant(
        FAQ,
        f"status: draft\nreviewed:\nreviewer:\n{DUE}",
        f"status: reviewed\nreviewed: {TODAY}\nreviewer: Nurse Invented\nreview_due: {TODAY}",
    )

    found = [entry for entry in copy.new() if entry.rule == "review-date"]

    assert found == [Found("review-date", FAQ, start + 3)]


def as_read(copy: Copy, file: str = FAQ, indent: str = "") -> int:
    """A nurse has read the planted text as it stands; says on which line its mark is."""
    fields = ["status: draft", "reviewed:", "reviewer:"]
    done = ["status: reviewed", "reviewed: 2026-11-01", "reviewer: Nurse Invented"]
    copy.plant(file, "\n".join(indent + f for f in fields), "\n".join(indent + d for d in done))
    (told,) = [f.advice for f in copy.findings() if f.rule == "reviewed-text"]
    mark = re.search(r"'(reviewed_text: en-[0-9a-f]{8})'", told)
    assert mark
    return copy.plant(
        file, f"{indent}reviewer: Nurse", f"{indent}{mark[1]}\n{indent}reviewer: Nurse"
    )


def test_a_review_of_these_very_words_is_in_order(copy: Copy) -> None:
    as_read(copy)

    assert copy.new() == []


def test_a_review_of_other_words_than_these_is_told(copy: Copy) -> None:
    line = as_read(copy)
    copy.plant(FAQ, "at any time", "at any hour")

    assert copy.new() == [Found("reviewed-text", FAQ, line, "warning")]


def test_a_review_of_other_words_is_an_error_where_they_could_harm(copy: Copy) -> None:
    copy.plant(FAQ, "symptoms: false", "symptoms: true")
    line = as_read(copy)
    copy.plant(FAQ, "at any time", "at any hour")

    assert copy.new() == [Found("reviewed-text", FAQ, line)]


def test_a_text_that_nobody_reviewed_has_no_words_that_were_read(copy: Copy) -> None:
    copy.plant(FAQ, "reviewer:\n", "reviewer:\nreviewed_text: en-12345678\n")

    with pytest.raises(ContentProblem, match="status must be 'reviewed'"):
        load(copy.folder)


def test_what_is_due_comes_longest_overdue_first(copy: Copy) -> None:
    copy.plant(FAQ, DUE, _in(5))
    copy.plant(RESOURCE, DUE, _in(-40))

    (subject,) = subjects(load(copy.folder), copy.folder, TODAY)

    assert [(entry.item_id, entry.days) for entry in due(subject)] == [
        ("resource/planted", -40),
        ("faq/planted", 5),
    ]


def test_years_later_everything_is_overdue(copy: Copy) -> None:
    (subject,) = subjects(load(copy.folder), copy.folder, date(2040, 1, 1))

    assert len(due(subject)) == len(list(subject.reviewed()))
