"""Every kind of broken file is reported with its file, its line and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content.edition import editions
from bot.content.findings import ContentProblem, Finding, Position
from bot.content.loading import load
from bot.content.model import Status
from tests.editorial.planting import Copy

FAQ = "faq/planted.md"
TIP = "tips-planted.yaml"
SOURCE = "sources-planted.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def problems(copy: Copy) -> list[Finding]:
    with pytest.raises(ContentProblem) as caught:
        load(copy.folder)
    return list(caught.value.findings)


def the_problem(copy: Copy, name: str) -> Finding:
    """The one finding, which must be in this file."""
    (finding,) = problems(copy)
    assert finding.position.file == copy.path(name)
    return finding


def test_the_shipped_content_with_sound_texts_loads(copy: Copy) -> None:
    content = load(copy.folder).content("en")

    assert content.faqs["faq/planted"].lead == (
        "You may ask about it at any time. Your team will be glad of it."
    )
    assert content.faqs["faq/planted"].status is Status.DRAFT
    assert content.faqs["faq/planted"].parts[0].heading == "When to ask"
    assert content.tips["tip/planted"].this_week == "Write down one thing."
    assert content.link("planted") == (
        "An invented hospital",
        "https://planted.example.org/page",
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (FAQ, "title: May I ask about this?\n", "", "'title': this field is missing"),
        (FAQ, "order: 901", "odrer: 901", "'odrer': no field has this name"),
        (FAQ, "review_due: 2027-11-01", "review_due: next year", "write a date as 2027-05-23"),
        (FAQ, "review_due: 2027-11-01", "review_due: 2027-13-45", "write a date as 2027-05-23"),
        (FAQ, "status: draft", "status: reviewed", "'reviewed' (a date) and 'reviewer' must be"),
        (FAQ, "reviewer:\n", "reviewer: Nurse Invented\n", "so status must be 'reviewed'"),
        (FAQ, "audience: both", "audience: all", "'patient', 'carer' or 'both'"),
        (FAQ, "sources: [planted]", "sources: []", "at least 1 item"),
        (FAQ, "related: [faq/cure]", "related: [Cure]", "use small letters, digits"),
        (TIP, "  topic: talking\n", "  topic: Talking to us\n", "use small letters, digits"),
        (SOURCE, "https://planted.example.org/page", "planted", "valid URL"),
    ],
)
def test_a_wrong_field_is_named(name: str, old: str, new: str, says: str, copy: Copy) -> None:
    copy.plant(name, old, new)

    found = [f for f in problems(copy) if f.rule == "fields"]

    assert {f.position.file for f in found} == {copy.path(name)}
    assert any(says in str(f) for f in found)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (FAQ, "audience: both", "audience: all"),
        (FAQ, "order: 901", "order: last"),
        (FAQ, "review_due: 2027-11-01", "review_due: 2027-13-45"),
        (TIP, "  this_week: Write down one thing.", "  this_week: ''"),
        (SOURCE, "check: confirmed", "check: perhaps"),
    ],
)
def test_a_wrong_value_is_found_on_its_line(name: str, old: str, new: str, copy: Copy) -> None:
    line = copy.plant(name, old, new)

    assert line in {f.position.line for f in problems(copy) if f.rule == "fields"}


def test_a_part_without_words_is_found_at_its_heading(copy: Copy) -> None:
    line = copy.plant(FAQ, "## When to ask", "## Nothing here\n\n## When to ask")

    found = [f.position.line for f in problems(copy) if f.rule == "fields"]

    assert found == [line]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("---\nid:", "id:", 1, "must begin with a header"),
        ("related: [faq/cure]\n---", "related: [faq/cure]", 1, "the header has no end"),
        ("order: 901", "order: 901\norder: 902", 5, "the key 'order' is given twice"),
        ("title: May", "title: May: I", 3, "cannot be read"),
        ("sources: [planted]", "sources: [planted", 6, "a '[' has no ']'"),
        ("sources: [planted]", "sources: &all [*all]", 6, "'&' has a meaning of its own"),
        ("sources: [planted]", "[sources]: [planted]", 6, "a field's name must be a word"),
        ("sources: [planted]", "sources: [\x07planted]", 6, "a sign here is no text"),
    ],
)
def test_a_broken_header_is_found(old: str, new: str, line: int, says: str, copy: Copy) -> None:
    copy.plant(FAQ, old, new)

    finding = next(f for f in problems(copy) if f.rule == "yaml")

    assert finding.position.file == copy.path(FAQ)
    assert finding.position.line == line
    assert says in finding.message
    assert finding.advice


def test_a_broken_list_is_found_at_its_line(copy: Copy) -> None:
    line = copy.plant(TIP, "  title: A small thing", '  title: "A small thing')

    finding = next(f for f in problems(copy) if f.rule == "yaml")

    assert finding.position.file == copy.path(TIP)
    assert finding.position.line >= line


def test_a_list_file_that_is_no_list_is_refused(copy: Copy) -> None:
    copy.path(TIP).write_text("id: tip/planted\n", encoding="utf-8")

    assert "this file must be a list" in the_problem(copy, TIP).message


def test_a_list_entry_without_fields_is_refused(copy: Copy) -> None:
    copy.path(TIP).write_text("- just words\n", encoding="utf-8")

    assert "fields such as 'id:'" in the_problem(copy, TIP).message


@pytest.mark.parametrize("name", [FAQ, TIP])
def test_a_file_in_another_encoding_is_refused(name: str, copy: Copy) -> None:
    text = copy.path(name).read_text(encoding="utf-8").replace("You", "Yoü")
    copy.path(name).write_bytes(text.encode("latin-1"))

    finding = next(f for f in problems(copy) if f.rule == "encoding")

    assert (finding.position.file, finding.advice) == (copy.path(name), "Save it as UTF-8.")


def test_a_file_is_called_like_its_id(copy: Copy) -> None:
    copy.path(FAQ).rename(copy.path("faq/other.md"))

    finding = the_problem(copy, "faq/other.md")

    assert (finding.rule, finding.position.line) == ("file-name", 2)
    assert "Rename the file to 'planted.md'" in finding.advice


def test_an_id_given_twice_names_both_places(copy: Copy) -> None:
    copy.path("tips-second.yaml").write_text(
        copy.path(TIP).read_text(encoding="utf-8"), encoding="utf-8"
    )

    finding = the_problem(copy, "tips-second.yaml")

    assert finding.rule == "unique-id"
    assert f"{copy.path(TIP)}:1" in finding.message


def test_an_id_too_long_for_a_deep_link_is_refused(copy: Copy) -> None:
    line = copy.plant(TIP, "tip/planted", "tip/" + "a" * 60)

    assert the_problem(copy, TIP).position.line == line


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        (FAQ, "related: [faq/cure]", "related: [faq/nowhere]", "reference"),
        (FAQ, "Ask when you", "See [this](section/nowhere). Ask when you", "reference"),
        (FAQ, "Ask when you", "See [this](term/nowhere). Ask when you", "reference"),
        (FAQ, "sources: [planted]", "sources: [nowhere]", "source"),
        (TIP, "link: planted", "link: nowhere", "reference"),
        ("sections/planted.md", "parent: section/overview", "parent: section/no", "reference"),
    ],
)
def test_what_leads_nowhere_is_found(name: str, old: str, new: str, rule: str, copy: Copy) -> None:
    line = copy.plant(name, old, new)

    finding = the_problem(copy, name)

    assert (finding.rule, finding.position.line) == (rule, line)
    assert finding.advice


def test_an_urgent_sign_without_its_source_is_found(copy: Copy) -> None:
    path = copy.path("urgent.yaml")
    text = path.read_text(encoding="utf-8")
    at = text.index("sources: [", text.index("flags:"))
    path.write_text(f"{text[:at]}sources: [nowhere, {text[at + 10 :]}", encoding="utf-8")

    assert the_problem(copy, "urgent.yaml").rule == "source"


def test_a_missing_urgent_card_is_found(copy: Copy) -> None:
    copy.path("urgent.yaml").unlink()

    assert the_problem(copy, "urgent.yaml").rule == "urgent"


def test_a_missing_language_is_found(copy: Copy) -> None:
    with pytest.raises(ContentProblem, match="CONTENT_DIR"):
        load(copy.folder, "xx")


def test_every_problem_is_reported_at_once(copy: Copy) -> None:
    copy.plant(FAQ, "audience: both", "audience: all")
    copy.plant(TIP, "audience: both", "audience: all")

    found = {f.position.file for f in problems(copy) if f.rule == "fields"}

    assert found == {copy.path(FAQ), copy.path(TIP)}


def test_norway_is_a_country_and_not_a_no(copy: Copy) -> None:
    copy.plant("resources-planted.yaml", "[GB]", "[NO]")

    resources = load(copy.folder).content("en").resources

    assert resources["resource/planted"].countries == ("NO",)


@pytest.mark.parametrize(
    ("old", "new", "down", "says"),
    [
        ("\nmenu =", "\nmeun =", 0, "the sentence 'menu' is missing, and nothing asks for 'meun'"),
        ("{ $weekday }, at what", "{ $weekdya }, at what", 0, "Write { $weekday }."),
        ("\nmenu =", "\nmenu = { $who }\n", 0, "this sentence stands as it is"),
        ("[one] Source:", "[one] Source { $cuont }:", 0, "Write { $count }."),
        ("\nmenu =", "\nmenu = { -nobody }\n", 0, "cannot be formed"),
        ("\nmenu =", "\nmenu = One.\nmenu =", 1, "the key 'menu' is used twice"),
        ("\nmenu =", "\nmenu", 0, "this sentence cannot be read"),
    ],
)
def test_a_sentence_that_would_fail_when_somebody_taps_is_found_at_its_line(
    old: str, new: str, down: int, says: str, copy: Copy
) -> None:
    line = copy.plant("strings.ftl", old, new) + down

    (finding,) = [f for f in problems(copy) if says in str(f)]

    assert finding.position == Position(copy.path("strings.ftl"), line)
    assert finding.advice


def test_a_sentence_that_is_gone_is_named(copy: Copy) -> None:
    path = copy.path("strings.ftl")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("error-alert =", "# error-alert ="), encoding="utf-8")

    (finding,) = problems(copy)

    assert "the sentence 'error-alert' is missing" in finding.message
    assert "Add a line 'error-alert = ...'" in finding.advice


def test_a_wrong_sentence_of_a_second_language_is_found_too(copy: Copy) -> None:
    spanish(copy, "pick-hour = { $dia }\n")

    (finding,) = problems(copy)

    assert finding.position == Position(copy.folder / "es" / "strings.ftl", 1)


def test_a_plural_form_is_tried_although_english_has_none(copy: Copy) -> None:
    forms = "sources =\n    { $count ->\n        [few] { $cuont }\n       *[other] b\n    }\n"
    folder = copy.folder / "uk"
    folder.mkdir()
    (folder / "strings.ftl").write_text(forms, encoding="utf-8")

    (finding,) = problems(copy)

    assert finding.position == Position(folder / "strings.ftl", 3)


@pytest.mark.parametrize("name", ["en copy", "english", "en-backup", "pt_BR", ".en"])
def test_a_folder_that_is_no_language_is_not_read(name: str, copy: Copy) -> None:
    shutil.copytree(copy.folder / "en", copy.folder / name)
    (copy.folder / name / "faq/planted.md").write_text("broken", encoding="utf-8")

    assert list(load(copy.folder).languages) == ["en"]


def test_what_an_editor_program_leaves_beside_a_file_is_not_read(copy: Copy) -> None:
    copy.path("faq/.#planted.md").symlink_to("nobody@nowhere")
    copy.path("faq/._planted.md").write_bytes(b"\x00\x05\x16\x07\xff")

    assert "faq/planted" in load(copy.folder).content("en").faqs


def test_a_file_saved_on_windows_is_read(copy: Copy) -> None:
    for name in (FAQ, TIP, "strings.ftl"):
        text = copy.path(name).read_text(encoding="utf-8").replace("\n", "\r\n")
        copy.path(name).write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert copy.new() == []


def test_a_file_that_cannot_be_opened_is_named(copy: Copy) -> None:
    copy.path("tips-shut.yaml").mkdir()

    finding = the_problem(copy, "tips-shut.yaml")

    assert (finding.rule, finding.advice) == ("file", "See whether it is there and may be read.")


def test_other_names_of_countries_are_read(copy: Copy) -> None:
    line = copy.plant("countries.yaml", "also: [Brasil]", "also: []")

    assert the_problem(copy, "countries.yaml").position.line == line


def test_another_language_borrows_what_it_lacks(copy: Copy) -> None:
    folder = spanish(copy, "menu = Hola\n")
    page = copy.path(FAQ).read_text(encoding="utf-8").replace("May I ask", "¿Puedo preguntar")
    (folder / "faq").mkdir()
    (folder / "faq" / "planted.md").write_text(page, encoding="utf-8")

    content = load(copy.folder).content("es-MX")

    assert content.language == "es"
    assert content.faqs["faq/planted"].title == "¿Puedo preguntar about this?"
    assert content.faqs["faq/cure"].title == load(copy.folder).content("en").faqs["faq/cure"].title


def test_a_regional_language_comes_before_the_language_and_borrows_from_it(copy: Copy) -> None:
    for tag, name in (("pt", "Portugal"), ("pt-br", "Brasil")):
        folder = copy.folder / tag
        folder.mkdir()
        (folder / "strings.ftl").write_text(f"everywhere = {name}\n", encoding="utf-8")
    (copy.folder / "pt" / "strings-more.ftl").write_text("menu = Ementa\n", encoding="utf-8")
    tip = copy.path(TIP).read_text(encoding="utf-8").replace("A small thing", "Uma coisa")
    (copy.folder / "pt" / "tips.yaml").write_text(tip, encoding="utf-8")

    ready = editions(load(copy.folder))

    assert {
        tag: ready.of(tag).language for tag in ("pt", "pt-BR", "pt-ao", "pt_br", "fr", None)
    } == {
        "pt": "pt",
        "pt-BR": "pt-br",
        "pt-ao": "pt",
        "pt_br": "pt-br",
        "fr": "en",
        None: "en",
    }
    brazilian = ready.of("pt-br")
    assert brazilian.l10n.text("everywhere") == "Brasil"
    assert brazilian.l10n.text("menu") == "Ementa"
    assert brazilian.l10n.text("button-back") == ready.of("en").l10n.text("button-back")
    assert brazilian.content.tips["tip/planted"].title == "Uma coisa"
    assert brazilian.l10n.language_name("pt-br") == "português (Brasil)"


def spanish(copy: Copy, sentences: str) -> Path:
    folder = copy.folder / "es"
    folder.mkdir()
    (folder / "strings.ftl").write_text(sentences, encoding="utf-8")
    return folder
