"""A wrong value in the environment is one clear sentence, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsProblem, read_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without this machine's own variables, in a folder that has a content folder and no .env."""
    for name in ("BOT_TOKEN", "BOT_API_URL", "DATABASE_PATH", "CONTENT_DIR", "LISTEN", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.database_path == Path("data/bot.sqlite3")
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "not-a-token"),
        ("BOT_API_URL", "api.telegram.org"),
        ("CONTENT_DIR", "no-such-folder"),
        ("DEFAULT_TIMEZONE", "Mars/Olympus"),
        ("OPERATOR_IDS", "me, you"),
        ("LISTEN", "8080"),
        ("LISTEN", "localhost:99999"),
        ("LOG_LEVEL", "LOUD"),
        ("MESSAGES_PER_SECOND", "many"),
        ("MESSAGES_PER_SECOND", "0"),
    ],
)
def test_a_wrong_value_is_named_and_explained(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert "\n" not in sentence


def test_a_wrong_token_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123:half-of-a-secret")
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    assert "half-of-a-secret" not in str(caught.value)


def test_every_wrong_value_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LISTEN", "nowhere")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    assert len(str(caught.value).splitlines()) == 2


def test_the_env_file_is_read_and_an_empty_value_is_none(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "LISTEN=0.0.0.0:9000\nBOT_TOKEN=\nOPERATOR_IDS=1000001, 1000002\n"
    )
    settings = read_settings()
    assert settings.host == "0.0.0.0"
    assert settings.bot_token is None
    assert settings.operator_ids == (1000001, 1000002)


def test_the_example_names_every_setting_and_sets_none() -> None:
    example = (Path(__file__).parents[1] / ".env.example").read_text()
    named = {line.lstrip("#").partition("=")[0] for line in example.splitlines() if "=" in line}
    assert {name.upper() for name in Settings.model_fields} <= named
    assert all(line.startswith("#") or not line for line in example.splitlines())
