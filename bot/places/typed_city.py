"""A city's name that somebody typed: taken where it is sure, else asked about."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.places.cities import City, find_cities


@dataclass(frozen=True, slots=True)
class Recognised:
    """One city has exactly this name: its zone is meant."""

    zone: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several cities have this name, or it is only like theirs: the person chooses."""

    cities: tuple[City, ...]


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """No city is called so: it may have been no name of a city at all."""


TypedCity: TypeAlias = Recognised | Ambiguous | Unrecognised


async def read_typed_city(words: str) -> TypedCity:
    """What was meant by the answer to "Where are you?", a person's own or a group's."""
    # Some 50 ms of reading and comparing: in a thread, so that nobody else waits for it.
    return recognise(await asyncio.to_thread(find_cities, words))


def recognise(found: Sequence[City]) -> TypedCity:
    """Nothing is taken unasked that may be another city than the one that was meant."""
    match found:
        case []:
            return Unrecognised()
        case [City(sure=True) as only]:
            return Recognised(only.zone)
        case _:
            return Ambiguous(tuple(found))
