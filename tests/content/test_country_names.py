"""A country is found by whatever people call it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.content.country_names import country_named
from bot.content.edition import Edition, editions
from bot.content.loading import load

CONTENT = Path(__file__).parents[2] / "content"


@cache
def english() -> Edition:
    return editions(load(CONTENT)).of("en")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("USA", "US"),
        ("u.s.a.", "US"),
        ("us", "US"),
        ("America", "US"),
        ("the States", "US"),
        ("UK", "GB"),
        ("England", "GB"),
        ("scotland", "GB"),
        ("Wales", "GB"),
        ("Northern Ireland", "GB"),
        ("Ireland", "IE"),
        ("Deutschland", "DE"),
        ("germany", "DE"),
        ("Espana", "ES"),
        ("Brasil", "BR"),
        ("the  Netherlands", "NL"),
        ("no", "NO"),
        ("Japan", "JP"),
        ("Bosnia and Herzegovina", "BA"),
        ("côte d'ivoire", "CI"),
    ],
)
def test_a_country_is_found_by(words: str, code: str) -> None:
    assert country_named(english(), words) == code


@pytest.mark.parametrize(
    "words", ["", "money", "me", "zz", "eu", "European Union", "money in England", "🇬🇧"]
)
def test_no_country_is_found_by(words: str) -> None:
    assert country_named(english(), words) is None


def test_a_name_in_the_readers_language_or_in_english_is_known(tmp_path: Path) -> None:
    for name in ("en", "numbers.yaml"):
        (tmp_path / name).symlink_to(CONTENT / name)
    (tmp_path / "pt").mkdir()
    (tmp_path / "pt/strings.ftl").write_text("menu = Ementa\n", encoding="utf-8")
    own = "- country: US\n  also: [Gringolândia]\n"
    (tmp_path / "pt/countries.yaml").write_text(own, encoding="utf-8")

    portuguese = editions(load(tmp_path)).of("pt")

    assert country_named(portuguese, "Alemanha") == "DE"
    assert country_named(portuguese, "Germany") == "DE"
    assert country_named(portuguese, "gringolandia") == "US"
    assert country_named(portuguese, "USA") == "US"
