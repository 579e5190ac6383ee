"""Reads and changes what a group has settled, one change at a time."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace

from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.clock import Clock
from bot.content.model import Audience
from bot.groups.fields import Choice, Toggle
from bot.groups.model import Answers, Commanders, GroupSettings, Place
from bot.store.database import Database
from bot.tips.schedule import QuietHours, Schedule
from bot.tips.subscriptions import (
    NotSubscribed,
    Subscription,
    Subscriptions,
    SubscriptionState,
    UnknownZone,
)

MANNERS = "SELECT * FROM group_manners WHERE chat_id = ?"
TOPIC = "SELECT name FROM group_topics WHERE chat_id = ? AND thread_id = ?"
TOPICS = "SELECT thread_id, name FROM group_topics WHERE chat_id = ? ORDER BY name"
NAME_TOPIC = """
INSERT INTO group_topics (chat_id, thread_id, name) VALUES (?, ?, ?)
ON CONFLICT (chat_id, thread_id) DO UPDATE SET name = excluded.name
"""
RENAME_TOPIC = "UPDATE group_topics SET name = ? WHERE chat_id = ? AND thread_id = ?"
MOVED_TO = "SELECT new_chat_id FROM moved_chats WHERE old_chat_id = ?"
DEPARTED = "SELECT 1 FROM group_departures WHERE chat_id = ?"
SETTLED = "DELETE FROM group_departures WHERE chat_id = ?"
# The name of a column comes from the table of fields, never from callback data.
SET_MANNER = """
INSERT INTO group_manners (chat_id, {name}) VALUES (?, ?)
ON CONFLICT (chat_id) DO UPDATE SET {name} = excluded.{name}
"""


class NoSuchValue(ValueError):
    """The field does not have this value (any more), or no tips to have it for."""


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
        self._changing = asyncio.Lock()

    async def settings(self, chat_id: int) -> GroupSettings:
        """As they are now; a group that nobody has set up has the usual ones."""
        chat = await self._chats.get(chat_id)
        settings = GroupSettings(
            chat_id,
            chat.kind if chat else ChatKind.guessed(chat_id),
            (chat.zone if chat else None) or self._default_zone,
            chat.language if chat else None,
        )
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(MANNERS, (chat_id,)):
                settings = _with_manners(settings, row)
        subscription = await self._subscriptions.get(chat_id)
        if subscription is None:
            return settings
        return _with_tips(settings, subscription, await self._topic(chat_id, subscription))

    async def change(
        self, chat_id: int, field: Toggle | Choice, value: str, place: Place, by: int
    ) -> GroupSettings:
        """Sets one field and gives the settings as they then are; raises NoSuchValue.

        ``place`` is where tips go that are switched on by this; ``by`` is whom to tell later when
        they cannot be sent.
        """
        async with self._changing:
            before = await self.settings(chat_id)
            await self._chats.remember(chat_id, before.kind)
            try:
                await self._set(before, field, value, place, by)
            except (ValueError, NotSubscribed, UnknownZone) as error:
                raise NoSuchValue(f"{field.name}: {value[:40]}") from error
            await self._settle_departure(chat_id)
            return await self.settings(chat_id)

    async def move_tips(self, chat_id: int, place: Place, by: int) -> GroupSettings:
        """Tips go to this place from now on; tips that were refused their place go on."""
        async with self._changing:
            try:
                await self._subscriptions.change(
                    chat_id,
                    lambda found: replace(found, thread_id=place.thread_id, enabled_by=by),
                    resume=True,
                )
            except NotSubscribed as error:
                raise NoSuchValue("place") from error
            return await self.settings(chat_id)

    async def current_id(self, chat_id: int) -> int:
        """The number that the group has now, should it have become a supergroup."""
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(MOVED_TO, (chat_id,)):
                return int(row["new_chat_id"])
        return chat_id

    async def name_topic(self, chat_id: int, kind: ChatKind, thread_id: int, name: str) -> None:
        """An admin opened the settings in this topic."""
        await self._chats.remember(chat_id, kind)
        async with self._database.transaction() as connection:
            await connection.execute(NAME_TOPIC, (chat_id, thread_id, name))

    async def topic_renamed(self, chat_id: int, thread_id: int, name: str) -> None:
        """Of a topic that is known; of the others nothing is kept."""
        async with self._database.read() as connection:
            known = list(await connection.execute_fetchall(TOPIC, (chat_id, thread_id)))
        if known:
            async with self._database.transaction() as connection:
                await connection.execute(RENAME_TOPIC, (name, chat_id, thread_id))

    async def topics(self, chat_id: int) -> list[Place]:
        """The topics in which settings were opened, to choose from in private."""
        async with self._database.read() as connection:
            rows = await connection.execute_fetchall(TOPICS, (chat_id,))
        return [Place(row["thread_id"], row["name"]) for row in rows]

    async def _settle_departure(self, chat_id: int) -> None:
        """Whoever sets something up has decided: an old "Start fresh" must not undo it."""
        async with self._database.read() as connection:
            departed = list(await connection.execute_fetchall(DEPARTED, (chat_id,)))
        if departed:
            async with self._database.transaction() as connection:
                await connection.execute(SETTLED, (chat_id,))

    async def _topic(self, chat_id: int, subscription: Subscription) -> str | None:
        async with self._database.read() as connection:
            for row in await connection.execute_fetchall(TOPIC, (chat_id, subscription.thread_id)):
                return str(row["name"])
        return None

    async def _set(
        self, before: GroupSettings, field: Toggle | Choice, value: str, place: Place, by: int
    ) -> None:
        if field.values and value not in field.values:
            raise NoSuchValue(value)
        if field.name == "tips":
            await self._switch_tips(before, value == "1", place, by)
        elif field.name == "language":
            async with self._database.transaction() as connection:
                await self._chats.set_language_within(connection, before.chat_id, value)
        elif field.only_with_tips:
            await self._set_tip_field(before, field, value)
        else:
            await self._set_manner(before.chat_id, field, value)

    async def _switch_tips(self, before: GroupSettings, on: bool, place: Place, by: int) -> None:
        if not on:
            await self._subscriptions.unsubscribe(before.chat_id)
        elif not before.tips:  # pressed twice it is switched on once
            await self._subscriptions.subscribe(
                before.chat_id,
                Schedule(before.weekday, before.hour, 0, before.zone),
                thread_id=place.thread_id,
                enabled_by=by,
                audience=before.audience,
            )

    async def _set_tip_field(
        self, before: GroupSettings, field: Toggle | Choice, value: str
    ) -> None:
        def changed(found: Subscription) -> Subscription:
            schedule = found.schedule
            match field.name:
                case "weekday":
                    return replace(found, schedule=replace(schedule, weekday=int(value)))
                case "hour":
                    return replace(found, schedule=replace(schedule, hour=int(value), minute=0))
                case "zone":
                    return replace(found, schedule=replace(schedule, zone=value))
                case "quiet":
                    return replace(found, quiet=QuietHours.of(value))
                case "audience":
                    return replace(found, audience=Audience(value))
                case "delete_previous":
                    return replace(found, delete_previous=value == "1")
                case "pin":
                    return replace(found, pin=value == "1")
                case _:
                    raise NoSuchValue(field.name)

        async with self._database.transaction() as connection:
            await self._subscriptions.change_within(connection, before.chat_id, changed)
            if field.name == "zone":
                await self._chats.set_zone_within(connection, before.chat_id, value)

    async def _set_manner(self, chat_id: int, field: Toggle | Choice, value: str) -> None:
        stored: str | int = value
        if isinstance(field, Toggle) or field.name == "repeat_minutes":
            stored = int(value)
        async with self._database.transaction() as connection:
            await connection.execute(SET_MANNER.format(name=field.name), (chat_id, stored))


def _with_tips(
    settings: GroupSettings, subscription: Subscription, topic: str | None
) -> GroupSettings:
    paused = subscription.state is SubscriptionState.PAUSED
    return replace(
        settings,
        tips=subscription.active or paused,
        weekday=subscription.schedule.weekday,
        hour=subscription.schedule.hour,
        zone=subscription.schedule.zone,
        audience=subscription.audience,
        quiet=subscription.quiet,
        place=Place(subscription.thread_id, topic),
        delete_previous=subscription.delete_previous,
        pin=subscription.pin,
        next_due_at=subscription.next_due_at,
        refused=subscription.reason if paused else None,
    )


def _with_manners(settings: GroupSettings, row: sqlite3.Row) -> GroupSettings:
    return replace(
        settings,
        answers=Answers(row["answers"]),
        commands=Commanders(row["commands"]),
        repeat_minutes=row["repeat_minutes"],
        delete_commands=bool(row["delete_commands"]),
        welcome=bool(row["welcome"]),
    )
