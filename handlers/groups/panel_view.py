"""A settings panel where it stands: whose it is, of which group, and how it is drawn there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import Chat, Message

from bot.actions.registry import StaleAction
from bot.content.edition import Edition
from bot.groups.model import GroupSettings, Place
from bot.replies.group_settings import Panel, draw
from bot.replies.reply import Reply
from handlers.context import Context
from handlers.groups.open_panels import Spot


@dataclass(frozen=True, slots=True)
class View:
    """A panel as it stands: whose, of which group, in which message, and on which page."""

    group_id: int
    opener: int
    spot: Spot
    title: str
    forum: bool
    here: Place | None  # None in private
    language: str | None  # of the person, for a panel in private
    page: str = ""


async def show_panel(view: View, context: Context) -> None:
    context.open_panels.opened(view.group_id, view.spot, lambda: _drawn(view, context))
    await context.open_panels.refresh(view.group_id)


async def send_panel(view: View, context: Context, *, reply_to: int | None = None) -> None:
    reply = await _drawn(view, context)
    thread_id = view.here.thread_id if view.here else None
    sent = await context.messenger.send(
        view.spot.chat_id, reply, reply_to=reply_to, thread_id=thread_id
    )
    view = replace(view, spot=Spot(view.spot.chat_id, sent.message_id))
    context.open_panels.opened(view.group_id, view.spot, lambda: _drawn(view, context), reply)


async def require_page(view: View, context: Context) -> None:
    """Raises StaleAction for a page that is not there (any more)."""
    settings = await context.services.groups.settings(view.group_id)
    panel = await _panel(view, settings, context)
    draw(edition_for(view, settings, context), panel, view.page)


async def _drawn(view: View, context: Context) -> Reply:
    """The panel from what is stored now; its first page where its own is no more."""
    settings = await context.services.groups.settings(view.group_id)
    panel = await _panel(view, settings, context)
    edition = edition_for(view, settings, context)
    try:
        return draw(edition, panel, view.page)
    except StaleAction:
        return draw(edition, panel)


async def _panel(view: View, settings: GroupSettings, context: Context) -> Panel:
    services = context.services
    topics = await services.groups.topics(view.group_id) if view.here is None else []
    return Panel(
        settings,
        view.title,
        view.opener,
        view.here,
        view.forum,
        tuple(topics),
        tuple(services.live.current.by_language),
    )


def view_of(chat: Chat, opener: int, message: Message, spot: Spot) -> View:
    in_private = chat.type == Chat.PRIVATE
    thread_id = message.message_thread_id if message.is_topic_message else None
    return View(
        chat.id,
        opener,
        spot,
        chat.title or "",
        bool(chat.is_forum),
        None if in_private else Place(thread_id),
        None,
    )


def edition_for(view: View, settings: GroupSettings, context: Context) -> Edition:
    """In the group its own language, in private the person's."""
    language = settings.language if view.here is not None else view.language
    return context.services.live.current.of(language)
