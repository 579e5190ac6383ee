"""The environment as one typed object; a wrong value is one clear sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import env_file
from bot.tips.schedule import zone_named

ENV_FILE = Path(".env")

_TOKEN = re.compile(r"^\d{3,20}:[A-Za-z0-9_-]{20,}$")
_ADDRESS = re.compile(r"^(?P<host>\[[0-9a-fA-F:]+\]|[^:\s]+):(?P<port>\d{1,5})$")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsProblem(Exception):
    """Something in the environment or in ``.env`` is wrong; the text says what and what to do."""


class Settings(BaseSettings):
    """Read from the environment and from ``.env``; every field is explained in ``.env.example``."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding=env_file.ENCODING,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    bot_token: SecretStr | None = None
    bot_api_url: str = "https://api.telegram.org"
    database_path: Path = Path("data/bot.sqlite3")
    content_dir: Path = Path("content")
    default_language: str = "en"
    default_timezone: str = "UTC"
    contact: str = ""
    operator_ids: Annotated[tuple[int, ...], NoDecode] = ()
    listen: str = "127.0.0.1:8080"
    log_level: str = "INFO"
    messages_per_second: int = Field(default=30, ge=2, le=1000)

    @property
    def host(self) -> str:
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.match(value.get_secret_value().strip()):
            raise ValueError("is not a bot token. @BotFather gives one such as 123456:ABC-DEF...")
        return value

    @field_validator("bot_api_url")
    @classmethod
    def _is_a_root(cls, value: str) -> str:
        if not re.match(r"^https?://[^\s/]+", value):
            raise ValueError("must be an address such as https://api.telegram.org")
        return value.rstrip("/")

    @field_validator("default_timezone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if zone_named(value) is None:
            raise ValueError("is not a time zone. Write one such as Europe/Lisbon")
        return value

    @field_validator("operator_ids", mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdigit() for part in parts):
            raise ValueError(
                "must be Telegram user numbers with commas between them: 1000001,1000002"
            )
        return tuple(int(part) for part in parts)

    @field_validator("listen")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        match = _ADDRESS.match(value)
        if not match or not 0 <= int(match["port"]) <= 65535:
            raise ValueError("must be an address and a port such as 127.0.0.1:8080")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value.upper() not in _LEVELS:
            raise ValueError(f"must be one of {', '.join(_LEVELS)}")
        return value.upper()

    @field_validator("content_dir")
    @classmethod
    def _is_a_folder(cls, value: Path) -> Path:
        if not value.is_dir():
            raise ValueError(
                "is not a folder. Start the bot in its own folder, or give the full path"
            )
        return value


def read_settings(**given: Any) -> Settings:
    """Reads the environment; raises SettingsProblem with one sentence for each wrong value.

    Also where ``.env`` cannot be read as it was meant: a token that is left out is worse than none.
    """
    fault = env_file.fault_of(ENV_FILE)
    if fault is not None:
        raise SettingsProblem(fault)
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsProblem("\n".join(_sentence(detail) for detail in error.errors())) from None


def _sentence(detail: Any) -> str:
    # The value itself is left out: it may be the token.
    name = str(detail["loc"][0]).upper() if detail["loc"] else "The settings"
    return f"{name} {detail['msg'].removeprefix('Value error, ')}."
