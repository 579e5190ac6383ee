"""Reads and changes what a group has settled: one look or one transaction for each press."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import aiosqlite

from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.clock import Clock
from bot.groups.field_types import Field, Kept, NoSuchValue
from bot.groups.fields import FIELDS, ForumTopic, GroupSettings
from bot.groups.managers import remember_manager
from bot.groups.presence import SETTLED, posting_allowed
from bot.store.database import Database
from bot.tips.schedule import Schedule
from bot.tips.subscriptions import (
    NotSubscribed,
    Subscription,
    Subscriptions,
    SubscriptionState,
    UnknownZone,
)

ROW = "SELECT * FROM group_settings WHERE chat_id = ?"
# The name of a column comes from the table of fields, never from callback data.
SET = """
INSERT INTO group_settings (chat_id, {name}) VALUES (?, ?)
ON CONFLICT (chat_id) DO UPDATE SET {name} = excluded.{name}
"""
TOPICS = "SELECT thread_id, name FROM group_topics WHERE chat_id = ? ORDER BY name"
TOPIC = "SELECT 1 FROM group_topics WHERE chat_id = ? AND thread_id = ?"
NAME_TOPIC = """
INSERT INTO group_topics (chat_id, thread_id, name) VALUES (?, ?, ?)
ON CONFLICT (chat_id, thread_id) DO UPDATE SET name = excluded.name
"""
RENAME_TOPIC = "UPDATE group_topics SET name = ? WHERE chat_id = ? AND thread_id = ?"
MOVED_TO = "SELECT new_chat_id FROM moved_chats WHERE old_chat_id = ?"
# Telegram numbers supergroups and channels from here downwards. Only basic groups move.
SUPERGROUPS_BEGIN = -1_000_000_000_000

V = TypeVar("V")
Write = Callable[[aiosqlite.Connection], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Change:
    """``here`` is where tips go that are switched on; without it, where they went before."""

    field: Field[Any]
    value: Any
    here: ForumTopic | None
    by: int


class Groups:
    """The settings of groups and channels; changes follow one another, so that none is lost."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        chats: Chats,
        subscriptions: Subscriptions,
        default_zone: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._chats = chats
        self._subscriptions = subscriptions
        self._default_zone = default_zone
        self._revision = 0

    async def settings(self, chat_id: int) -> GroupSettings:
        """As they are now; a group that nobody has set up has the usual ones."""
        revision = self._revision  # as it is before the look, which may miss what follows
        async with self._database.read() as connection:
            return replace(await self._settings(connection, chat_id), revision=revision)

    async def opened(
        self, chat_id: int, kind: ChatKind, by: int, here: ForumTopic | None = None
    ) -> GroupSettings:
        """Somebody in charge opens the settings: they are offered the group in private from now on.

        ``here`` is the topic where they do, if its name is known.
        """

        async def write(connection: aiosqlite.Connection) -> None:
            await self._chats.remember_within(connection, chat_id, kind)
            await remember_manager(connection, chat_id, by, self._clock.now())
            if here is not None:
                await connection.execute(NAME_TOPIC, (chat_id, here.thread_id, here.name))

        return await self._after(write, chat_id)

    async def change(
        self, chat_id: int, field: Field[Any], text: str, here: ForumTopic | None, by: int
    ) -> GroupSettings:
        """Sets one field and gives the settings as they then are; raises NoSuchValue.

        ``here`` is where tips go that are switched on by this, None for where they went before;
        ``by`` is whom to tell later when they cannot be sent.
        """
        change = _Change(field, field.read(text), here, by)
        try:
            settings = await self._after(partial(self._write, chat_id, change), chat_id)
        except (NotSubscribed, UnknownZone) as error:
            raise NoSuchValue(f"{field.name}: {text[:40]}") from error
        if field.kept is Kept.SUBSCRIPTION_STATE and not settings.tips:
            self._subscriptions.announce_stop(chat_id)
        return settings

    async def move_tips(self, chat_id: int, topic: ForumTopic, by: int) -> GroupSettings:
        """Tips go to this topic from now on; those that were refused their place go on."""

        def moved(found: Subscription) -> Subscription:
            return replace(found, thread_id=topic.thread_id, enabled_by=by)

        async def write(connection: aiosqlite.Connection) -> None:
            await self._subscriptions.change_within(connection, chat_id, moved, resume=True)
            await posting_allowed(connection, self._subscriptions, chat_id)

        try:
            return await self._after(write, chat_id)
        except NotSubscribed as error:
            raise NoSuchValue("topic") from error

    async def current_id(self, chat_id: int) -> int:
        """The number that the group has now, should it have become a supergroup."""
        if chat_id <= SUPERGROUPS_BEGIN:
            return chat_id
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(MOVED_TO, (chat_id,)):
                return int(row["new_chat_id"])
        return chat_id

    async def topic_renamed(self, chat_id: int, thread_id: int, name: str) -> None:
        """Of a topic that is known; of the others nothing is kept."""
        async with self._database.read() as connection:
            known = list(await connection.execute_fetchall(TOPIC, (chat_id, thread_id)))
        if known:
            async with self._database.transaction() as connection:
                await connection.execute(RENAME_TOPIC, (name, chat_id, thread_id))

    async def _after(self, write: Write, chat_id: int) -> GroupSettings:
        """The settings as a transaction leaves them."""
        async with self._database.transaction() as connection:
            await write(connection)
            settings = await self._settings(connection, chat_id)
        # Nobody else has had a turn since the commit: revisions are in the order of commits.
        self._revision += 1
        return replace(settings, revision=self._revision)

    async def _settings(self, connection: aiosqlite.Connection, chat_id: int) -> GroupSettings:
        chat = await self._chats.get_within(connection, chat_id)
        rows = await connection.execute_fetchall(ROW, (chat_id,))
        settings = GroupSettings(
            chat_id,
            chat.kind if chat else ChatKind.guessed(chat_id),
            zone=(chat.zone if chat else None) or self._default_zone,
            language=chat.language if chat else None,
            **{name: value for row in rows for name, value in _of_row(row).items()},
        )
        subscription = await self._subscriptions.get_within(connection, chat_id)
        if subscription is None:
            return settings
        topics = await connection.execute_fetchall(TOPICS, (chat_id,))
        return _with_tips(settings, subscription, (ForumTopic(*row) for row in topics))

    async def _write(self, chat_id: int, change: _Change, connection: aiosqlite.Connection) -> None:
        await self._remember(connection, chat_id)
        field, value = change.field, change.value
        match field.kept:
            case Kept.CHAT:
                await self._chats.set_language_within(connection, chat_id, value)
            case Kept.GROUP:
                values = (chat_id, field.write(value))
                await connection.execute(SET.format(name=field.name), values)
            case Kept.SUBSCRIPTION | Kept.SCHEDULE:
                with_value = partial(_changed, field=field, value=value)
                await self._subscriptions.change_within(connection, chat_id, with_value)
            case Kept.SUBSCRIPTION_STATE:
                await self._switch(connection, chat_id, change)
        # Whoever sets something up has decided: an old "Start fresh" must not undo it.
        await connection.execute(SETTLED, (chat_id,))

    async def _remember(self, connection: aiosqlite.Connection, chat_id: int) -> None:
        chat = await self._chats.get_within(connection, chat_id)
        kind = chat.kind if chat else ChatKind.guessed(chat_id)
        await self._chats.remember_within(connection, chat_id, kind)

    async def _switch(
        self, connection: aiosqlite.Connection, chat_id: int, change: _Change
    ) -> None:
        if not change.value:
            await self._subscriptions.unsubscribe_within(connection, chat_id)
        else:
            await self._switch_on(connection, chat_id, change)
        await posting_allowed(connection, self._subscriptions, chat_id)

    async def _switch_on(
        self, connection: aiosqlite.Connection, chat_id: int, change: _Change
    ) -> None:
        before = await self._settings(connection, chat_id)
        if before.tips:  # pressed twice they are switched on once
            return
        await self._subscriptions.subscribe_within(
            connection,
            chat_id,
            Schedule(before.weekday, before.hour, 0, before.zone),
            thread_id=(change.here or before.topic).thread_id,
            enabled_by=change.by,
            audience=before.audience,
        )


