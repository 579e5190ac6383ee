"""From what a person types ("porto", "Europe/Lisbon") to time zones."""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.places.zones import city_part, typed_zone

CITIES = Path(__file__).with_name("cities.tsv.gz")
# Under this likeness (0 to 100) a name is another name, not a slip of the finger.
LIKENESS = 86
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class City:
    """A city (or, with an empty country, a zone itself) and its IANA zone.

    ``sure`` is False for a name that is only like what was typed.
    """

    name: str
    country: str
    zone: str
    sure: bool = True


def find_cities(typed: str, limit: int = 6) -> list[City]:
    """Cities of that name, the largest first; similar names where none is the same.

    A zone's own name ("Europe/Lisbon") finds that zone alone. Empty where nothing fits.
    """
    zone = typed_zone(typed)
    if zone is not None:
        return [City(city_part(zone), "", zone)]
    wanted = plain_name(typed.split(",", maxsplit=1)[0])
    if not 2 <= len(wanted) <= LONGEST_NAME:
        return []
    exact = [city for city, names in _cities() if wanted in names]
    # "Porto" is Porto, though Bordeaux, which is larger, has once been called so too.
    named_so = [city for city in exact if plain_name(city.name) == wanted]
    return _one_per_zone(named_so or exact or _similar(wanted))[:limit]


def plain_name(name: str) -> str:
    """Without accents, case and punctuation, so that "São Paulo" is found as "sao paulo"."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def _cities() -> Iterator[tuple[City, list[str]]]:
    # Read anew each time (some 30 ms): it is asked once in a person's life with the bot, and
    # 30,000 cities kept in memory would cost more than all the rest of the content.
    with gzip.open(CITIES, "rt", encoding="utf-8") as file:
        for line in file:
            name, country, zone, _, names = line.rstrip("\n").split("\t")
            yield City(name, country, zone), names.split("|")


def _similar(wanted: str) -> list[City]:
    by_name: dict[str, City] = {}
    for city, names in _cities():
        for name in names:
            by_name.setdefault(name, city)
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- 3.4 MB that a start can do without

    found = process.extract(
        wanted, by_name.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=6
    )
    return [replace(by_name[name], sure=False) for name, _, _ in found]


def _one_per_zone(cities: list[City]) -> list[City]:
    seen: dict[tuple[str, str], City] = {}
    for city in cities:
        seen.setdefault((city.zone, city.country), city)
    return list(seen.values())
