"""How an instant is stored: whole seconds since 1970, because a million rows count every byte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import overload


def stamp(moment: datetime) -> int:
    """The stored form of an aware instant."""
    return int(moment.timestamp())


@overload
def moment(stored: int) -> datetime: ...
@overload
def moment(stored: None) -> None: ...
def moment(stored: int | None) -> datetime | None:
    """The aware UTC instant of a stored one; nothing stays nothing."""
    return None if stored is None else datetime.fromtimestamp(stored, UTC)
