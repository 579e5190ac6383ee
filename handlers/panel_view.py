"""A settings panel where it stands: whose it is, of which group, and how it is drawn there."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Chat, ChatFullInfo, Message

from bot.content.edition import Edition, Editions
from bot.groups.fields import ForumTopic, GroupSettings
from bot.replies.group_settings import Panel, draw
from bot.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class Spot:
    """The message in which a panel stands; without a number it is yet to be sent."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class PanelView:
    """``here`` is None for a panel in private, which is in the ``language`` of its person."""

    group_id: int
    opener: int
    spot: Spot
    title: str
    forum: bool
    here: ForumTopic | None
    language: str | None
    page: str = ""


def view_in_group(message: Message, group_id: int, opener: int, spot: Spot) -> PanelView:
    """A panel in the group itself, in the topic of a message there."""
    chat = message.chat
    thread_id = message.message_thread_id if message.is_topic_message else None
    forum, here = bool(chat.is_forum), ForumTopic(thread_id)
    return PanelView(group_id, opener, spot, chat.title or "", forum, here, None)


def view_in_private(chat: ChatFullInfo, opener: int, spot: Spot, language: str | None) -> PanelView:
    """A panel of a group in its admin's private chat."""
    forum = bool(chat.is_forum)
    return PanelView(chat.id, opener, spot, chat.title or "", forum, None, language)


def in_private(message: Message) -> bool:
    return message.chat.type == Chat.PRIVATE


def drawn(view: PanelView, settings: GroupSettings, editions: Editions) -> Reply:
    """The panel with these settings; raises StaleAction where its page is no more."""
    panel = Panel(settings, view.title, view.opener, view.here, view.forum, editions.languages())
    return draw(edition_for(view, settings, editions), panel, view.page)


def edition_for(view: PanelView, settings: GroupSettings, editions: Editions) -> Edition:
    """In the group its own language, in private the person's."""
    return editions.of(settings.language if view.here is not None else view.language)
