"""What each chat has had, a bit for each tip: a year of tips fits into seven bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

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


class TipNumbers:
    """The small number behind each tip's id; a number once given is never given again."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ids: dict[int, str] = {}

    async def within(self, connection: aiosqlite.Connection, tip_ids: Sequence[str]) -> list[int]:
        """The numbers of these tips, in their order; new tips get theirs in this transaction."""
        if any(tip_id not in self._numbers for tip_id in tip_ids):
            await connection.executemany(ADD, [(tip_id,) for tip_id in tip_ids])
            rows = await connection.execute_fetchall(NUMBERS)
            self._ids = {row["number"]: row["tip_id"] for row in rows}
            self._numbers = {tip_id: number for number, tip_id in self._ids.items()}
        return [self._numbers[tip_id] for tip_id in tip_ids]

    def tip_id(self, number: int) -> str:
        """The tip behind a number that ``within`` has told."""
        return self._ids[number]

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Around a transaction: the numbers it gave are void when it is rolled back."""
        try:
            yield
        except BaseException:
            self._numbers, self._ids = {}, {}
            raise


class TipHistory:
    """A chat's place in the tips; it stays when the chat unsubscribes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._numbers = TipNumbers()

    async def take_tip(self, chat_id: int, tip_ids: Sequence[str]) -> str | None:
        """The next tip for somebody who asks for one now, marked as seen; ``None`` of no tips.

        The chat must be known (``Chats.remember``).
        """
        with self._numbers.undone_on_error():
            async with self._database.transaction() as connection:
                numbers = await self._numbers.within(connection, tip_ids)
                chosen = choose(numbers, await read(connection, chat_id))
                if chosen is None:
                    return None
                await save(connection, chat_id, chosen[1])
        return self._numbers.tip_id(chosen[0])

    async def seen(self, chat_id: int) -> frozenset[str]:
        """The tips of the present round that the chat has had."""
        async with self._database.read() as connection:
            had = await read(connection, chat_id)
            rows = await connection.execute_fetchall(NUMBERS)
        return frozenset(row["tip_id"] for row in rows if had.has(row["number"]))


def decoded(seen: bytes | None, latest: int | None) -> Seen:
    """What the two columns say; nothing stored is nothing seen."""
    return Seen(int.from_bytes(seen or b"", "little"), latest)


def encoded(seen: Seen) -> bytes:
    return seen.tips.to_bytes((seen.tips.bit_length() + 7) // 8, "little")


async def read(connection: aiosqlite.Connection, chat_id: int) -> Seen:
    for row in await connection.execute_fetchall(SEEN, (chat_id,)):
        return decoded(row["seen"], row["latest"])
    return Seen()


async def save(connection: aiosqlite.Connection, chat_id: int, seen: Seen) -> None:
    await connection.execute(SAVE, (chat_id, encoded(seen), seen.latest))


async def merge(connection: aiosqlite.Connection, old: int, new: int) -> None:
    """Two chats turn out to be one, which has seen what either has."""
    had = await read(connection, old)
    if had != Seen():
        await save(connection, new, (await read(connection, new)).merged(had))
