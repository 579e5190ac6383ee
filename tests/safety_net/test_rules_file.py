"""An editor who breaks a file of rules is told where; the rules before stay in use."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from bot.content.findings import ContentProblem, Finding
from bot.content.live import LiveEditions
from bot.content.loading import load
from bot.content.urgent_rules_file import NAME, read_urgent_rules
from tests.editorial.planting import SHIPPED, Copy

FIRST_FLAG = "    flag: fever\n    says:\n"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The frame of the content, with the English rules."""
    copy = Copy(tmp_path)
    shutil.copy(SHIPPED / "en" / NAME, copy.path(NAME))
    return copy


def the_problem(copy: Copy) -> Finding:
    with pytest.raises(ContentProblem) as caught:
        load(copy.folder)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (FIRST_FLAG, "    flag: fever\n    sayz:\n", "no field has this name"),
        (FIRST_FLAG, "    flag: fever\n    says: fever\n", "list"),
        ("      - <fever>\n", "      - <fever\n", "'<' has no meaning"),
        ("      - <fever>\n", "      - <feverr>\n", "no group 'feverr'"),
        ("      - <fever>\n", "      - (hot|cold\n", "a '(' has no ')'"),
        ("      - <fever>\n", "      - 43..38\n", "smaller number comes first"),
        ("      - <fever>\n", "      - [hot, cold]\n", "as words on one line"),
        ("    card: redflag\n", "    card: amber\n", "card"),
        ("    flag: danger\n", "    flag: fever\n", "crisis rule is one of"),
        ("    flag: breath\n", "    flag: breathe\n", "no sign 'breathe'"),
        ("  - id: fever\n", "  - id: temperature-number\n", "used twice"),
    ],
)
def test_a_broken_rule_is_refused_with_its_file_and_line(
    old: str, new: str, said: str, copy: Copy
) -> None:
    line = copy.plant(NAME, old, new)

    finding = the_problem(copy)

    assert finding.position.file == copy.path(NAME)
    assert abs(finding.position.line - line) <= 2  # a field is named by its own line or its rule's
    assert said in finding.message


def test_a_group_that_contains_itself_is_refused(copy: Copy) -> None:
    line = copy.plant(NAME, "  flu:\n", "  planted: [a, <other>]\n  other: [<planted>]\n  flu:\n")

    with pytest.raises(ContentProblem) as caught:
        load(copy.folder)

    assert [found.position.line for found in caught.value.findings] == [line, line + 1]


def test_rules_are_heard_of_a_language_that_has_no_other_text(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    folder.mkdir()
    (folder / NAME).write_text(
        "rules:\n  - {id: a, card: redflag, flag: fever, says: [tinc febre]}\n", encoding="utf-8"
    )

    recognised = read_urgent_rules(tmp_path).safety_net.read("Tinc fèbre")

    assert recognised is not None
    assert recognised.language == "ca"


def test_a_broken_file_leaves_the_rules_before_in_use(
    copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveEditions(copy.folder, "en")
    copy.plant(NAME, "      - <fever>\n", "      - (<fever>\n")

    with caplog.at_level(logging.ERROR):
        assert not live.reload_if_changed()

    assert NAME in caplog.text
    assert live.current.library.safety_net.read("I have a fever of 39")


def test_a_rule_that_is_added_is_heard_after_the_reload(copy: Copy) -> None:
    live = LiveEditions(copy.folder, "en")
    assert live.current.library.safety_net.read("zibble zabble") is None

    copy.plant(NAME, "      - <fever>\n", "      - <fever>\n      - zibble zabble\n")

    assert live.reload_if_changed()
    assert live.current.library.safety_net.read("zibble zabble")


def test_rules_that_did_not_change_are_not_made_anew(copy: Copy) -> None:
    first = read_urgent_rules(copy.folder).safety_net

    assert read_urgent_rules(copy.folder).safety_net is first
