"""Keeps the open settings panels of a group showing what is stored, within Telegram's limits."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import TelegramError

from bot import tasks
from bot.replies.reply import Reply
from handlers.messenger import Messenger

log = logging.getLogger(__name__)

KEPT_GROUPS = 1_000
KEPT_PANELS = 6
# A change is shown before the next press is looked at, unless the group is at its limit.
SHOWN_WITHIN = 0.5

Draw = Callable[[], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Spot:
    """The message in which a panel stands."""

    chat_id: int
    message_id: int


@dataclass(slots=True)
class _Desk:
    """The open panels of one group, each with how it is drawn from what is stored."""

    panels: OrderedDict[Spot, Draw]
    shown: dict[Spot, Reply]
    stale: bool = False
    drawing: asyncio.Task[None] | None = None


class OpenPanels:
    """However many changes come at once, each message is edited only to the latest of them.

    What is kept here may be lost at any time: the next press draws its panel anew.
    """

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._desks: OrderedDict[int, _Desk] = OrderedDict()

    def opened(self, group_id: int, spot: Spot, draw: Draw, shown: Reply | None = None) -> None:
        """A panel stands here, or shows another page from now on."""
        desk = self._desks.setdefault(group_id, _Desk(OrderedDict(), {}))
        self._desks.move_to_end(group_id)
        if len(self._desks) > KEPT_GROUPS:
            self._desks.popitem(last=False)
        desk.panels[spot] = draw
        desk.panels.move_to_end(spot)
        if shown is None:  # the message may show anything else by now
            desk.shown.pop(spot, None)
        else:
            desk.shown[spot] = shown
        if len(desk.panels) > KEPT_PANELS:
            self._drop(desk, next(iter(desk.panels)))

    def closed(self, spot: Spot) -> None:
        """The panel is no more, or its message shows something else now."""
        for desk in self._desks.values():
            self._drop(desk, spot)

    async def refresh(self, group_id: int) -> None:
        """Draws the group's panels anew; returns when they are, or when that takes its time."""
        desk = self._desks.get(group_id)
        if desk is None:
            return
        desk.stale = True
        if desk.drawing is None or desk.drawing.done():
            desk.drawing = tasks.start(self._draw(desk), "settings panels")
            await asyncio.wait([desk.drawing], timeout=SHOWN_WITHIN)

    async def _draw(self, desk: _Desk) -> None:
        while desk.stale:
            desk.stale = False
            for spot, draw in tuple(desk.panels.items()):
                try:
                    await self._show(desk, spot, draw)
                except TelegramError as error:
                    log.info("a settings panel could not be shown: %s", type(error).__name__)
                    self._drop(desk, spot)

    async def _show(self, desk: _Desk, spot: Spot, draw: Draw) -> None:
        reply = await draw()
        if desk.shown.get(spot) == reply or spot not in desk.panels:
            return
        desk.shown[spot] = reply
        if not await self._messenger.edit(spot.chat_id, spot.message_id, reply):
            self._drop(desk, spot)

    @staticmethod
    def _drop(desk: _Desk, spot: Spot) -> None:
        desk.panels.pop(spot, None)
        desk.shown.pop(spot, None)
