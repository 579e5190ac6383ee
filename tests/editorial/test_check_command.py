"""What an editor sees of ``check`` and ``stale``, and what they return to the shell."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.editorial.check_command import run_check
from bot.editorial.stale_command import run_stale
from tests.editorial.planting import TODAY, Copy

FAQ = "faq/planted.md"
REVIEWED = "status: reviewed\nreviewed: 2026-01-01\nreviewer: Nurse Invented\n"


def checked(
    copy: Copy, *, as_json: bool = False, terminal: bool = False, compared_with: Path | None = None
) -> tuple[int, str]:
    out = io.StringIO()
    code = run_check(
        copy.folder,
        as_json=as_json,
        links=False,
        compared_with=compared_with,
        today=TODAY,
        console=Console(file=out, width=160, force_terminal=terminal),
    )
    return code, out.getvalue()


def stale(copy: Copy, *, as_json: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    console = Console(file=out, width=160)
    return run_stale(copy.folder, as_json=as_json, today=TODAY, console=console), out.getvalue()


def test_an_error_makes_the_check_fail_and_stands_at_its_line(copy: Copy) -> None:
    line = copy.plant(FAQ, "Ask when", "\n\nA miracle. Ask when")

    code, shown = checked(copy)

    assert code == 1
    assert f"{copy.path(FAQ)}:{line}: error: 'miracle' is not used here." in shown
    assert "[banned-word]" in shown


def test_a_terminal_gets_a_table(copy: Copy) -> None:
    copy.plant(FAQ, "Ask when", "\n\nA [miracle]. Ask when")

    code, shown = checked(copy, terminal=True)

    assert code == 1
    assert "What and what to do" in shown


def test_other_programs_get_json(copy: Copy) -> None:
    line = copy.plant(FAQ, "Ask when", "\n\nTake 5 mg. Ask when")

    code, shown = checked(copy, as_json=True)
    data: dict[str, Any] = json.loads(shown)

    assert code == 1
    assert data["errors"] >= 1
    assert {
        "file": str(copy.path(FAQ)),
        "line": line,
        "rule": "dose",
        "severity": "error",
        "message": "'5 mg' is a dose.",
        "advice": "Take it out and send people to their team or pharmacist.",
    } in data["findings"]


def test_content_that_cannot_be_read_is_reported_and_fails(copy: Copy) -> None:
    line = copy.plant(FAQ, "audience: both", "audience: all")

    code, shown = checked(copy)

    assert code == 1
    assert f"{copy.path(FAQ)}:{line}: error:" in shown


def test_a_folder_to_compare_with_is_read(copy: Copy, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "a.md").write_text("Ask when you next see them at the clinic. A note.")

    code, shown = checked(copy, compared_with=foreign)

    assert code == 1
    assert "stands word for word in a.md" in shown


def test_a_screen_that_telegram_would_refuse_makes_the_check_fail(copy: Copy) -> None:
    copy.plant("strings-inline.ftl", "button-share = ", 'button-share = { "" }\n-idle = ')

    code, shown = checked(copy)

    assert code == 1
    assert "has a button without words. Give it a label. [screens]" in shown


def test_a_folder_that_is_not_read_is_told_even_when_nothing_can_be_read(copy: Copy) -> None:
    copy.plant(FAQ, "audience: both", "audience: all")
    (copy.folder / "pt_BR").mkdir()
    (copy.folder / "pt_BR" / "strings.ftl").write_text("menu = Menu\n")

    assert "Call it 'pt-br'. [language-folder]" in checked(copy)[1]


def test_warnings_alone_let_the_check_pass(whole: Copy) -> None:
    whole.plant(FAQ, "review_due: 2027-11-01", f"review_due: {TODAY + timedelta(days=3)}")

    code, shown = checked(whole)

    assert code == 0
    assert "the review of 'faq/planted' is due in 3 days." in shown
    assert "Errors: 0, warnings: " in shown


def test_stale_lists_what_each_reviewer_must_look_at(copy: Copy) -> None:
    copy.plant(FAQ, "status: draft\nreviewed:\nreviewer:\n", REVIEWED)
    copy.plant(FAQ, "review_due: 2027-11-01", f"review_due: {TODAY - timedelta(days=3)}")
    tips = "tips-planted.yaml"
    copy.plant(tips, "review_due: 2027-11-01", f"review_due: {TODAY + timedelta(days=30)}")

    code, shown = stale(copy)

    assert code == 0
    assert shown.index("Nurse Invented") < shown.index("3 days late") < shown.index("nobody yet")
    assert "in 30 days" in shown


def test_stale_says_so_when_nothing_is_due(copy: Copy) -> None:
    code, shown = stale(copy)

    assert code == 0
    assert shown.startswith("No review is overdue or due within 30 days.\n")


def test_stale_says_with_the_day_that_nobody_has_dialled_the_crisis_numbers(copy: Copy) -> None:
    _, shown = stale(copy)

    assert "numbers on the crisis page have not been dialled by us" in " ".join(shown.split())
    assert f"(as of {TODAY.isoformat()})" in " ".join(shown.split())


def test_stale_as_json(copy: Copy) -> None:
    line = copy.plant(FAQ, "review_due: 2027-11-01", f"review_due: {TODAY}")

    code, shown = stale(copy, as_json=True)

    assert code == 0
    assert json.loads(shown) == [
        {
            "reason": "review",
            "id": "faq/planted",
            "title": "May I ask about this?",
            "reviewer": None,
            "review_due": TODAY.isoformat(),
            "days": 0,
            "file": str(copy.path(FAQ)),
            "line": line,
        }
    ]


def test_stale_fails_on_content_that_cannot_be_read(copy: Copy) -> None:
    copy.plant(FAQ, "audience: both", "audience: all")

    code, shown = stale(copy)

    assert code == 1
    assert str(copy.path(FAQ)) in shown
