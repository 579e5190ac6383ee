"""Keeps the open settings panels of a group showing what is stored, within Telegram's limits."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace

from cachetools import FIFOCache
from telegram.error import TelegramError

from bot import tasks
from bot.actions.registry import StaleAction
from bot.content.live import LiveEditions
from bot.groups.fields import GroupSettings
from bot.replies.reply import Reply
from handlers.messenger import Messenger
from handlers.panel_view import PanelView, Spot, drawn

log = logging.getLogger(__name__)

KEPT_GROUPS = 1_000
KEPT_PANELS = 6
# A change is shown before the next press is looked at, unless the group is at its limit.
SHOWN_WITHIN = 0.5


@dataclass(slots=True)
class _OpenPanel:
    """``shown`` is what the message shows, where that is known."""

    view: PanelView
    shown: Reply | None = None


@dataclass(slots=True)
class _OpenPanelsOfGroup:
    """The latest settings, and the panels that show them or are about to."""

    settings: GroupSettings
    panels: FIFOCache[Spot, _OpenPanel] = field(default_factory=lambda: FIFOCache(KEPT_PANELS))
    stale: bool = False
    drawing: asyncio.Task[None] | None = None

    def learn(self, settings: GroupSettings) -> None:
        """Somebody has read or changed the settings; what was stored later counts."""
        if settings.revision >= self.settings.revision:
            self.settings = settings


class OpenPanels:
    """However many changes come at once, each message is edited only to the latest of them.

    What is kept here may be lost at any time: the next press draws its panel anew.
    """

    def __init__(
        self, messenger: Messenger, live: LiveEditions, *, kept_groups: int = KEPT_GROUPS
    ) -> None:
        self._messenger = messenger
        self._live = live
        self._groups: FIFOCache[int, _OpenPanelsOfGroup] = FIFOCache(kept_groups)

    async def show(self, view: PanelView, settings: GroupSettings) -> None:
        """In its message the panel, or another page of it, with these settings; the group's other
        panels show them too. Returns when they do, or when that takes its time.
        """
        if not view.spot.message_id:
            await self._send(view, settings)
            return
        group = self._group(settings)
        group.panels[view.spot] = _OpenPanel(view)  # the message may show anything else by now
        group.stale = True
        if group.drawing is None or group.drawing.done():
            group.drawing = tasks.start(self._draw(group), "settings panels")
            await asyncio.wait([group.drawing], timeout=SHOWN_WITHIN)

    async def reply_with(self, view: PanelView, settings: GroupSettings, reply_to: int) -> None:
        """The panel as an answer to a message."""
        await self._send(view, settings, reply_to)

    def closed(self, spot: Spot) -> None:
        """The panel is no more, or its message shows something else now."""
        for group in self._groups.values():
            group.panels.pop(spot, None)

    async def _send(
        self, view: PanelView, settings: GroupSettings, reply_to: int | None = None
    ) -> None:
        reply = self._drawn(view, settings)
        thread_id = view.here.thread_id if view.here else None
        sent = await self._messenger.send(
            view.spot.chat_id, reply, reply_to=reply_to, thread_id=thread_id
        )
        spot = Spot(view.spot.chat_id, sent.message_id)
        self._group(settings).panels[spot] = _OpenPanel(replace(view, spot=spot), reply)

    def _group(self, settings: GroupSettings) -> _OpenPanelsOfGroup:
        group = self._groups.get(settings.chat_id) or _OpenPanelsOfGroup(settings)
        group.learn(settings)
        self._groups[settings.chat_id] = group  # the latest to be let go of
        return group

    async def _draw(self, group: _OpenPanelsOfGroup) -> None:
        while group.stale:
            group.stale = False
            for panel in tuple(group.panels.values()):
                try:
                    await self._edit(group, panel)
                except TelegramError as error:
                    log.info("a settings panel could not be shown: %s", type(error).__name__)
                    group.panels.pop(panel.view.spot, None)

    async def _edit(self, group: _OpenPanelsOfGroup, panel: _OpenPanel) -> None:
        spot, reply = panel.view.spot, self._drawn(panel.view, group.settings)
        if panel.shown == reply or group.panels.get(spot) is not panel:
            return
        panel.shown = reply
        if not await self._messenger.edit(spot.chat_id, spot.message_id, reply):
            group.panels.pop(spot, None)

    def _drawn(self, view: PanelView, settings: GroupSettings) -> Reply:
        """The panel; its first page where its own is no more."""
        try:
            return drawn(view, settings, self._live.current)
        except StaleAction:
            return drawn(replace(view, page=""), settings, self._live.current)
