"""Sentences of the interface: complete, escaped, and in a second language without code."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.content.edition import editions
from bot.content.loading import load
from bot.content.localization import Localization, MissingString
from bot.content.message_keys import SENTENCES, TOPIC
from bot.delivery.outcome import Refusal
from bot.editorial.checks.lengths import SENTENCE_LIMITS
from bot.groups.field_types import Choice
from bot.groups.fields import FIELDS
from bot.replies.commands import COMMANDS
from bot.search.search import KINDS
from tests.content.asked_messages import asked
from tests.content.interface import interface

ROOT = Path(__file__).parents[2]
# The keys that the code makes up, by what they begin with, from the tables that they are made of.
FAMILIES = {
    "command-": {f"command-{name}" for name in ("start", *COMMANDS)},
    "group-field-": {f"group-field-{field.name}" for field in FIELDS},
    "group-value-": {
        f"group-value-{field.name}-{field.write(value)}"
        for field in FIELDS
        if isinstance(field, Choice) and field.said is None
        for value in field.values
    },
    "group-right-": {f"group-right-{field.needs}" for field in FIELDS if field.needs},
    "group-tips-": {f"group-tips-{refusal}" for refusal in Refusal},
    "inline-kind-": {f"inline-kind-{kind}" for kind in KINDS},
}


def test_the_table_has_every_sentence_that_the_code_asks_for() -> None:
    keys = {key: place.where for place in asked() for key in place.keys}

    assert len(keys) > 100
    assert {key: where for key, where in keys.items() if key not in SENTENCES} == {}


def test_the_table_has_what_the_code_fills_in() -> None:
    given = {
        (key, name): place.where
        for place in asked()
        for key in place.keys
        for name in place.arguments
    }

    declared = {(key, name) for key, names in SENTENCES.items() for name in names}
    assert declared == set(given)


def test_every_sentence_of_the_table_is_asked_for() -> None:
    asked_for = {key for place in asked() for key in place.keys} | set().union(*FAMILIES.values())

    assert set(SENTENCES) - asked_for == set()


def test_the_table_has_every_sentence_whose_key_the_code_makes_up() -> None:
    made_up = {place.family for place in asked() if not place.keys}

    assert made_up == {*FAMILIES, TOPIC}
    assert {key for keys in FAMILIES.values() for key in keys if key not in SENTENCES} == set()


@given(st.text(max_size=80))
def test_what_a_person_typed_is_never_markup(typed: str) -> None:
    l10n = Localization("en", ["said = __You said:__ { $words } *end*"])
    rich = l10n.rich("said", words=typed)
    assert "".join(typed.split()) in "".join(rich.text.split())
    assert {entity.type for entity in rich.entities} <= {"bold", "italic"}
    assert len(rich.entities) == 2


@pytest.mark.parametrize("name", ["- list", "# heading", "1. one", "> quote", "[a](http://b.c)"])
def test_markup_at_the_beginning_of_an_argument_stays_text(name: str) -> None:
    assert Localization("en", ["said = { $words }"]).rich("said", words=name).text == name


def test_a_sentence_that_nobody_wrote_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(MissingString, match="no-such-key"):
        Localization("en", ["a = b"]).text("no-such-key")


def test_an_argument_that_was_forgotten_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(MissingString, match="said"):
        Localization("en", ["said = { $words }"]).text("said")


def test_dates_and_days_are_in_the_language() -> None:
    assert Localization("en", []).weekday(0) == "Monday"
    assert Localization("pt", []).weekday(0) == "segunda-feira"
    assert Localization("es", []).country("DE") == "Alemania"


def test_a_second_language_is_a_second_folder_and_no_code(tmp_path: Path) -> None:
    for name in ("en", "numbers.yaml"):
        (tmp_path / name).symlink_to(ROOT / "content" / name)
    other = tmp_path / "pt" / "faq"
    other.mkdir(parents=True)
    (tmp_path / "pt" / "strings.ftl").write_text("menu = __Ementa__\n", encoding="utf-8")
    original = (ROOT / "content/en/faq/cure.md").read_text(encoding="utf-8")
    translated = original.replace("title: ", "title: (PT) ", 1)
    (other / "cure.md").write_text(translated, encoding="utf-8")
    both = editions(load(tmp_path))
    portuguese = both.of("pt-br")
    assert portuguese.language == "pt"
    assert portuguese.l10n.text("menu") == "__Ementa__"
    # What is not written yet comes in the default language, item by item and line by line.
    assert portuguese.l10n.text("button-back") == both.of("en").l10n.text("button-back")
    assert portuguese.content.faqs["faq/cure"].title.startswith("(PT)")
    assert list(portuguese.content.faqs) == list(both.of("en").content.faqs)
    assert both.of("de").language == "en"


@pytest.mark.parametrize(
    ("language", "day", "long"),
    [
        ("en", "Monday, 30\u00a0November", "30 November 2026"),
        ("es", "lunes, 30 de noviembre", "30 de noviembre de 2026"),
        ("pt", "segunda-feira, 30 de novembro", "30 de novembro de 2026"),
        ("ru", "понедельник, 30\u00a0ноября", "30 ноября 2026\u202fг."),
        ("ja", "11月30日月曜日", "2026年11月30日"),
    ],
)
def test_a_date_is_written_as_its_language_writes_it(language: str, day: str, long: str) -> None:
    l10n = Localization(language, [])

    assert l10n.day_and_date(datetime(2026, 11, 30, 10, tzinfo=UTC)) == day
    assert l10n.date(date(2026, 11, 30)) == long


@pytest.mark.parametrize("language", ["es", "pt", "ru", "pl", "ar"])
def test_a_sentence_that_counts_takes_the_form_that_its_language_has(language: str) -> None:
    rule = Locale(language).plural_form
    forms = "\n".join(f"        [{form}] {form} {{ $minutes }}" for form in sorted(rule.tags))
    counts = f"said =\n    {{ $minutes ->\n{forms}\n       *[other] other {{ $minutes }}\n    }}\n"
    l10n = Localization(language, [counts])

    said = [l10n.text("said", minutes=number).split()[0] for number in range(102)]
    assert said == [rule(number) for number in range(102)]
    assert len(set(said)) > 1


def test_no_sentence_has_an_english_plural_wired_into_it() -> None:
    for place in interface():
        assert not re.search(r"\}[a-z]", place.text), place.key
        assert place.counted_plainly == set(), place.key


def test_every_sentence_tells_translators_what_is_filled_in() -> None:
    untold = {
        (place.key, name)
        for place in interface()
        for name in SENTENCES.get(place.key, ())
        if f"${name}" not in place.notes
    }

    assert untold == set()


def test_every_sentence_with_a_limit_says_so_to_translators() -> None:
    limited = [
        (place, limit)
        for place in interface()
        for key, limit in SENTENCE_LIMITS.items()
        if place.key.startswith(key)
    ]

    assert len(limited) > 20
    assert [place.key for place, limit in limited if str(limit) not in place.notes] == []
