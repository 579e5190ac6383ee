"""Numbers are held against the number plans, and each disagreement needs its reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.content.findings import Finding
from bot.content.loading import load
from bot.content.numbers_file import read_numbers
from bot.editorial.checks.numbers import AGAIN, check_numbers
from bot.editorial.number_forms import write_forms
from bot.editorial.number_plan import Forms, forms_of, is_emergency, is_known_at_home
from tests.editorial.planting import TODAY, Copy

NUMBERS = "../numbers.yaml"
IRELAND = '{number: "112", sources: [libphonenumber, fcdo]}\n      - {number: "999"'
PERU = 'unlisted: "phonenumbers has 105, 116 and 117;'
ITALY = 'number: "+39 02 2327 2327", local: "02 2327 2327"'
BELGIUM = 'number: "+32 800 32 123", local: "0800 32 123", home_only: true'


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (IRELAND, IRELAND.replace('"999"', '"991"'), "number-plan"),
        (PERU, PERU.replace("unlisted: ", "dialled_on: 2026-11-01}\n# "), "number-plan"),
        (
            '{number: "988", sources',
            '{unlisted: "no reason", number: "988", sources',
            "number-plan",
        ),
        ('number: "1737"', 'number: "17379"', "number-plan"),
        (ITALY, ITALY.replace("+39 02 2327 2327", "+39 0223272327"), "number-form"),
        (ITALY, ITALY.replace('"02 2327 2327"', '"02 2327 2328"'), "number-form"),
        (ITALY, ITALY + ", home_only: true", "number-form"),
        (BELGIUM, BELGIUM.replace(", home_only: true", ""), "number-form"),
        (ITALY, 'number: "+33 1 42 34 56 78", local: "01 42 34 56 78"', "phone-country"),
        ("url: https://988lifeline.org\n", "url: http://988lifeline.org\n", "https"),
    ],
)
def test_a_wrong_number_is_found_on_its_line(old: str, new: str, rule: str, copy: Copy) -> None:
    text = copy.path(NUMBERS).read_text(encoding="utf-8")
    at = text.index(old)
    copy.path(NUMBERS).write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    first = text[:at].count("\n") + 1

    found = {(f.rule, f.severity.value) for f in copy.findings() if _within(f, first, new)}

    assert found == {(rule, "error")}


def test_a_number_that_nobody_has_dialled_is_said_once_for_each_kind_with_the_day(
    whole: Copy,
) -> None:
    found = check_numbers(read_numbers(whole.folder), load(whole.folder), TODAY)

    crisis = [f for f in found if "crisis page" in f.message]
    assert len(crisis) == 1
    assert f"(as of {TODAY.isoformat()})" in crisis[0].message
    assert "at least two independent sources" in crisis[0].advice
    assert {f.rule for f in found} == {"phone-undialled", "phone-hours"}


@pytest.mark.parametrize(("age", "open_ones"), [(AGAIN, 0), (AGAIN + timedelta(days=1), 1)])
def test_a_number_is_dialled_again_after_half_a_year(
    age: timedelta, open_ones: int, copy: Copy
) -> None:
    text = copy.path(NUMBERS).read_text(encoding="utf-8")
    begin = text.index("\ncountries:\n")
    day = (TODAY - age).isoformat()
    one = f'  US:\n    emergency:\n      - {{number: "911", sources: [fcdo], dialled_on: {day}}}\n'
    copy.path(NUMBERS).write_text(f"{text[:begin]}\ncountries:\n{one}", encoding="utf-8")
    names = copy.path("helplines.yaml")
    kept = names.read_text(encoding="utf-8")
    names.write_text(kept[kept.index("- id: crisis/find-a-helpline") :], encoding="utf-8")

    found = check_numbers(read_numbers(copy.folder), load(copy.folder), TODAY)

    assert len([f for f in found if "emergency numbers" in f.message]) == open_ones


MACMILLAN = 'number: "+44 808 808 0000", local: "0808 808 00 00", home_only: true'


@pytest.mark.parametrize(
    ("new", "rule"),
    [
        (MACMILLAN.replace("+44 808 808 0000", "+44 808 808 00"), "number-plan"),
        (MACMILLAN.replace("0808 808 00 00", "0808 808 00 01"), "number-form"),
        (MACMILLAN.replace(", home_only: true", ""), "number-form"),
        ('number: "+33 1 42 34 56 78", local: "01 42 34 56 78"', "phone-country"),
    ],
)
def test_an_organisations_phone_is_held_against_the_plan_too(
    new: str, rule: str, whole: Copy
) -> None:
    line = whole.plant(NUMBERS, MACMILLAN, new)

    found = [(f.rule, f.position.line) for f in whole.findings() if f.severity == "error"]

    assert found == [(rule, line)]


def test_an_organisations_phone_says_for_which_country_it_is(whole: Copy) -> None:
    whole.plant("resources.yaml", "countries: [GB]", "countries: []")

    assert [(f.rule, f.severity) for f in whole.new()] == [("phone-country", "warning")]


def test_the_forms_of_a_number_are_written(copy: Copy) -> None:
    copy.plant(NUMBERS, ITALY, 'number: "+390223272327"')
    copy.plant(NUMBERS, BELGIUM, 'number: "+3280032123", local: "0800 32123"')

    assert write_forms(copy.path(NUMBERS)) == 2

    text = copy.path(NUMBERS).read_text(encoding="utf-8")
    assert ITALY in text
    assert 'number: "+32 800 32 123", local: "0800 32123", home_only: true' in text
    assert copy.new() == []
    assert write_forms(copy.path(NUMBERS)) == 0


def test_what_is_no_number_is_left_as_it_is(copy: Copy) -> None:
    copy.plant(NUMBERS, ITALY, 'number: "+39 02", local: "02"')
    before = copy.path(NUMBERS).read_text(encoding="utf-8")

    assert write_forms(copy.path(NUMBERS)) == 0
    assert copy.path(NUMBERS).read_text(encoding="utf-8") == before


def test_forms_are_those_of_the_plan() -> None:
    assert forms_of("+390223272327") == Forms("+39 02 2327 2327", "02 2327 2327", False, 39)
    assert forms_of("+18002272345") == Forms("+1 800-227-2345", "(800) 227-2345", True, 1)
    assert forms_of("+611800422737") is not None
    assert forms_of("+3902") is forms_of("988") is forms_of("*4141") is None


def test_short_numbers_are_those_of_the_plan() -> None:
    assert is_emergency("112", "IT")
    assert not is_emergency("115", "US")
    assert is_known_at_home("988", "US")
    assert not is_known_at_home("*4141", "CL")


def _within(finding: Finding, first: int, planted: str) -> bool:
    position = finding.position
    last = first + planted.count("\n")
    return position.file.name == "numbers.yaml" and first <= position.line <= last


def test_what_a_line_is_called_is_held_against_the_words_rules(copy: Copy) -> None:
    line = copy.plant("helplines.yaml", 'remark: "From a mobile."', 'remark: "A miracle cure."')

    found = [f for f in copy.new() if f.file == "helplines.yaml"]

    assert [(f.rule, f.line) for f in found] == [("banned-word", line)]
