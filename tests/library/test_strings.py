"""Sentences of the interface: complete, escaped, and in a second language without code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import given
from hypothesis import strategies as st

from bot.library.edition import editions
from bot.library.loading import load
from bot.library.strings import MissingString, Strings

ROOT = Path(__file__).parents[2]
WRITTEN = [
    path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("content/en/strings*.ftl"))
]
KEY = re.compile(r"""(?:strings|words)\.(?:text|rich)\(\s*f?["']([a-z0-9-]+)["']""")


def keys() -> set[str]:
    entries = [entry for text in WRITTEN for entry in FluentParser().parse(text).body]
    assert not [entry for entry in entries if isinstance(entry, ast.Junk)]
    return {entry.id.name for entry in entries if isinstance(entry, ast.Message)}


def test_every_sentence_that_the_code_asks_for_is_written() -> None:
    sources = [p for room in ("bot", "handlers") for p in (ROOT / room).rglob("*.py")]
    asked = {key for path in sources for key in KEY.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 50
    assert asked <= keys()


@given(st.text(max_size=80))
def test_what_a_person_typed_is_never_markup(typed: str) -> None:
    strings = Strings("en", ["said = __You said:__ { $words } *end*"])
    rich = strings.rich("said", words=typed)
    assert "".join(typed.split()) in "".join(rich.text.split())
    assert {entity.type for entity in rich.entities} <= {"bold", "italic"}
    assert len(rich.entities) == 2


@pytest.mark.parametrize("name", ["- list", "# heading", "1. one", "> quote", "[a](http://b.c)"])
def test_markup_at_the_beginning_of_an_argument_stays_text(name: str) -> None:
    assert Strings("en", ["said = { $words }"]).rich("said", words=name).text == name


def test_a_sentence_that_nobody_wrote_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(MissingString, match="no-such-key"):
        Strings("en", ["a = b"]).text("no-such-key")


def test_an_argument_that_was_forgotten_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(MissingString, match="said"):
        Strings("en", ["said = { $words }"]).text("said")


def test_dates_and_days_are_in_the_language() -> None:
    assert Strings("en", []).weekday(0) == "Monday"
    assert Strings("pt", []).weekday(0) == "segunda-feira"
    assert Strings("es", []).country("DE") == "Alemania"


def test_a_second_language_is_a_second_folder_and_no_code(tmp_path: Path) -> None:
    (tmp_path / "en").symlink_to(ROOT / "content" / "en")
    other = tmp_path / "pt" / "faq"
    other.mkdir(parents=True)
    (tmp_path / "pt" / "strings.ftl").write_text("menu = __Ementa__\n", encoding="utf-8")
    original = (ROOT / "content/en/faq/cure.md").read_text(encoding="utf-8")
    translated = original.replace("title: ", "title: (PT) ", 1)
    (other / "cure.md").write_text(translated, encoding="utf-8")
    both = editions(load(tmp_path))
    portuguese = both.of("pt-br")
    assert portuguese.language == "pt"
    assert portuguese.strings.text("menu") == "__Ementa__"
    # What is not written yet comes in the default language, item by item and line by line.
    assert portuguese.strings.text("button-back") == both.of("en").strings.text("button-back")
    assert portuguese.content.faqs["faq/cure"].title.startswith("(PT)")
    assert list(portuguese.content.faqs) == list(both.of("en").content.faqs)
    assert both.of("de").language == "en"
