"""Every name by which somebody may mean a country -> its ISO code."""

from __future__ import annotations

import re

from bot.content.library import Content
from bot.content.localization import Localization
from bot.search.tokenizer import words_in

_CODE = re.compile(r"[A-Z]{2}")
# Unicode's own codes for what is no country: the unions, the unknown, and two for testing.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def names_of_countries(content: Content, l10n: Localization) -> dict[str, str]:
    """By the name as ``plain_name`` writes it. Later names win: what an editor wrote stands above
    what a table of the world says."""
    names: dict[str, str] = {}
    for territories in l10n.territories():
        names |= {
            plain_name(name): code
            for code, name in territories.items()
            if _CODE.fullmatch(code) and code not in _NO_COUNTRY
        }
    for code, also in content.country_names.items():
        names |= {plain_name(name): code for name in also}
    names.pop("", None)
    return names


def plain_name(name: str) -> str:
    """Without case, accents, spaces and full stops: "U.S.A." -> usa."""
    return "".join(words_in(name))
