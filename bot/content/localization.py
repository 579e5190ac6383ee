"""Every sentence of the interface, in one language: Fluent for words, Babel for dates and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names, match_skeleton
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.content.language_folders import locale_of
from bot.content.rendering import escaped, markdown
from bot.content.rich_text import RichText

Argument = str | int

# CLDR's "en" writes dates as the United States do, and the English here is the world's.
_DATES_OF = {"en": "en-001"}
# Weekday, day and month, as CLDR's skeletons name them, whatever their order in a language.
_DAY_AND_DATE = "MMMMEEEEd"
_QUOTED_OR_FIELD = re.compile(r"'[^']*'|([EcML])\1*")


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
        self._dates = locale_of(_DATES_OF.get(language, language))
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
        """ "30 November 2026"."""
        return str(format_date(day, format="long", locale=self._dates))

    def day_and_date(self, moment: datetime) -> str:
        """ "Monday, 30 November" in the zone that ``moment`` carries."""
        pattern = _day_and_date(self._dates)
        return str(format_date(moment.date(), format=pattern, locale=self._dates))

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


@cache
def _day_and_date(locale: Locale) -> str:
    """The language's own pattern; a day is not parted from its month at the end of a line."""
    skeletons = locale.datetime_skeletons
    nearest = match_skeleton(_DAY_AND_DATE, skeletons) or "MMMEd"  # which every language has
    spelt_out = _QUOTED_OR_FIELD.sub(_spelt_out, skeletons[nearest].pattern)
    return spelt_out.replace("d MMMM", "d\u00a0MMMM")


def _spelt_out(found: re.Match[str]) -> str:
    """A short form ("Mon", "Nov") becomes the long one, as UTS 35 wants where a skeleton is near
    but not the same; numbers and quoted words stay."""
    written, letter = found.group(), found[1]
    if letter is None or (letter in "ML" and len(written) < 3):
        return written
    return letter * 4
