"""Each rule finds the fault that was planted for it, at its file and line, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.editorial.planting import Copy, Found

FAQ = "faq/planted.md"
SECTION = "sections/planted.md"
TIP = "tips-planted.yaml"
TERM = "glossary-planted.yaml"
RESOURCE = "resources-planted.yaml"
SOURCE = "sources-planted.yaml"

ASK = "Ask when you next see them at the clinic."
BY_THE_ITEM = 2  # where the header of a page begins


class Plant(NamedTuple):
    """A fault, and where it must be found: on the line where it begins, or ``down`` from there."""

    rule: str
    file: str
    old: str
    new: str
    severity: str = "error"
    down: int = 0
    line: int | None = None


def test_a_sound_text_of_each_kind_adds_no_finding(whole: Copy) -> None:
    assert whole.new() == []


LONG = "You can ask " + "and ask " * 12 + "again."
HARD = (
    "Institutional multidisciplinary consultations necessitate considerable administrative "
    "preparation."
)

PLANTS = {
    "an address that is not encrypted": Plant(
        "https", SOURCE, "https://planted.example.org/page", "http://planted.example.org/page"
    ),
    "an unencrypted link in a text": Plant(
        "https", FAQ, ASK, "\n\nSee [this](http://planted.example.org)."
    ),
    "a link that leads nowhere": Plant("link", FAQ, ASK, "\n\nSee [this](planted)."),
    "a shortened address": Plant(
        "shortener", RESOURCE, "https://planted.example.org/help", "https://bit.ly/abc"
    ),
    "an address nobody has opened": Plant(
        "address-unconfirmed",
        SOURCE,
        "check: confirmed\n  confirmed_on: 2026-11-01",
        "check: memory",
        "warning",
        line=1,
    ),
    "a text that is too hard": Plant(
        "reading-grade", SECTION, "It is here to be checked.", HARD, line=BY_THE_ITEM
    ),
    "a sentence that is too long": Plant("sentence-length", FAQ, ASK, f"\n\n{LONG}"),
    "sentences that are long on average": Plant(
        "sentence-mean",
        SECTION,
        "This page is short. It is here to be checked.",
        "You can go to the shop and buy what you like to eat on a good day or a bad one.",
        line=BY_THE_ITEM,
    ),
    "a text like a telegram": Plant(
        "staccato",
        SECTION,
        "This page is short. It is here to be checked.",
        "This page is short and to be checked. It has five sentences.\n\nTwo are short.\n\n"
        "This one is a good deal longer than those.\n\nAnd this one is a bit longer too.",
        "warning",
        line=BY_THE_ITEM,
    ),
    "sentences that are short over all texts": Plant(
        "rhythm-mean", "rules.yaml", "sentence: [11, 14]", "sentence: [13.9, 14]", line=1
    ),
    "sentences that are long over all texts": Plant(
        "rhythm-mean", "rules.yaml", "sentence: [11, 14]", "sentence: [11, 11.5]", line=1
    ),
    "too many short sentences over all texts": Plant(
        "rhythm-short", "rules.yaml", "    most_short: 12", "    most_short: 0.5", line=1
    ),
    "a paragraph like a wall": Plant(
        "paragraph-length",
        FAQ,
        ASK,
        "\n\nAsk them as soon as you can now. And then ask them again. Ask on.",
    ),
    "a short answer of a section like a wall": Plant(
        "paragraph-length",
        SECTION,
        "This page is short. It is here to be checked.",
        " ".join(["This is one of a row of five."] * 5),
    ),
    "a tip that is too long": Plant(
        "tip-length",
        TIP,
        "Write down one thing.",
        "\n    Write it.\n\n" + "    Now write down one more thing for them.\n\n" * 10,
        line=1,
    ),
    "an answer that is too long": Plant(
        "faq-length", FAQ, ASK, "Ask them about it as soon as you can.\n\n" * 32, line=BY_THE_ITEM
    ),
    "a short answer of one sentence": Plant(
        "short-answer", FAQ, "You may ask about it at any time. Your team", "Your team"
    ),
    "nothing to ask the team": Plant(
        "ask",
        FAQ,
        "ask:\n  - What can you tell me about it?\n  - Who else can I ask about it?\n",
        "ask: []\n",
        line=BY_THE_ITEM,
    ),
    "a label that does not fit its button": Plant(
        "label-length", FAQ, "order: 901", "label: This is much too long for any button\norder: 901"
    ),
    "a long title without a label": Plant(
        "label-length",
        FAQ,
        "title: May I ask about this?",
        "title: May I ask about this and about that?",
        "warning",
    ),
    "texts that are too hard on average": Plant(
        "reading-mean", "rules.yaml", "grade: [5, 6.5]", "grade: [0, 5]", line=1
    ),
    "texts that are childish on average": Plant(
        "reading-mean", "rules.yaml", "grade: [5, 6.5]", "grade: [5.6, 6.5]", line=1
    ),
    "a banned word": Plant("banned-word", FAQ, ASK, "\n\nIt is a Miracle."),
    "a banned word over two lines of a tip": Plant(
        "banned-word", TIP, "You can write", "Nothing more can be\n    done.\n\n    You can write"
    ),
    "a banned word in the interface": Plant(
        "banned-word",
        "strings.ftl",
        "disclaimer-short =",
        "-planted = So brave.\ndisclaimer-short =",
    ),
    "a sentence that nothing shows": Plant(
        "unasked", "strings.ftl", "menu =", "meun = Hm.\nmenu =", "warning"
    ),
    "a sentence longer than Telegram takes": Plant(
        "sentence-size",
        "strings.ftl",
        "profile-short = ",
        "profile-short = " + "So it is. " * 10,
    ),
    "a topic without a name": Plant(
        "topic", RESOURCE, "topics: [helpline]", "topics: [helpline, zibble]", "warning"
    ),
    "a name that two countries claim": Plant(
        "country", "countries.yaml", "  also: [Danmark]", "  also: [Danmark, Brasil]", down=-1
    ),
    "a country that does not exist": Plant(
        "country",
        "countries.yaml",
        "- country: AR",
        "- country: QQ\n  also: [Nowhere]\n- country: AR",
    ),
    "an abbreviation that nobody knows": Plant("abbreviation", FAQ, ASK, "Ask the QXZ.", "warning"),
    "a dose": Plant("dose", FAQ, ASK, "\n\nTake 5 mg."),
    "a dose on the second line of a tip": Plant(
        "dose", TIP, "hand when you go in", "hand: 20ml and no more"
    ),
    "a percent": Plant("survival-figure", FAQ, ASK, "\n\nIt helps 30% of them."),
    "a survival figure": Plant(
        "survival-figure", FAQ, ASK, "\n\nMost people live for 6 months then."
    ),
    "an agreement that no clinician gave": Plant(
        "clinician-ok", FAQ, "clinician_ok: false", "clinician_ok: true"
    ),
    "an approval without its year": Plant(
        "approval", FAQ, ASK, "\n\nThe United States approved it.", "warning"
    ),
    "a symptom without the line on when to call": Plant("symptoms", FAQ, ASK, "\n\nIs it a fever?"),
    "a symptom in an explained word": Plant(
        "symptoms", TERM, "A word that nobody", "A fever that nobody"
    ),
    "a form that two entries claim": Plant(
        "glossary-form",
        TERM,
        "  also: [zibbles, zibbled]",
        "  also: [zibbles, zibbled, biomarker]",
    ),
    "an explained word linked by hand": Plant(
        "glossary-link", FAQ, ASK, "\n\nA [word](term/planted) here.", "warning"
    ),
    "parents that go round in a circle": Plant(
        "orphan", SECTION, "parent: section/overview", "parent: section/planted"
    ),
    "an answer that leads nowhere": Plant(
        "related", FAQ, "related: [faq/cure]", "related: []", "warning", line=BY_THE_ITEM
    ),
    "an item related to itself": Plant(
        "related", FAQ, "related: [faq/cure]", "related: [faq/planted]", "warning"
    ),
    "a source in a language that nobody speaks": Plant(
        "source-language", SOURCE, "  check: confirmed", "  language: qqq\n  check: confirmed"
    ),
    "a source that nothing uses": Plant(
        "unused-source",
        SOURCE,
        "- key: planted\n",
        "- key: idle\n  organisation: Nobody\n  title: Nothing\n"
        "  url: https://planted.example.org/idle\n  check: confirmed\n- key: planted\n",
        "warning",
    ),
    "a place in the list taken twice": Plant("order", FAQ, "order: 901", "order: 6", "warning"),
    "a heading of the wrong size": Plant("markdown", FAQ, ASK, "\n\n### Now\n"),
    "a heading in a tip": Plant("markdown", TIP, "Write down one thing.", "'## Write it'"),
    "a line across the page": Plant("markdown", FAQ, ASK, "\n\n---\n"),
    "a table": Plant("markdown", FAQ, ASK, "\n\n| a | b |\n"),
    "a picture": Plant("markdown", FAQ, ASK, "\n\n![a cell](faq/cure)"),
    "HTML": Plant("markdown", FAQ, ASK, "\n\nThis is <b>so</b>."),
    "an HTML entity": Plant("markdown", FAQ, ASK, "\n\nYou &amp; me."),
    "code": Plant("markdown", FAQ, ASK, "\n\nType `this` now."),
    "an indented block": Plant("markdown", FAQ, ASK, "\n\nSo:\n\n    this one", down=2),
    "a footnote": Plant("markdown", FAQ, ASK, "\n\nSo it is.[^1]"),
    "a box to tick": Plant("markdown", FAQ, "- Take it with you", "- [ ] Take it with you"),
    "a list inside a list": Plant("markdown", FAQ, "- Take it with you", "  - Take it with you"),
    "a list with stars": Plant("markdown", FAQ, "- Take it with you", "* Take it with you"),
    "a list with brackets": Plant("markdown", FAQ, "- Take it with you", "\n1) Take it along."),
    "a quoted block": Plant("markdown", FAQ, ASK, "\n\n> Ask soon.\n"),
    "a struck word": Plant("markdown", FAQ, ASK, "\n\nThis is ~~so~~ now."),
    "a hidden word": Plant("markdown", FAQ, ASK, "\n\nThis is ||so|| now."),
    "underscores": Plant("markdown", FAQ, ASK, "\n\nThis is _so_ now."),
    "a link by reference": Plant("markdown", FAQ, ASK, "\n\nSee [this][one]."),
    "a mark that is never closed": Plant("markdown", FAQ, ASK, "\n\nThis is **so now."),
}


# Of these it takes the shipped texts beside the planted one.
AMONG_ALL_TEXTS = {
    "texts that are too hard on average",
    "texts that are childish on average",
    "a form that two entries claim",
    "a place in the list taken twice",
}


@pytest.mark.parametrize("name", PLANTS)
def test_the_check_finds(name: str, tmp_path: Path) -> None:
    copy = Copy(tmp_path, whole=name in AMONG_ALL_TEXTS)
    plant = PLANTS[name]
    line = copy.plant(plant.file, plant.old, plant.new)
    at = line + plant.down if plant.line is None else plant.line

    assert copy.new() == [Found(plant.rule, plant.file, at, plant.severity)]


REFUSALS = {
    "a heading of the wrong size": ("a heading of this kind", "## "),
    "a heading in a tip": ("a heading of this kind", "**bold**"),
    "a line across the page": ("a line across the page", "## "),
    "a table": ("a table", "Write a list"),
    "a picture": ("a picture", "Say in words"),
    "HTML": ("HTML", "**bold**"),
    "an HTML entity": ("HTML", "type the sign itself"),
    "code": ("code", "*italic*"),
    "an indented block": ("indented text", "without spaces"),
    "a footnote": ("a footnote", "in the sentence"),
    "a box to tick": ("a box to tick", "a plain list"),
    "a list inside a list": ("a list inside a list", "one list"),
    "a list with stars": ("a list begins with", "Write '- '"),
    "a list with brackets": ("a list begins with", "'1. '"),
    "a quoted block": ("a quoted block", "quotation marks"),
    "a struck word": ("this mark", "**bold** or *italic*"),
    "a hidden word": ("this mark", "**bold** or *italic*"),
    "underscores": ("this mark", "**bold** or *italic*"),
    "a link by reference": ("a link by reference", "(https://"),
    "a mark that is never closed": ("'**' would be shown", "Close it"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refused_markdown_is_named_and_has_a_way_out(name: str, copy: Copy) -> None:
    plant, (what, instead) = PLANTS[name], REFUSALS[name]
    copy.plant(plant.file, plant.old, plant.new)

    (finding,) = [f for f in copy.findings() if f.position.file == copy.path(plant.file)]

    assert what in finding.message
    assert instead in finding.advice


def test_a_quotation_may_hold_a_banned_word(copy: Copy) -> None:
    copy.plant(FAQ, ASK, 'They say "a miracle from the sea".')
    copy.plant("rules.yaml", "quotations:", "planted_quotations:")
    rules = copy.path("rules.yaml").read_text(encoding="utf-8")
    kept = [line for line in rules.splitlines() if not line.startswith("planted_quotations")]
    copy.path("rules.yaml").write_text(
        "\n".join(["quotations: ['a miracle from the sea']", *kept]), encoding="utf-8"
    )

    assert copy.new() == []


def test_an_organisation_keeps_its_own_name(copy: Copy) -> None:
    copy.plant(RESOURCE, "An invented helpline", "Fight Invented Cancer")

    assert copy.new() == []


def test_a_reviewed_figure_is_accepted(copy: Copy) -> None:
    copy.plant(FAQ, ASK, "It helps 3 in 10 people live longer.")
    copy.plant(FAQ, "status: draft\nreviewed:\nreviewer:\n", REVIEWED)
    copy.plant(FAQ, "clinician_ok: false", "clinician_ok: true")

    assert [entry.rule for entry in copy.new()] == ["reviewed-text"]


REVIEWED = "status: reviewed\nreviewed: 2026-11-01\nreviewer: Nurse Invented\n"


def test_a_word_the_glossary_explains_does_not_make_a_text_hard(copy: Copy) -> None:
    hard = "Ask about antiangiogenic immunohistochemistry. Antiangiogenic immunohistochemistry."
    copy.plant(SECTION, "It is here to be checked.", hard)
    found = copy.new()
    copy.plant(TERM, "zibbles,", "antiangiogenic immunohistochemistry,")

    assert [entry.rule for entry in found] == ["reading-grade"]
    assert copy.new() == []


def test_a_name_on_the_list_does_not_make_a_text_hard(copy: Copy) -> None:
    copy.plant(SECTION, "It is here to be checked.", "Antiangiogenic immunohistochemistry works.")
    found = copy.new()
    copy.plant(
        "rules.yaml", "medical_names:", "medical_names:\n  - antiangiogenic immunohistochemistry"
    )

    assert [entry.rule for entry in found] == ["reading-grade"]
    assert copy.new() == []


def test_a_sentence_with_an_abbreviation_or_a_decimal_is_one_sentence(copy: Copy) -> None:
    copy.plant(
        FAQ,
        "You may ask about it at any time. Your",
        "You may ask Dr. Invented at 9.30 a.m. today. Your",
    )

    assert copy.new() == []


def test_findings_come_in_the_order_of_files_and_lines(copy: Copy) -> None:
    copy.plant(FAQ, ASK, "\n\nA hero.\n\nTake 5 mg.")
    copy.plant(TIP, "A small thing", "A brave thing")

    found = [finding.position for finding in copy.findings()]

    assert found == sorted(found, key=lambda at: (str(at.file), at.line))


def test_eight_words_in_a_row_from_another_text_are_found(copy: Copy, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "article.txt").write_text("Ice: you, may DRINK from\nthis cold brook each day, now.")
    (foreign / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    line = copy.plant(
        TIP, "hand when you go in", "hand. You may drink from this\n    cold brook each day"
    )

    found = copy.new(compared_with=foreign)

    assert found == [Found("overlap", TIP, line)]


def test_seven_words_in_a_row_are_nobodys(copy: Copy, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "article.txt").write_text("you may drink from this cold brook")
    copy.plant(FAQ, ASK, "\n\nYou may drink from this cold brook.")

    assert copy.new(compared_with=foreign) == []


def test_a_rule_that_cannot_be_read_is_found_at_its_line(copy: Copy) -> None:
    line = copy.plant("rules.yaml", "dose: ", "dose: '(' #")

    found = [entry for entry in copy.new() if entry.rule == "rules"]

    assert found == [Found("rules", "rules.yaml", line)]


def test_a_language_without_rules_is_told_so(copy: Copy) -> None:
    copy.path("rules.yaml").unlink()

    assert Found("rules", "rules.yaml", 1, "warning") in copy.new()


def test_questions_about_a_symptom_carry_the_line_on_when_to_call(whole: Copy) -> None:
    at = "  questions:\n"
    whole.plant("questions.yaml", at, f"{at}    - Is a fever a reason to ring you?\n")

    assert [(f.rule, f.severity) for f in whole.new()] == [("symptoms", "error")]


def test_a_text_with_the_line_on_when_to_call_may_name_a_symptom(copy: Copy) -> None:
    copy.plant(TERM, "A word that nobody", "A fever that nobody")
    copy.plant(TERM, "  sources: [planted]", "  sources: [planted]\n  symptoms: true")

    assert copy.new() == []


SPANISH = "disclaimer-short = Hola.\nnot-reviewed = Nadie.\n"


def spanish(copy: Copy, sentences: str = SPANISH) -> Path:
    """A second language with a text of its own."""
    folder = copy.folder / "es"
    (folder / "faq").mkdir(parents=True)
    (folder / "strings.ftl").write_text(sentences, encoding="utf-8")
    (folder / "rules.yaml").write_text("banned:\n  - avoid: [milagro]\n    instead: No.\n")
    page = copy.path(FAQ).read_text(encoding="utf-8").replace(ASK, "Un milagro.")
    (folder / "faq" / "planted.md").write_text(page, encoding="utf-8")
    return folder


def in_spanish(copy: Copy) -> list[tuple[str, str, str]]:
    return [
        (f.rule, f.position.file.name, f.severity.value)
        for f in copy.findings()
        if "es" in f.position.file.parts
    ]


def test_another_language_is_checked_by_its_own_rules(copy: Copy) -> None:
    spanish(copy)

    assert ("banned-word", "planted.md", "error") in in_spanish(copy)


def test_what_another_language_does_not_say_yet_is_one_warning(copy: Copy) -> None:
    spanish(copy)

    borrowed = [f for f in in_spanish(copy) if f[0] not in ("banned-word", "translated-from")]

    assert borrowed == [("untranslated", "strings.ftl", "warning")]


def test_a_language_needs_its_own_disclaimer(copy: Copy) -> None:
    spanish(copy, "not-reviewed = Nadie.\n")

    assert ("disclaimer", "strings.ftl", "error") in in_spanish(copy)


def test_a_quarter_of_short_sentences_is_no_telegram(copy: Copy) -> None:
    longer = "This one is a good deal longer than that.\n\n"
    copy.plant(
        SECTION, "This page is short. It is here", f"{longer * 5}Two are short. Now it is here"
    )

    assert copy.new() == []


def test_four_sentences_have_no_rhythm_yet(copy: Copy) -> None:
    copy.plant(SECTION, "This page is short.", "This is so.\n\nThat is so.\n\nThis page is short.")

    assert copy.new() == []


def test_what_to_do_now_may_be_said_in_short_sentences(whole: Copy) -> None:
    whole.plant(
        "urgent.yaml", "  If you are expected to die soon", f"{'  Stay. Sit. Rest. ' * 60}\n  If"
    )
    whole.plant("rules.yaml", "words_in_a_sentence: [11, 14]", "words_in_a_sentence: [13, 14]")

    assert {entry.rule for entry in whole.new()} == {"paragraph-length"}


FOLDERS = {
    "en copy": ("warning", "Keep copies outside"),
    "pt_BR": ("error", "Call it 'pt-br'."),
    "english": ("error", "such as 'pt' or 'pt-br'"),
    "en-copy": ("error", "such as 'pt' or 'pt-br'"),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_is_no_language_is_told_and_not_read(name: str, copy: Copy) -> None:
    (copy.folder / name).mkdir()
    (copy.folder / name / "strings.ftl").write_text("menu = Menu\n", encoding="utf-8")
    severity, advice = FOLDERS[name]

    (found,) = [f for f in copy.findings() if f.rule == "language-folder"]

    assert (found.position.file, found.severity.value) == (copy.folder / name, severity)
    assert advice in found.advice


def test_a_language_without_sentences_is_told_and_not_read(copy: Copy) -> None:
    (copy.folder / "es" / "faq").mkdir(parents=True)

    (found,) = [f for f in copy.findings() if f.rule == "language-folder"]

    assert "has no strings.ftl" in found.message


def test_a_folder_of_pictures_is_nobodys_business(copy: Copy) -> None:
    (copy.folder / "our pictures").mkdir()

    assert copy.new() == []
