"""Decides about tips whose time has come: which leaves now, which waits, which is too late."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import aiosqlite

from bot.content.model import Audience
from bot.delivery.kind import Drop, PutOff
from bot.delivery.promises import LATE, Promise
from bot.tips import history
from bot.tips.choice import Seen, choose
from bot.tips.schedule import sendable_at
from bot.tips.subscription_rows import Row, plan_of
from bot.tips.tip_delivery import TipDelivery

TipIds = Callable[[str | None, Audience], Sequence[str]]
# The tips for one language and audience in their order: the number of each, and its id.
Offer = Mapping[int, str]

PLACES = """
SELECT s.*, c.language, h.seen, h.latest
FROM json_each(?) AS wanted
JOIN subscriptions AS s ON s.chat_id = wanted.value
JOIN chats AS c ON c.chat_id = s.chat_id
LEFT JOIN tip_history AS h ON h.chat_id = s.chat_id
"""


@dataclass(slots=True)
class Preparation:
    """What was read for a batch of promises; ``seen`` goes on with what is chosen."""

    rows: Mapping[int, Row]
    offers: Mapping[tuple[str | None, str], Offer]
    seen: dict[int, Seen] = field(default_factory=dict)

    @classmethod
    async def read(
        cls, connection: aiosqlite.Connection, promises: Iterable[Promise], tip_ids: TipIds
    ) -> Preparation:
        """One look at the tables for the whole batch; tips that are new get their numbers."""
        wanted = json.dumps(list({promise.chat_id for promise in promises}))
        rows = {row["chat_id"]: row for row in await connection.execute_fetchall(PLACES, (wanted,))}
        audiences = {(row["language"], row["audience"]) for row in rows.values()}
        ids = {(lang, who): tip_ids(lang, Audience(who)) for lang, who in audiences}
        numbers = await history.tip_numbers(connection, {i for each in ids.values() for i in each})
        return cls(rows, {key: {numbers[i]: i for i in each} for key, each in ids.items()})

    def judge(self, promise: Promise, now: datetime) -> TipDelivery | PutOff | Drop:
        """What becomes of one promise now; a tip that leaves counts as seen by the chat."""
        row = self.rows.get(promise.chat_id)
        if row is None or row["state"] != "active":
            return Drop(row["state"] if row is not None else "unsubscribed")
        ready_at = sendable_at(plan_of(row), promise.slot_at, now)
        if ready_at is None:
            return Drop(LATE)
        if ready_at > now:
            return PutOff(ready_at)
        tip_id = self._choose(row, promise)
        return Drop("no tips") if tip_id is None else _delivery(row, promise, tip_id)

    def _choose(self, row: Row, promise: Promise) -> str | None:
        offer = self.offers[row["language"], row["audience"]]
        chat_id = promise.chat_id
        seen = self.seen.get(chat_id) or history.decoded(row["seen"], row["latest"])
        chosen = next_tip(offer, seen, promise.payload)
        if chosen is None:
            return None
        tip_id, self.seen[chat_id] = chosen
        return tip_id


def next_tip(offer: Offer, seen: Seen, promised: str | None) -> tuple[str, Seen] | None:
    """One chosen at an earlier try, which did not leave, keeps its turn."""
    for number, tip_id in offer.items():
        if tip_id == promised:
            return tip_id, seen.with_latest(number)
    chosen = choose(tuple(offer), seen)
    return None if chosen is None else (offer[chosen[0]], chosen[1])


def _delivery(row: Row, promise: Promise, tip_id: str) -> TipDelivery:
    return TipDelivery(
        chat_id=promise.chat_id,
        thread_id=row["thread_id"],
        language=row["language"],
        tip_id=tip_id,
        slot_at=promise.slot_at,
        delete_message_id=row["last_message_id"] if row["delete_previous"] else None,
        pin=bool(row["pin"]),
    )
