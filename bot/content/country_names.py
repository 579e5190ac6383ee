"""Which country somebody means: by its code, its name in their language, or what people call it."""

from __future__ import annotations

import re

from bot.content.edition import Edition
from bot.search.tokenizer import words_in

_CODE = re.compile(r"[A-Z]{2}")
# Unicode's own codes for what is no country: the unions, the unknown, and two for testing.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def country_named(edition: Edition, words: str) -> str | None:
    """The ISO code of the country that the words name, whether or not anything is listed for it;
    None where they name none. A bare code counts only where something is listed: "me" is a word.
    """
    names = edition.once("countries by name", lambda: _by_name(edition))
    return names.get(_plain(words))


def _by_name(edition: Edition) -> dict[str, str]:
    """Later names win: what an editor wrote stands above what a table of the world says."""
    names: dict[str, str] = {}
    for territories in edition.l10n.territories():
        names |= {
            _plain(name): code
            for code, name in territories.items()
            if _CODE.fullmatch(code) and code not in _NO_COUNTRY
        }
    names |= {_plain(code): code for code in _listed(edition)}
    for code, also in edition.content.country_names.items():
        names |= {_plain(name): code for name in also}
    names.pop("", None)
    return names


def _listed(edition: Edition) -> set[str]:
    content = edition.content
    codes = {code for resource in content.resources.values() for code in resource.countries}
    return codes | set(content.numbers.countries)


def _plain(name: str) -> str:
    return "".join(words_in(name))
