"""Tells an open page what happens in the world, one small JSON event after another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

from standin.page import view
from standin.page.scene import Scene
from standin.state.changes import Change, ChangeKind, Subscription
from standin.wire import Wire

CLOCK_EVERY = timedelta(seconds=15)
ABOUT_A_CHAT = frozenset(
    {ChangeKind.CHATS, ChangeKind.MEMBERS, ChangeKind.TOPICS, ChangeKind.PINNED}
)
ABOUT_THE_BOT = frozenset({ChangeKind.COMMANDS, ChangeKind.PROFILE})


async def events(scene: Scene) -> AsyncIterator[Wire]:
    """The whole state first, then every change; a page that lost the thread connects anew."""
    watching = scene.world.state.changes()
    try:
        with scene.world.connections.with_goodbye(watching.close):
            shown = _Shown(scene)
            yield {"kind": "state", "state": view.state(scene)}
            while True:
                try:
                    change = await _next(watching)
                except StopAsyncIteration:
                    return
                if change is None:
                    yield {"kind": "clock", "now": scene.world.state.clock.now().isoformat()}
                    continue
                for event in shown.events_of(change):
                    yield event
    finally:
        watching.close()


async def _next(watching: Subscription) -> Change | None:
    try:
        async with asyncio.timeout(CLOCK_EVERY.total_seconds()):
            return await anext(watching)
    except TimeoutError:
        return None


class _Shown:
    """Knows which chats the page has, to tell it of those that come and go."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known = self._listed()

    def _listed(self) -> set[int]:
        return {chat.id for chat in self._scene.world.people.chats_of(self._scene.person)}

    def events_of(self, change: Change) -> list[Wire]:
        """The events that a change means for the page, in order."""
        if change.kind in ABOUT_THE_BOT:
            bot: Wire = {"kind": "bot", "bot": view.bot(self._scene)}
            return [bot, *(self._chat(chat_id) for chat_id in sorted(self._known))]
        events = self._comings_and_goings()
        if change.chat_id in self._known:
            events += self._in_chat(change, change.chat_id)
        return events

    def _comings_and_goings(self) -> list[Wire]:
        listed = self._listed()
        gone, come = self._known - listed, listed - self._known
        self._known = listed
        state = self._scene.world.state
        return [
            *(self._chat(chat_id, with_messages=True) for chat_id in sorted(come)),
            *(
                {
                    "kind": "chat_gone",
                    "chat_id": chat_id,
                    "moved_to": state.chat(chat_id).migrated_to,
                }
                for chat_id in sorted(gone)
            ),
        ]

    def _chat(self, chat_id: int, *, with_messages: bool = False) -> Wire:
        chat = self._scene.world.state.chat(chat_id)
        facts = view.chat_with_messages if with_messages else view.chat_facts
        return {"kind": "chat", "chat": facts(self._scene, chat)}

    def _in_chat(self, change: Change, chat_id: int) -> list[Wire]:
        match change.kind:
            case ChangeKind.MESSAGE_NEW | ChangeKind.MESSAGE_EDITED | ChangeKind.REACTION:
                return self._message(chat_id, change.message_id)
            case ChangeKind.MESSAGE_DELETED:
                deleted = {
                    "kind": "deleted",
                    "chat_id": chat_id,
                    "message_ids": [change.message_id],
                }
                return [deleted, self._chat(chat_id)]
            case ChangeKind.TYPING:
                return [{"kind": "typing", "chat_id": chat_id}]
            case kind if kind in ABOUT_A_CHAT:
                return [self._chat(chat_id)]
            case _:
                return []

    def _message(self, chat_id: int, message_id: int | None) -> list[Wire]:
        message = self._scene.world.state.chat(chat_id).messages.get(message_id or 0)
        if message is None:
            return []
        event: Wire = {
            "kind": "message",
            "chat_id": chat_id,
            "message": view.message_of(self._scene, message),
            "now": self._scene.world.state.clock.now().isoformat(),
        }
        return [event, self._chat(chat_id)] if message.reply_keyboard else [event]
