"""What is said to the name of a city that was not clear."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.actions.registry import Action
from bot.content.localization import Localization
from bot.places.cities import City
from bot.places.zones import city_of
from bot.replies.navigation import way_back
from bot.replies.reply import Button, Reply


def which_city(
    l10n: Localization, cities: Iterable[City], choose: Callable[[str], Action], back: Action
) -> Reply:
    """Which one is meant? ``choose`` makes of a zone what its button does."""
    rows = tuple((Button(_label(l10n, city), choose(city.zone)),) for city in cities)
    return Reply(l10n.rich("which-place"), (*rows, way_back(l10n, back)))


def no_such_city(l10n: Localization, back: Action) -> Reply:
    """It may have been a cry for help: that is one tap away."""
    return Reply(l10n.rich("no-such-place"), (way_back(l10n, back),))


def _label(l10n: Localization, city: City) -> str:
    country = f", {l10n.country(city.country)}" if city.country else ""
    return f"{city.name}{country} ({city_of(l10n, city.zone)})"