def _of_row(row: sqlite3.Row) -> dict[str, Any]:
    """What stands in a row of ``group_settings``; what is offered no more is as if never chosen."""
    found = {}
    for field in FIELDS:
        if field.kept is Kept.GROUP:
            with suppress(NoSuchValue):
                found[field.name] = field.read(str(row[field.name]))
    return found


def _with_tips(
    settings: GroupSettings, subscription: Subscription, topics: Iterable[ForumTopic]
) -> GroupSettings:
    topics, paused = tuple(topics), subscription.state is SubscriptionState.PAUSED
    nameless = ForumTopic(subscription.thread_id)
    holders = {Kept.SUBSCRIPTION: subscription, Kept.SCHEDULE: subscription.schedule}
    return replace(
        settings,
        tips=subscription.active or paused,
        topic=next((t for t in topics if t.thread_id == nameless.thread_id), nameless),
        topics=topics,
        next_due_at=subscription.next_due_at,
        refused=subscription.reason if paused else None,
        **{
            field.name: getattr(holders[field.kept], field.name)
            for field in FIELDS
            if field.kept in holders
        },
    )


def _changed(found: Subscription, field: Field[V], value: V) -> Subscription:
    given: dict[str, Any] = {field.name: value}
    if field.kept is Kept.SCHEDULE:
        return replace(found, schedule=replace(found.schedule, **given))
    return replace(found, **given)
