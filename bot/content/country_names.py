"""Which country somebody means: by its code, its name in their language, or what people call it."""

from __future__ import annotations

from bot.content.edition import Edition
from bot.content.names_of_countries import names_of_countries, plain_name


def country_named(edition: Edition, words: str) -> str | None:
    """The ISO code of the country that the words name, whether or not anything is listed for it;
    None where they name none. A bare code counts only where something is listed: "me" is a word.
    """
    names = edition.once("countries by name", lambda: _by_name(edition))
    return names.get(plain_name(words))


def _by_name(edition: Edition) -> dict[str, str]:
    """A code is the name of nothing that an editor calls so."""
    names = names_of_countries(edition.content, edition.l10n)
    return {plain_name(code): code for code in _listed(edition)} | names


def _listed(edition: Edition) -> set[str]:
    content = edition.content
    codes = {code for resource in content.resources.values() for code in resource.countries}
    return codes | set(content.numbers.countries)
