"""An admin sets up a group: /settings there, the panel's buttons, and its way in from private."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import CallbackQuery, Chat, Message, Update

from bot.actions.chat_ids import from_base36
from bot.actions.group_settings import (
    ClosePanel,
    MoveGroupTips,
    RestoreGroup,
    SetInGroup,
    SetUpGroup,
    ShowPanel,
    StartGroupFresh,
)
from bot.actions.registry import Action, Press, StaleAction, encode
from bot.chats.model import ChatKind
from bot.content.edition import Edition
from bot.groups.fields import BY_CODE, BY_NAME, Page
from bot.groups.model import Place
from bot.groups.permissions import Speaker, may_manage, speaker_of
from bot.groups.store import NoSuchValue
from bot.replies import groups
from bot.replies.group_settings import (
    ALERT_LIMIT,
    OPTIONS,
    changed_in_words,
    closed,
    page_after,
    tips_in_words,
)
from handlers.context import Context, PressHandler, kind_of
from handlers.groups.open_panels import Spot
from handlers.groups.panel_view import (
    View,
    edition_for,
    require_page,
    send_panel,
    show_panel,
    view_of,
)
from handlers.groups.replies import say_once

PanelAction = ShowPanel | SetInGroup | MoveGroupTips | ClosePanel
PANEL = (ShowPanel, SetInGroup, MoveGroupTips, ClosePanel)
OPENING = (SetUpGroup, RestoreGroup, StartGroupFresh)
# In private the name of a city may be written as well.
ZONES = OPTIONS + BY_NAME["zone"].code


async def open_settings(update: Update, context: Context) -> None:
    """/settings in a group: the panel for who may, a word for everybody else."""
    message = update.effective_message
    if message is None:
        return
    sender = message.sender_chat.id if message.sender_chat else None
    automatic = bool(message.is_automatic_forward)
    match speaker_of(message.chat.id, sender, automatic_forward=automatic):
        case Speaker.LINKED_CHANNEL:
            return
        case Speaker.ANONYMOUS_ADMIN | Speaker.CHANNEL:
            edition = await _edition(message.chat.id, context)
            reply = groups.who_are_you(edition, message.chat.id)
            await say_once(message, "who-are-you", reply, context)
        case Speaker.PERSON:
            await _open_for(message, context)


async def press(query: CallbackQuery, press: Press, context: Context) -> None:
    """A button of a panel or under our first message: who presses is asked of Telegram anew."""
    message = query.message
    if not isinstance(message, Message) or not message.is_accessible:
        await _alert(query, "group-old-panel", context)
        return
    try:
        action = press.meant()
        if isinstance(action, PANEL):
            await _press_panel(query, message, action, context)
        else:
            await _press_hello(query, message, action, context)
    except StaleAction:
        await _alert(query, "group-old-panel", context)


async def open_in_private(
    spot: Spot, group_id: int, person: int, language: str | None, context: Context
) -> bool:
    """The panel of a group in its admin's private chat; False where they may not manage it.

    Without a message in ``spot`` a new one is sent.
    """
    standing = await context.admins.standing(group_id, person)
    chat = await context.admins.chat(standing.chat_id)
    if chat is None or not may_manage(standing.member):
        return False
    await context.services.managers.remember(standing.chat_id, kind_of(chat.type), person)
    title, forum = chat.title or "", bool(chat.is_forum)
    view = View(standing.chat_id, person, spot, title, forum, None, language)
    if spot.message_id:
        await show_panel(view, context)
    else:
        await send_panel(view, context)
    return True


async def _open_for(message: Message, context: Context) -> None:
    chat, user = message.chat, message.from_user
    if user is None:
        return
    standing = await context.admins.standing(chat.id, user.id)
    if not may_manage(standing.member):
        reply = groups.settings_for_admins(await _edition(chat.id, context))
        await say_once(message, "settings", reply, context)
        return
    await context.services.managers.remember(chat.id, kind_of(chat.type), user.id)
    await _learn_topic(message, context)
    view = view_of(chat, user.id, message, Spot(chat.id, 0))
    await send_panel(view, context, reply_to=message.message_id)


async def _press_hello(
    query: CallbackQuery, message: Message, action: Action, context: Context
) -> None:
    """ "Set up", "Restore" or "Start fresh": the message becomes the panel of who pressed."""
    services, person = context.services, query.from_user.id
    standing = await context.admins.standing(message.chat.id, person)
    if not may_manage(standing.member):
        await _alert(query, "group-not-you", context)
        return
    group_id, said = standing.chat_id, None
    waits = await services.presence.is_set_aside(group_id)
    if waits and isinstance(action, RestoreGroup):
        await services.presence.restore(group_id, person)
        said = "group-restored"
    elif waits and isinstance(action, StartGroupFresh):
        await services.presence.start_fresh(group_id)
        said = "group-fresh"
    await services.managers.remember(group_id, kind_of(message.chat.type), person)
    view = view_of(message.chat, person, message, Spot(message.chat.id, message.message_id))
    edition = await _edition(group_id, context)
    words = edition.l10n.text(said) if said else None
    await asyncio.gather(context.messenger.acknowledge(query, words), show_panel(view, context))


async def _press_panel(
    query: CallbackQuery, message: Message, action: PanelAction, context: Context
) -> None:
    view = await _admitted(query, message, action, context)
    match action:
        case _ if view is None:
            return
        case ShowPanel(page=page):
            view = replace(view, page=page)
            await require_page(view, context)
            if view.here is None and page == ZONES:
                await _await_city(query, action, context)
            await asyncio.gather(context.messenger.acknowledge(query), show_panel(view, context))
        case SetInGroup():
            await _change(query, view, action, context)
        case MoveGroupTips():
            await _move_tips(query, view, action, context)
        case ClosePanel():
            await _close(query, view, context)


async def _admitted(
    query: CallbackQuery, message: Message, action: PanelAction, context: Context
) -> View | None:
    """The panel, if it was opened by who presses and Telegram says now that they may."""
    person, named = query.from_user.id, from_base36(action.group)
    if from_base36(action.opener) != person:
        await _alert(query, "group-not-your-panel", context)
        return None
    standing = await context.admins.standing(named, person)
    if not may_manage(standing.member):
        await _alert(query, "group-not-you", context)
        return None
    view = view_of(message.chat, person, message, Spot(message.chat.id, message.message_id))
    view = replace(view, group_id=standing.chat_id)
    if view.here is not None:
        if message.chat.id not in {named, standing.chat_id}:
            raise StaleAction(action.code)
        return view
    chat = await context.admins.chat(standing.chat_id)
    if chat is None:
        raise StaleAction(action.group)
    language = query.from_user.language_code
    return replace(view, title=chat.title or "", forum=bool(chat.is_forum), language=language)


async def _await_city(query: CallbackQuery, action: ShowPanel, context: Context) -> None:
    services, person = context.services, query.from_user
    await services.chats.remember(person.id, ChatKind.PRIVATE, person.language_code)
    await services.open_questions.ask(person.id, encode(action))


async def _change(query: CallbackQuery, view: View, action: SetInGroup, context: Context) -> None:
    services = context.services
    field = BY_CODE.get(action.field)
    if field is None or (
        field.name == "language" and action.value not in services.live.current.by_language
    ):
        raise StaleAction(action.field)
    present = await services.groups.settings(view.group_id)
    place = view.here or present.place
    try:
        settings = await services.groups.change(
            view.group_id, field, action.value, place, view.opener
        )
    except NoSuchValue:
        raise StaleAction(action.value) from None
    if field.name == "tips":
        await services.presence.speaks_again(view.group_id)
    edition = edition_for(view, settings, context)
    words = changed_in_words(edition.l10n, settings, field, forum=view.forum)
    lacking = field.needs if action.value == "1" else None
    if lacking and not await context.admins.bot_has(view.group_id, lacking):
        right = edition.l10n.text(f"group-right-{lacking}")
        words = edition.l10n.text("group-needs-right", right=right)
    await _confirm(query, replace(view, page=page_after(field)), words, context)


async def _move_tips(
    query: CallbackQuery, view: View, action: MoveGroupTips, context: Context
) -> None:
    services = context.services
    place = Place(from_base36(action.thread) if action.thread else None)
    try:
        settings = await services.groups.move_tips(view.group_id, place, view.opener)
    except NoSuchValue:
        raise StaleAction(action.thread) from None
    await services.presence.speaks_again(view.group_id)
    l10n = edition_for(view, settings, context).l10n
    words = tips_in_words(l10n, settings, forum=view.forum)[:ALERT_LIMIT]
    await _confirm(query, replace(view, page=Page.TIPS), words, context)


async def _close(query: CallbackQuery, view: View, context: Context) -> None:
    context.open_panels.closed(view.spot)
    await context.messenger.acknowledge(query)
    if not await context.messenger.delete(view.spot.chat_id, view.spot.message_id):
        edition = await _edition(view.group_id, context)
        await context.messenger.edit(view.spot.chat_id, view.spot.message_id, closed(edition))


async def _confirm(query: CallbackQuery, view: View, words: str, context: Context) -> None:
    """Says what has changed, to who changed it, and shows it in every open panel."""
    await asyncio.gather(context.messenger.acknowledge(query, words), show_panel(view, context))


async def _edition(group_id: int, context: Context) -> Edition:
    settings = await context.services.groups.settings(group_id)
    return context.services.live.current.of(settings.language)


async def _learn_topic(message: Message, context: Context) -> None:
    """A message in a topic replies to the one that made the topic: it carries the name."""
    root = message.reply_to_message
    if message.is_topic_message and message.message_thread_id and root is not None:
        created = root.forum_topic_created
        if created is not None:
            await context.services.groups.name_topic(
                message.chat.id, ChatKind.SUPERGROUP, message.message_thread_id, created.name
            )


async def topic_renamed(update: Update, context: Context) -> None:
    """The confirmation goes on calling a topic by its name."""
    message = update.effective_message
    if message is None or message.forum_topic_edited is None or not message.message_thread_id:
        return
    if (name := message.forum_topic_edited.name) is not None:
        await context.services.groups.topic_renamed(
            message.chat.id, message.message_thread_id, name
        )


async def _alert(query: CallbackQuery, key: str, context: Context) -> None:
    message = query.message
    language = query.from_user.language_code
    if message is not None and message.chat.type != Chat.PRIVATE:
        settings = await context.services.groups.settings(message.chat.id)
        language = settings.language or language
    words = context.services.live.current.of(language).l10n.text(key)
    await context.messenger.acknowledge(query, words[:ALERT_LIMIT], alert=True)


PRESSES: dict[type[Action], PressHandler] = dict.fromkeys((*PANEL, *OPENING), press)
