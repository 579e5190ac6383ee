"""An admin opens a group's settings: by /settings there, by our first message, from private."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from telegram import CallbackQuery, Message, Update, User

from bot.actions.group_settings import RestoreGroup, SetUpGroup, StartGroupFresh
from bot.actions.registry import Action, Press
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.groups.fields import ForumTopic
from bot.groups.permissions import Speaker
from bot.replies import groups
from handlers.context import Context, PressHandler, kind_of
from handlers.groups.replies import alert, say_once, speaker
from handlers.panel_view import Spot, view_in_group, view_in_private

Said = Callable[[Localization], str]
OPENING = (SetUpGroup, RestoreGroup, StartGroupFresh)


async def open_settings(update: Update, context: Context) -> None:
    """/settings in a group: the panel for who may, a word for everybody else."""
    message = update.effective_message
    if message is None:
        return
    match speaker(message)[0]:
        case Speaker.LINKED_CHANNEL:
            return
        case Speaker.ANONYMOUS_ADMIN | Speaker.CHANNEL:
            reply = groups.who_are_you(await _edition(message, context), message.chat.id)
            await say_once(message, "who-are-you", reply, context)
        case Speaker.PERSON if message.from_user is not None:
            await _open_for(message.from_user, message, context)


async def press(query: CallbackQuery, press: Press, context: Context) -> None:
    """ "Set up", "Restore" or "Start fresh": the message becomes the panel of who pressed."""
    message = query.message
    if not isinstance(message, Message) or not message.is_accessible or press.action is None:
        await alert(query, groups.old_panel, context)
        return
    group_id = await context.admins.in_charge(message.chat.id, query.from_user.id)
    if group_id is None:
        await alert(query, groups.only_for_admins, context)
        return
    said = await _settle(press.action, group_id, query.from_user.id, context)
    await _become_panel(query, message, group_id, said, context)


async def open_in_private(
    spot: Spot, group_id: int, person: int, language: str | None, context: Context
) -> bool:
    """The panel of a group in its admin's private chat; False where they may not manage it."""
    current_id = await context.admins.in_charge(group_id, person)
    chat = await context.admins.chat(current_id) if current_id is not None else None
    if chat is None:
        return False
    settings = await context.services.groups.opened(chat.id, kind_of(chat.type), person)
    await context.open_panels.show(view_in_private(chat, person, spot, language), settings)
    return True


async def topic_renamed(update: Update, context: Context) -> None:
    """The confirmation goes on calling a topic by its name."""
    message = update.effective_message
    if message is None or message.forum_topic_edited is None or not message.message_thread_id:
        return
    if (name := message.forum_topic_edited.name) is not None:
        await context.services.groups.topic_renamed(
            message.chat.id, message.message_thread_id, name
        )


async def _open_for(person: User, message: Message, context: Context) -> None:
    chat = message.chat
    if not _may_ask(person.id, chat.id, context):
        return
    group_id = await context.admins.in_charge(chat.id, person.id)
    if group_id is None:
        reply = groups.settings_for_admins(await _edition(message, context))
        await say_once(message, "settings", reply, context)
        return
    settings = await context.services.groups.opened(
        group_id, kind_of(chat.type), person.id, _named_topic(message)
    )
    view = view_in_group(message, group_id, person.id, Spot(chat.id, 0))
    await context.open_panels.reply_with(view, settings, message.message_id)


def _may_ask(person: int, chat_id: int, context: Context) -> bool:
    """Who was an admin a moment ago is never kept waiting by what others write."""
    return context.admins.was_admin(chat_id, person) or context.throttle.may_look_up(
        chat_id, person, context.services.clock.now()
    )


async def _settle(action: Action, group_id: int, person: int, context: Context) -> Said | None:
    """What becomes of settings from before a removal, where they wait; what is said to it."""
    presence = context.services.presence
    if isinstance(action, SetUpGroup) or not await presence.is_set_aside(group_id):
        return None
    if isinstance(action, RestoreGroup):
        await presence.restore(group_id, person)
        return groups.restored
    await presence.start_fresh(group_id)
    return groups.started_fresh


async def _become_panel(
    query: CallbackQuery, message: Message, group_id: int, said: Said | None, context: Context
) -> None:
    person, spot = query.from_user.id, Spot(message.chat.id, message.message_id)
    kind = kind_of(message.chat.type)
    settings = await context.services.groups.opened(group_id, kind, person)
    l10n = context.services.live.current.of(settings.language).l10n
    await asyncio.gather(
        context.messenger.acknowledge(query, said(l10n) if said else None),
        context.open_panels.show(view_in_group(message, group_id, person, spot), settings),
    )


def _named_topic(message: Message) -> ForumTopic | None:
    """A message in a topic replies to the one that made the topic: it carries the name."""
    root, thread_id = message.reply_to_message, message.message_thread_id
    if not message.is_topic_message or not thread_id:
        return None
    if root is None or root.forum_topic_created is None:
        return None
    return ForumTopic(thread_id, root.forum_topic_created.name)


async def _edition(message: Message, context: Context) -> Edition:
    settings = await context.services.groups.settings(message.chat.id)
    return context.services.live.current.of(settings.language)


PRESSES: dict[type[Action], PressHandler] = dict.fromkeys(OPENING, press)
