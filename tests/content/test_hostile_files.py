"""A broken or hostile file never harms the bot: it is named, soon, and the old content stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.content.findings import ContentProblem, Position
from bot.content.fluent_lint import read_messages, unreadable
from bot.content.front_matter import read_page
from bot.content.limits import LARGEST_FILE, MOST_CHARACTERS, MOST_PROBLEMS, within_limits
from bot.content.live import LiveEditions
from bot.content.loading import load
from bot.content.localization import Localization, MissingString
from bot.content.rendering import markdown
from bot.content.yaml_lines import YamlProblem, read
from bot.editorial.checks.editorial_rules import read_rules
from bot.search.tokenizer import without_addresses
from tests.content.hostile_text import hostile_text
from tests.editorial.planting import SOUND, Copy

# Many times what it takes on a machine that is busy with something else.
SOON = 8.0
TRIED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WHOLE = settings(TRIED, max_examples=8)


@contextmanager
def soon() -> Iterator[None]:
    begun = perf_counter()
    yield
    assert perf_counter() - begun < SOON


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All the sentences, the urgent card, and one sound text of each kind."""
    folder = Copy(tmp_path_factory.mktemp("small")).folder
    load(folder)
    return folder


@pytest.fixture(scope="module")
def live(small: Path) -> LiveEditions:
    return LiveEditions(small, "en")


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "content"))


ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
# File, what it holds, the line that is named, and what is said of it.
FILES = {
    "sixty thousand brackets": ("tips.yaml", "[" * 60_000, 1, "one inside the other"),
    "sixty thousand braces": ("tips.yaml", "{" * 60_000, 1, "one inside the other"),
    "lists of lists of lists": ("tips.yaml", "- " * 30_000, 1, "one inside the other"),
    "fields of fields of fields": (
        "tips.yaml",
        "".join(f"{' ' * depth}a:\n" for depth in range(400)),
        13,
        "one inside the other",
    ),
    "aliases of aliases": ("tips.yaml", ALIASES, 1, "put this value into quotes: '&'"),
    "an object of the language": ("tips.yaml", "- !!python/object:a.b {}\n", 1, "quotes: '!'"),
    "half a million empty entries": ("tips.yaml", "- \n" * 160_000, 50_000, "Make two files"),
    "twenty thousand entries without a field": (
        "tips.yaml",
        "- {}\n" * 20_000,
        1,
        "'id': this field is missing",
    ),
    "a file that is too large": ("tips.yaml", "#" * (LARGEST_FILE + 1), 1, "Make several files"),
    "a number of ten thousand digits": (
        "tips.yaml",
        f"- id: tip/a\n  reviewed: {'9' * 10_000}\n",
        2,
        "write a date",
    ),
    "brackets in a header": ("faq/planted.md", "---\nid: " + "[" * 60_000 + "\n---\n", 2, "other"),
    "a heading of spaces": ("faq/planted.md", "---\nid: a\n---\n##" + " " * 200_000, 2, "'title'"),
    "a hundred thousand headings": (
        "faq/planted.md",
        SOUND["faq/planted.md"] + "## a\n" * 90_000,
        75,
        "more than 50 headings",
    ),
    "dollars without end": (
        "faq/planted.md",
        SOUND["faq/planted.md"] + "$" * 20_000,
        21,
        f"more than {MOST_CHARACTERS} characters",
    ),
    "a list in a list in a list": (
        "faq/planted.md",
        SOUND["faq/planted.md"] + "1. " * 3000,
        21,
        "four lists or quotations begin on one line",
    ),
    "braces without end": ("strings-more.ftl", "a = " + "{" * 60_000, 1, "close each brace"),
    "braces in braces": (
        "strings-more.ftl",
        "a = b\nc = " + "{ " * 500 + '"x"' + " }" * 500,
        2,
        "close each brace",
    ),
    "calls of calls": ("strings-more.ftl", "a = { " + "A(" * 900 + ")" * 900 + " }", 1, "close"),
    "a number as wide as a book": (
        "strings-more.ftl",
        "a = { NUMBER(1, minimumIntegerDigits: 30000000) }\n",
        1,
        "at most 4 digits",
    ),
    "a sentence as long as a book": (
        "strings-more.ftl",
        "a = b\nc = " + "$" * 20_000 + "\n",
        2,
        f"'c': this text has more than {MOST_CHARACTERS} characters",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_named_soon_and_the_old_content_stays(name: str, copy: Path) -> None:
    file, text, line, says = FILES[name]
    live = LiveEditions(copy, "en")
    before = live.current
    (copy / "en" / file).write_text(text, encoding="utf-8")

    with soon(), pytest.raises(ContentProblem) as caught:
        load(copy)
    assert not live.reload_if_changed()

    found = [f for f in caught.value.findings if f.position == Position(copy / "en" / file, line)]
    assert any(says in str(finding) for finding in found)
    assert live.current is before


SENTENCES = {
    "that holds itself": "{ -a }\n-a = { -b }\n-b = { -a }\n",
    "at the end of a long row": "{ -a0 }\n"
    + "".join(f"-a{i} = {{ -a{i + 1} }}\n" for i in range(2000))
    + "-a2000 = x\n",
    "that doubles forty times": "{ -a0 }\n"
    + "".join(f"-a{i} = {{ -a{i + 1} }}{{ -a{i + 1} }}\n" for i in range(40))
    + "-a40 = x\n",
    "made of long ones": "{ -a }{ -a }\n-a = " + "x" * (MOST_CHARACTERS - 10) + "\n",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_that_cannot_be_formed_is_named_soon(name: str, copy: Path) -> None:
    path = copy / "en/strings.ftl"
    whole = path.read_text(encoding="utf-8")
    start = whole.index("\nmenu =")
    path.write_text(whole.replace("\nmenu =", f"\nmenu = {SENTENCES[name]}-old-menu =", 1))

    with soon(), pytest.raises(ContentProblem) as caught:
        load(copy)

    position = Position(path, whole[:start].count("\n") + 2)
    assert position in {finding.position for finding in caught.value.findings}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes on Windows")
def test_a_pipe_and_a_device_are_not_waited_for(copy: Path) -> None:
    os.mkfifo(copy / "en/tips-pipe.yaml")
    (copy / "en/faq/zero.md").symlink_to("/dev/zero")

    with soon(), pytest.raises(ContentProblem) as caught:
        load(copy)

    named = {finding.position.file.name for finding in caught.value.findings}
    assert named == {"tips-pipe.yaml", "zero.md"}


def test_of_many_problems_so_many_are_told(copy: Path) -> None:
    (copy / "en/tips.yaml").write_text("- {}\n" * 20_000)

    with pytest.raises(ContentProblem) as caught:
        load(copy)

    told = [f for f in caught.value.findings if f.position.file.name == "tips.yaml"]
    assert MOST_PROBLEMS <= len(told) < 2 * MOST_PROBLEMS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b: c", "needs quotes around it"),
        ("a: **b**", "into quotes: '*'"),
        ("a: &b", "into quotes: '&'"),
        ("a: !b", "into quotes: '!'"),
        ("a: @b", "use spaces, or quotes"),
        ("a:\n\tb: c", "begins with a tab"),
        ("a: [b", "a '[' has no ']'"),
        ("a: {b", "a '{' has no '}'"),
        ("a: b\nc", "its name, a ':' and a space"),
        ('a: "b', "never closed"),
        ("a:\n  - b\n - c", "see its indent"),
        ("- a\nb: c", "needs '- '"),
        ("a: b\n---\nc: d", "one too many"),
    ],
)
def test_a_slip_in_yaml_is_told_in_plain_words(text: str, says: str) -> None:
    with pytest.raises(YamlProblem, match=r"line [123]") as caught:
        read(text)

    assert says in caught.value.message


def test_an_open_bracket_is_found_where_it_was_opened() -> None:
    with pytest.raises(YamlProblem, match="line 2"):
        read("a: b\nc: [d\ne: f\ng: h\n")


def test_dollars_are_money() -> None:
    assert markdown("US$5-$6, a$b$c, $$ and \\$").text == "US$5-$6, a$b$c, $$ and $"


def line_of_the_problem(parse: Callable[[], object]) -> int | None:
    try:
        parse()
    except YamlProblem as problem:
        return problem.line
    return None


@TRIED
@given(hostile_text())
def test_any_text_is_yaml_or_a_problem_with_its_line(text: str) -> None:
    with soon():
        line = line_of_the_problem(lambda: read(text, first_line=3))

    breaks = sum(text.count(sign) for sign in "\n\r\x85\u2028\u2029")  # YAML's, too
    assert line is None or 3 <= line <= breaks + 4


@TRIED
@given(hostile_text(), hostile_text(2000))
def test_any_text_is_a_page_or_a_problem_with_its_line(body: str, header: str) -> None:
    for text in (body, f"---\n{header}\n---\n{body}"):
        with soon():
            line = line_of_the_problem(partial(read_page, text))
        assert line is None or line >= 1


@TRIED
@given(hostile_text())
def test_any_sentence_that_is_accepted_can_be_formed_or_is_missing(text: str) -> None:
    with soon():
        file = read_messages(Path("a.ftl"), text)
        if list(unreadable(file)):
            return
        l10n = Localization("en", [file.resource])
        for message in file.messages():
            try:
                l10n.text(message.id.name, a=1)
            except MissingString:
                continue


@TRIED
@given(hostile_text(MOST_CHARACTERS))
def test_any_text_within_the_limits_is_shown_soon(text: str) -> None:
    try:
        within_limits(text)
    except ValueError:
        assume(False)
    with soon():
        shown = markdown(text)
        without_addresses(text)
    assert len(shown) < 20 * MOST_CHARACTERS


PLACES = [*SOUND, "strings.ftl", "urgent.yaml"]


@WHOLE
@given(st.sampled_from(PLACES), st.integers(0, 3000), st.integers(0, 50), hostile_text())
def test_whatever_is_written_into_a_file_the_bot_goes_on(
    small: Path, live: LiveEditions, name: str, at: int, gone: int, text: str
) -> None:
    path = small / "en" / name
    sound = path.read_text(encoding="utf-8")
    try:
        path.write_text(sound[:at] + text + sound[at + gone :], encoding="utf-8")
        with soon():
            live.reload_if_changed()
    finally:
        path.write_text(sound, encoding="utf-8")
    assert live.current.of("en").l10n.has("menu")


@WHOLE
@given(st.integers(0, 5000), hostile_text())
def test_whatever_is_written_into_the_rules_they_are_read_or_a_problem(
    small: Path, at: int, text: str
) -> None:
    path = small / "en/rules.yaml"
    sound = path.read_text(encoding="utf-8")
    try:
        path.write_text(sound[:at] + text + sound[at:], encoding="utf-8")
        with soon():
            _, problems = read_rules(small / "en")
    finally:
        path.write_text(sound, encoding="utf-8")
    assert all(finding.position.file == path for finding in problems)
