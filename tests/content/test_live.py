"""A changed text is taken over while the bot runs; a broken one is not."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.live import LiveEditions

Harm = Callable[[Path], None]
CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """English alone: a test adds a second language."""
    others = shutil.ignore_patterns("es", "pt", "ru")
    return Path(shutil.copytree(CONTENT, tmp_path / "content", ignore=others))


def test_a_changed_text_is_taken_over(copy: Path) -> None:
    live = LiveEditions(copy, "en")
    path = copy / "en/faq/cure.md"
    path.write_text(path.read_text().replace("title: ", "title: Anew. ", 1))
    assert live.reload_if_changed()
    assert live.current.of("en").content.faqs["faq/cure"].title.startswith("Anew.")
    assert not live.reload_if_changed()


def test_a_broken_text_is_reported_and_the_old_one_stays(
    copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveEditions(copy, "en")
    path = copy / "en/faq/cure.md"
    good = path.read_text()
    path.write_text(good.replace("title: ", "titel: ", 1))
    with caplog.at_level(logging.ERROR):
        assert not live.reload_if_changed()
    assert "cure.md" in caplog.text
    assert live.current.of("en").content.faqs["faq/cure"].title
    path.write_text(good.replace("title: ", "title: Mended. ", 1))
    assert live.reload_if_changed()


def test_a_renamed_sentence_is_reported_and_the_old_ones_stay(copy: Path) -> None:
    live = LiveEditions(copy, "en")
    path = copy / "en/strings.ftl"
    path.write_text(path.read_text().replace("\nmenu =", "\nmeun =", 1))
    assert not live.reload_if_changed()
    assert live.current.of("en").l10n.has("menu")


def test_a_failed_reload_is_one_line_in_the_log(
    copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveEditions(copy, "en")
    for name in ("cure", "fever", "travel"):
        (copy / f"en/faq/{name}.md").write_text("broken")
    with caplog.at_level(logging.ERROR):
        assert not live.reload_if_changed()
    (record,) = caplog.records
    assert "\n" not in record.getMessage()
    assert "There are 2 more" in record.getMessage()


def _a_copy_beside(copy: Path) -> None:
    shutil.copytree(copy / "en", copy / "en copy")
    (copy / "en/strings.ftl").touch()


def _an_unreadable_file(copy: Path) -> None:
    (copy / "en/tips.yaml").unlink()
    (copy / "en/tips.yaml").mkdir()


def _latin_letters(copy: Path) -> None:
    (copy / "en/strings.ftl").write_bytes(b"menu = M\xe9nu\n")


def _a_list_that_holds_itself(copy: Path) -> None:
    (copy / "en/tips.yaml").write_text("&all [*all]\n")


def _a_list_as_a_name(copy: Path) -> None:
    (copy / "en/urgent.yaml").write_text("[title]: Now\n")


def _nothing_left(copy: Path) -> None:
    shutil.rmtree(copy)


def _no_folder_for_the_language(copy: Path) -> None:
    (copy / "en").rename(copy / "en_GB")


@pytest.mark.parametrize(
    "harm",
    [
        _a_copy_beside,
        _an_unreadable_file,
        _latin_letters,
        _a_list_that_holds_itself,
        _a_list_as_a_name,
        _nothing_left,
        _no_folder_for_the_language,
    ],
)
def test_no_harm_to_the_files_ends_a_running_bot(harm: Harm, copy: Path) -> None:
    live = LiveEditions(copy, "en")
    before = len(live.current.of("en").content.faqs)
    harm(copy)
    live.reload_if_changed()
    assert live.current.of("pt-br").l10n.has("menu")
    assert len(live.current.of("en").content.faqs) == before


def test_a_folder_that_is_not_read_is_told_in_the_log(
    copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(copy / "en", copy / "en copy")
    with caplog.at_level(logging.WARNING):
        LiveEditions(copy, "en")
    assert "'en copy' is not read" in caplog.text


def test_a_language_that_is_added_is_taken_over(copy: Path) -> None:
    live = LiveEditions(copy, "en")
    (copy / "pt").mkdir()
    (copy / "pt/strings.ftl").write_text("menu = Ementa\n")
    assert live.reload_if_changed()
    assert live.current.of("pt-br").l10n.text("menu") == "Ementa"
