"""A changed text is taken over while the bot runs; a broken one is not."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from bot.library.live import LiveEditions

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


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


def test_broken_sentences_are_reported_and_the_old_ones_stay(copy: Path) -> None:
    live = LiveEditions(copy, "en")
    path = copy / "en/strings.ftl"
    path.write_text(path.read_text().replace("menu =", "menu", 1))
    assert not live.reload_if_changed()
    assert live.current.of("en").strings.has("menu")
