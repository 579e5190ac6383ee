"""Numbers to call: read once for all languages, and refused where they rest on too little."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.content.findings import ContentProblem, Finding
from bot.content.live import LiveEditions
from bot.content.loading import load
from bot.content.numbers import Hours, Numbers, Opening, Phone
from bot.content.numbers_file import read_numbers
from tests.editorial.planting import Copy

NUMBERS = "../numbers.yaml"
NAMES = "helplines.yaml"
US = '{number: "988", sources: [wikipedia-2021, find-a-helpline]}'


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


@pytest.fixture
def whole(tmp_path: Path) -> Copy:
    """With every shipped text: for what only many texts together show."""
    return Copy(tmp_path, whole=True)


def the_problem(copy: Copy) -> Finding:
    with pytest.raises(ContentProblem) as caught:
        load(copy.folder)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    "sources",
    [
        "[]",
        "[find-a-helpline]",
        "[wikipedia-2021, wikipedia-2024]",
        "[find-a-helpline, find-a-helpline]",
    ],
)
def test_a_crisis_number_with_less_than_two_independent_sources_is_refused(
    sources: str, copy: Copy
) -> None:
    line = copy.plant(NUMBERS, US, f'{{number: "988", sources: {sources}}}')

    finding = the_problem(copy)

    assert (finding.rule, finding.position.line) == ("two-sources", line)
    assert "'988'" in finding.message


def test_an_emergency_number_may_rest_on_one_source(copy: Copy) -> None:
    copy.plant(NUMBERS, "sources: [libphonenumber, fcdo]", "sources: [fcdo]")

    assert load(copy.folder).content("en").numbers.countries


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        (US, '{number: "988", sources: [wikipedia-2021, nobody]}', "source", "'nobody'"),
        ("id: crisis/ca-988", "id: crisis/us-988", "unique-id", "is used twice"),
        ("  US:\n", "  usa:\n", "fields", "countries"),
        (US, '{number: "call us", sources: [fcdo]}', "fields", "write it as +44 808 808 0000"),
        (US, '{number: "+1 800 227 2345"}', "fields", "add 'local'"),
        (US, '{number: "988", home_only: true}', "fields", "a short number has one form"),
        ("always: true", "alwys: true", "fields", "no field has this name"),
        ('open: ["mo-su 15:00-03:00"]', 'open: ["daily"]', "fields", "'mo-fr 09:00-17:00'"),
        ("hours: {always: true}", "hours: {sure: false}", "fields", "one of them"),
    ],
)
def test_a_mistake_in_the_numbers_is_found_in_their_file(
    old: str, new: str, rule: str, says: str, copy: Copy
) -> None:
    copy.plant(NUMBERS, old, new)

    with pytest.raises(ContentProblem) as caught:
        load(copy.folder)

    found = [f for f in caught.value.findings if f.rule == rule]
    assert found
    assert {f.position.file.name for f in found} == {"numbers.yaml"}
    assert any(says in str(f) for f in found)


def test_a_country_with_a_crisis_line_has_an_emergency_number(copy: Copy) -> None:
    text = copy.path(NUMBERS).read_text(encoding="utf-8")
    begin = text.index("    emergency:", text.index("\n  US:"))
    end = text.index("    crisis:", begin)
    copy.path(NUMBERS).write_text(text[:begin] + text[end:], encoding="utf-8")

    assert "'countries.US.emergency': this field is missing" in the_problem(copy).message


def test_a_line_without_a_name_is_found(copy: Copy) -> None:
    copy.plant(NAMES, '- id: crisis/us-988\n  name: "988 Suicide & Crisis Lifeline"\n', "")

    finding = the_problem(copy)

    assert finding.rule == "crisis-name"
    assert "'crisis/us-988' has no name in 'en'" in finding.message


def test_a_name_without_a_line_is_found(copy: Copy) -> None:
    copy.plant(NAMES, "crisis/us-988", "crisis/us-989")

    with pytest.raises(ContentProblem) as caught:
        load(copy.folder)

    assert {f.rule for f in caught.value.findings} == {"crisis-name"}
    assert any("'crisis/us-989'" in f.message for f in caught.value.findings)


def test_phones_of_an_organisation_that_nobody_lists_are_found(whole: Copy) -> None:
    whole.plant(NUMBERS, "  macmillan:\n", "  macmilan:\n")

    assert the_problem(whole).message == "'resource/macmilan' does not exist."


def test_without_the_file_nothing_starts(copy: Copy) -> None:
    copy.path(NUMBERS).unlink()

    with pytest.raises(ContentProblem, match=r"numbers\.yaml"):
        load(copy.folder)


def test_a_changed_number_is_taken_over_by_the_running_bot(copy: Copy) -> None:
    live = LiveEditions(copy.folder, "en")
    copy.plant(NUMBERS, US, US.replace("988", "989"))

    assert live.reload_if_changed()
    (line,) = live.current.of("en").content.numbers.crisis_lines("US")
    assert line.phones[0].number == "989"


def test_a_language_that_names_no_lines_borrows_the_names(copy: Copy) -> None:
    folder = copy.folder / "pt"
    folder.mkdir()
    (folder / "strings.ftl").write_text("menu = Menu\n", encoding="utf-8")
    (folder / "helplines.yaml").write_text(
        "- id: crisis/pt-1411\n  name: A linha 1411\n", encoding="utf-8"
    )

    portuguese = load(copy.folder).content("pt")

    assert portuguese.crisis_names["crisis/pt-1411"].name == "A linha 1411"
    assert portuguese.crisis_names["crisis/us-988"].name == "988 Suicide & Crisis Lifeline"
    assert portuguese.numbers.crisis_lines("US")


def test_every_number_is_found_on_its_line(copy: Copy) -> None:
    file = read_numbers(copy.folder)
    lines = file.path.read_text(encoding="utf-8").splitlines()

    for placed in file.phones():
        written = "\n".join(lines[file.where(*placed.field).line - 1 :][:4])
        assert f'"{placed.phone.number}"' in written


def test_hours_are_written_by_days() -> None:
    hours = Hours.model_validate({"open": ["mo-th 10:00-18:00", "fr 10:00-17:00"]})

    assert hours.open == (
        Opening.model_construct(first=0, last=3, opens="10:00", closes="18:00"),
        Opening.model_construct(first=4, last=4, opens="10:00", closes="17:00"),
    )


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError, match="no time zone has this name"):
        Hours.model_validate({"always": True, "zone": "Europe/Nowhere"})


def test_a_number_that_may_fail_from_abroad_says_so() -> None:
    def phone(**fields: object) -> Phone:
        return Phone.model_validate(fields)

    assert phone(number="988").stays_at_home
    assert phone(number="+49 800 1110111", local="0800 111 0 111", home_only=True).stays_at_home
    assert not phone(number="+39 02 2327 2327", local="02 2327 2327").stays_at_home


def test_a_country_that_is_not_listed_has_no_numbers() -> None:
    assert not Numbers().emergency("XX")
    assert not Numbers().crisis_lines("XX")
