"""What each chat has had, a bit for each tip: a year of tips fits into seven bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import aiosqlite

from bot.store.database import Database
from bot.tips.choice import Seen, choose

NUMBERS = "SELECT number, tip_id FROM tips"
ADD = "INSERT OR IGNORE INTO tips (tip_id) VALUES (?)"
SEEN = "SELECT seen, latest FROM tip_history WHERE chat_id = ?"
SAVE = """
INSERT INTO tip_history (chat_id, seen, latest) VALUES (?, ?, ?)
ON CONFLICT (chat_id) DO UPDATE SET seen = excluded.seen, latest = excluded.latest
"""


class TipHistory:
    """A chat's place in the tips; it stays when the chat unsubscribes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take_tip(self, chat_id: int, tip_ids: Sequence[str]) -> str | None:
        """The next tip for somebody who asks for one now, marked as seen; ``None`` of no tips.

        The chat must be known (``Chats.remember``).
        """
        async with self._database.transaction() as connection:
            numbers = await tip_numbers(connection, tip_ids)
            offer = {numbers[tip_id]: tip_id for tip_id in tip_ids}
            chosen = choose(tuple(offer), await read(connection, chat_id))
            if chosen is None:
                return None
            await save_all(connection, {chat_id: chosen[1]})
        return offer[chosen[0]]


async def tip_numbers(
    connection: aiosqlite.Connection, tip_ids: Collection[str]
) -> Mapping[str, int]:
    """The small number behind each tip's id; new tips get theirs, which no other is ever given."""
    numbers = await _numbers(connection)
    if any(tip_id not in numbers for tip_id in tip_ids):
        await connection.executemany(ADD, [(tip_id,) for tip_id in tip_ids])
        numbers = await _numbers(connection)
    return numbers


async def seen_tips(connection: aiosqlite.Connection, chat_id: int) -> list[str]:
    """The tips of the present round that the chat has had, by their names."""
    had = await read(connection, chat_id)
    numbers = await _numbers(connection)
    return sorted(tip_id for tip_id, number in numbers.items() if had.has(number))


def decoded(seen: bytes | None, latest: int | None) -> Seen:
    """What the two columns say; nothing stored is nothing seen."""
    return Seen(int.from_bytes(seen or b"", "little"), latest)


def encoded(seen: Seen) -> bytes:
    return seen.tips.to_bytes((seen.tips.bit_length() + 7) // 8, "little")


async def read(connection: aiosqlite.Connection, chat_id: int) -> Seen:
    for row in await connection.execute_fetchall(SEEN, (chat_id,)):
        return decoded(row["seen"], row["latest"])
    return Seen()


async def save_all(connection: aiosqlite.Connection, seen: Mapping[int, Seen]) -> None:
    """By chat; each must be known."""
    values = [(chat_id, encoded(had), had.latest) for chat_id, had in seen.items()]
    await connection.executemany(SAVE, values)


async def give_back(connection: aiosqlite.Connection, chat_id: int, tip_id: str) -> None:
    """A tip that did not arrive after all is unseen again."""
    number = (await tip_numbers(connection, (tip_id,)))[tip_id]
    seen = await read(connection, chat_id)
    await save_all(connection, {chat_id: seen.without(number)})


async def merge(connection: aiosqlite.Connection, old: int, new: int) -> None:
    """Two chats turn out to be one, which has seen what either has."""
    had = await read(connection, old)
    if had != Seen():
        await save_all(connection, {new: (await read(connection, new)).merged(had)})


async def _numbers(connection: aiosqlite.Connection) -> dict[str, int]:
    rows = await connection.execute_fetchall(NUMBERS)
    return {row["tip_id"]: row["number"] for row in rows}
