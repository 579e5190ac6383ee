"""A translation says which words it was made from; check and stale say when they have moved on."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from bot.content.findings import ContentProblem, Finding
from bot.content.loading import load
from bot.editorial.checks.fingerprint import fingerprint
from bot.editorial.stale_command import run_stale
from tests.editorial.planting import TODAY, Copy

FAQ = "faq/planted.md"
MARK = re.compile(r"translated_from: (en-[0-9a-f]{8})")
SENTENCES = "disclaimer-short = Hola.\nnot-reviewed = Nadie.\n"


class Spanish(Copy):
    """The content with one page and two sentences in a second language."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.spanish = self.folder / "es"
        (self.spanish / "faq").mkdir(parents=True)
        (self.spanish / "rules.yaml").write_text("{}\n", encoding="utf-8")
        self.translate(SENTENCES)

    def translate(self, sentences: str, mark: str = "") -> None:
        page = self.path(FAQ).read_text(encoding="utf-8").replace("You may ask", "Pregunte")
        header = f"audience: both\ntranslated_from: {mark}" if mark else "audience: both"
        page = page.replace("audience: both", header)
        (self.spanish / FAQ).write_text(page, encoding="utf-8")
        (self.spanish / "strings.ftl").write_text(sentences, encoding="utf-8")

    def of(self, name: str) -> list[Finding]:
        """What the check says of translations in this file."""
        findings = [f for f in self.findings() if f.rule == "translated-from"]
        return [f for f in findings if f.position.file == self.spanish / name]

    def mark_in(self, name: str) -> str:
        """The mark that the check asks for."""
        (found,) = self.of(name)
        match = MARK.search(found.advice)
        assert match
        return match[1]


@pytest.fixture
def copy(tmp_path: Path) -> Spanish:
    return Spanish(tmp_path)


def stale(copy: Copy, *, as_json: bool = False) -> str:
    out = io.StringIO()
    run_stale(copy.folder, as_json=as_json, today=TODAY, console=Console(file=out, width=200))
    return out.getvalue()


def test_a_translation_that_does_not_say_what_from_is_told_the_mark_to_paste(copy: Spanish) -> None:
    (found,) = copy.of(FAQ)
    original = load(copy.folder).content("en").faqs["faq/planted"]

    assert found.severity.value == "warning"
    assert f"'translated_from: {fingerprint('en', original)}'" in found.advice


def test_a_translation_of_the_words_as_they_are_is_in_order(copy: Spanish) -> None:
    copy.translate(SENTENCES, copy.mark_in(FAQ))

    assert copy.of(FAQ) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: May I ask about this?", "title: May I ask about that?"),
        ("at any time.", "at any hour."),
        ("## When to ask", "## When you ask"),
        ("Write it down at home", "Write it down now"),
        ("What can you tell me about it?", "What can you tell me about this?"),
    ],
)
def test_a_translation_is_told_that_its_original_has_moved_on(
    copy: Spanish, old: str, new: str
) -> None:
    copy.translate(SENTENCES, copy.mark_in(FAQ))
    copy.plant(FAQ, old, new)

    (found,) = copy.of(FAQ)

    assert "the original of 'faq/planted' (en) has moved on" in found.message
    assert found.severity.value == "warning"
    assert found.position.line == 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("review_due: 2027-11-01", "review_due: 2028-11-01"),
        ("order: 901", "order: 902"),
        ("sources: [planted]", "sources: [planted, nci-dict]"),
        ("Your team will", "Your team\nwill"),
    ],
)
def test_what_no_reader_sees_moves_nothing(copy: Spanish, old: str, new: str) -> None:
    copy.translate(SENTENCES, copy.mark_in(FAQ))
    copy.plant(FAQ, old, new)

    assert copy.of(FAQ) == []


@pytest.mark.parametrize("mark", ["en-123", "12345678", "en-1234567g", "yesterday"])
def test_what_is_no_mark_is_refused_at_its_line(copy: Spanish, mark: str) -> None:
    copy.translate(SENTENCES, mark)

    with pytest.raises(ContentProblem) as caught:
        load(copy.folder)

    (found,) = caught.value.findings
    assert (found.position.file, found.position.line) == (copy.spanish / FAQ, 6)
    assert "such as en-3f2a9c1d" in found.message


def test_a_mark_of_a_language_that_is_not_here_is_an_error(copy: Spanish) -> None:
    copy.translate(SENTENCES, "fr-12345678")

    (found,) = copy.of(FAQ)

    assert found.severity.value == "error"
    assert "'fr-12345678' names a language that has no folder here." in found.message


def test_sentences_without_a_mark_are_told_in_one_line(copy: Spanish) -> None:
    (found,) = copy.of("strings.ftl")

    assert "none of 2 sentences" in found.message


def test_a_sentence_says_it_in_a_comment_and_is_told_when_its_original_moves_on(
    copy: Spanish,
) -> None:
    marked = f"# translated_from: {copy.mark_in('strings.ftl')}\n{SENTENCES}"
    copy.translate(marked)
    (untold,) = copy.of("strings.ftl")
    copy.plant("strings.ftl", "disclaimer-short =", "disclaimer-short = Oh.")

    moved, still_untold = copy.of("strings.ftl")

    assert "'strings/not-reviewed' does not say" in untold.message
    assert still_untold == untold
    assert "the original of 'strings/disclaimer-short' (en) has moved on" in moved.message
    assert (moved.position.line, untold.position.line) == (2, 3)


def test_stale_lists_translations_whose_original_has_moved_on(copy: Spanish) -> None:
    copy.translate(SENTENCES, copy.mark_in(FAQ))
    before = stale(copy)
    copy.plant(FAQ, "at any time.", "at any hour.")

    assert "The original has moved on" not in before
    assert "faq/planted" in stale(copy).partition("The original has moved on")[2]


def test_stale_tells_other_programs_of_translations(copy: Spanish) -> None:
    mark = copy.mark_in(FAQ)
    copy.translate(SENTENCES, mark)
    copy.plant(FAQ, "at any time.", "at any hour.")

    (found,) = json.loads(stale(copy, as_json=True))

    assert (found["reason"], found["id"], found["translated_from"]) == (
        "translation",
        "faq/planted",
        mark,
    )
    assert found["original_now"] != mark
