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


TOKEN = "7654321:INVENTED-token-that-nobody-has-issued-00"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig"], ids=["without a mark", "with a byte order mark"]
)
def test_an_env_file_in_utf8_is_read_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    text = f"BOT_TOKEN={TOKEN}\r\nCONTACT=Ação Exemplo\r\n"
    (tmp_path / ".env").write_bytes(text.encode(encoding))
    settings = read_settings()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.contact == "Ação Exemplo"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_an_env_file_in_another_encoding_is_one_sentence(tmp_path: Path, encoding: str) -> None:
    text = f"BOT_TOKEN={TOKEN}\nCONTACT=Ação Exemplo\n"
    (tmp_path / ".env").write_bytes(text.encode(encoding))
    sentence = problem_with_env()
    assert sentence.startswith(".env is not written in UTF-8: save it anew")
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (1, 'BOT_TOKEN="{}\n'),
        (1, "BOT_TOKEN='{}\nLOG_LEVEL=INFO\n"),
        (1, 'BOT_TOKEN="{}\nCONTACT="Example Charity"\n'),
        (1, 'CONTACT="Example Charity\nBOT_TOKEN={}\n# said "so"\n'),
        (1, 'CONTACT="Example Charity\nBOT_TOKEN={}\n"\n'),
        (2, "LOG_LEVEL=INFO\nBOT_TOKEN {}\n"),
        (2, "LOG_LEVEL=INFO\nBOT_TOKEN: {}\n"),
        (2, "LOG_LEVEL=INFO\nBOT_TOKEN\n"),
        (4, 'LOG_LEVEL=INFO\n\n# the token\nBOT_TOKEN="{}\n'),
        (4, 'LOG_LEVEL=INFO\r\n\r\n# the token\r\nBOT_TOKEN="{}\r\n'),
        (3, 'LOG_LEVEL=INFO\n\nBOT_TOKEN="{}" and more\n'),
        (2, "LOG_LEVEL=INFO\n=\n"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_by_its_number_alone(
    tmp_path: Path, line: int, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / ".env").write_bytes(text.format(TOKEN).encode())
    sentence = problem_with_env()
    assert sentence.startswith(f"Line {line} of .env cannot be read: write NAME=value")
    assert "INVENTED" not in sentence
    assert "Charity" not in sentence
    assert not caplog.records


def test_comments_blank_lines_and_closed_quotes_are_fine(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        f"\n# \"quoted\nexport BOT_TOKEN='{TOKEN}' # mine\n\nCONTACT=\"It's us\"\nLOG_LEVEL=\n"
    )
    settings = read_settings()
    assert settings.bot_token is not None
    assert settings.contact == "It's us"


def test_what_stands_in_the_place_of_the_env_file_and_is_none_is_one_sentence(
    tmp_path: Path,
) -> None:
    (tmp_path / ".env").mkdir()
    assert problem_with_env().startswith(".env cannot be read (Is a directory)")


def problem_with_env() -> str:
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    assert caught.value.__context__ is None
    assert "\n" not in str(caught.value)
    return str(caught.value)
