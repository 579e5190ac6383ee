"""Every sentence of the interface, in one language: Fluent for words, Babel for dates and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import UnknownLocaleError
from babel.dates import format_date, get_day_names
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.content.language_folders import locale_of
from bot.content.rendering import escaped, markdown
from bot.content.rich_text import RichText

Argument = str | int


class MissingString(LookupError):
    """No language has this key, or its text uses an argument that was not given."""


class Localization:
    """One language's sentences; a sentence that it lacks comes from the next language given.

    ``text`` is for buttons and alerts: nothing in it is markup. ``rich`` reads the sentence as
    Markdown and escapes every argument, so that what a person typed stays what it is.
    """

    def __init__(
        self,
        language: str,
        messages: Sequence[str | ast.Resource],
        fallback: Localization | None = None,
    ) -> None:
        self.language = language
        self.locale = locale_of(language)
        self._fallback = fallback
        self._bundle = FluentBundle([language], use_isolating=False)
        for source in messages:
            read = FluentResource(source) if isinstance(source, str) else source
            self._bundle.add_resource(read)
        self._rich = lru_cache(maxsize=2048)(self._render)

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key) or bool(self._fallback and self._fallback.has(key))

    def text(self, key: str, **arguments: Argument) -> str:
        """The sentence as it is; raises MissingString."""
        if not self._bundle.has_message(key):
            if self._fallback is None:
                raise MissingString(f"no sentence has the key '{key}'")
            return self._fallback.text(key, **arguments)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingString(f"the sentence '{key}' is empty")
        try:
            value, errors = self._bundle.format_pattern(pattern, dict[str, Any](arguments))
        except RecursionError:
            raise MissingString(f"the sentence '{key}' holds itself") from None
        if errors:
            raise MissingString(f"the sentence '{key}' cannot be formed: {errors[0]}")
        return str(value)

    def rich(self, key: str, **arguments: Argument) -> RichText:
        """The sentence with its entities; arguments are shown as they are, never as markup."""
        return self._rich(key, tuple(sorted(arguments.items())))

    def _render(self, key: str, arguments: tuple[tuple[str, Argument], ...]) -> RichText:
        safe = {
            name: escaped(value) if isinstance(value, str) else value for name, value in arguments
        }
        return markdown(self.text(key, **safe))

    def weekday(self, weekday: int) -> str:
        """0 is Monday."""
        return str(get_day_names("wide", context="format", locale=self.locale)[weekday])

    def date(self, day: date) -> str:
        return str(format_date(day, format="long", locale=self.locale))

    def day_and_date(self, moment: datetime) -> str:
        """ "Monday, 30 November" in the zone that ``moment`` carries."""
        return str(format_date(moment.date(), format="EEEE, d'\u00a0'MMMM", locale=self.locale))

    def clock(self, hour: int, minute: int = 0) -> str:
        """ "09:00": the 24-hour clock cannot be mistaken, wherever people are."""
        return f"{hour:02}:{minute:02}"

    def territories(self) -> list[Mapping[str, str]]:
        """The world's countries by code, in each language that is asked for a sentence; the
        reader's own comes last."""
        others = self._fallback.territories() if self._fallback else []
        return [*others, self.locale.territories]

    def country(self, code: str) -> str:
        return str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """ "Portuguese", or for a regional tag "Portuguese (Brazil)"."""
        if code in self.locale.languages:
            return str(self.locale.languages[code])
        try:
            return locale_of(code).get_display_name(self.locale) or code
        except (ValueError, UnknownLocaleError):
            return code
