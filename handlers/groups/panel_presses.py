"""A button of a settings panel is pressed: one look or one change, and every panel shows it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, Message

from bot.actions.chat_ids import from_base36
from bot.actions.group_settings import ClosePanel, MoveGroupTips, SetInGroup, ShowPanel
from bot.actions.registry import Action, Press, StaleAction, encode
from bot.chats.model import ChatKind
from bot.groups.field_types import Field, NoSuchValue, PanelPage
from bot.groups.fields import BY_CODE, BY_NAME, ForumTopic, GroupSettings, value_of
from bot.replies import groups
from bot.replies.group_settings import (
    ALERT_LIMIT,
    OPTIONS,
    changed_in_words,
    closed,
    tips_in_words,
)
from handlers.context import Context, PressHandler
from handlers.groups.replies import alert
from handlers.panel_view import (
    PanelView,
    Spot,
    drawn,
    edition_for,
    in_private,
    view_in_group,
    view_in_private,
)

PanelAction = ShowPanel | SetInGroup | MoveGroupTips | ClosePanel
PANEL = (ShowPanel, SetInGroup, MoveGroupTips, ClosePanel)
# In private the name of a city may be written as well.
ZONES = OPTIONS + BY_NAME["zone"].code


async def press(query: CallbackQuery, press: Press, context: Context) -> None:
    """Who presses is asked of Telegram anew, whatever they press."""
    message, action = query.message, press.action
    if not isinstance(message, Message) or not message.is_accessible:
        await alert(query, groups.old_panel, context)
        return
    try:
        if not isinstance(action, PANEL):
            raise StaleAction
        view = await _admitted(query, message, action, context)
        if view is not None:
            await _do(query, view, action, context)
    except (StaleAction, NoSuchValue):
        await alert(query, groups.old_panel, context)


async def _admitted(
    query: CallbackQuery, message: Message, action: PanelAction, context: Context
) -> PanelView | None:
    """The panel, if it was opened by who presses and Telegram says now that they may."""
    person, named = query.from_user.id, from_base36(action.group)
    if from_base36(action.opener) != person:
        await alert(query, groups.somebody_elses_panel, context)
        return None
    group_id = await context.admins.in_charge(named, person)
    if group_id is None:
        await alert(query, groups.only_for_admins, context)
        return None
    spot = Spot(message.chat.id, message.message_id)
    if in_private(message):
        return await _view_in_private(query, group_id, spot, context)
    if message.chat.id not in {named, group_id}:
        raise StaleAction(action.code)
    return view_in_group(message, group_id, person, spot)


async def _view_in_private(
    query: CallbackQuery, group_id: int, spot: Spot, context: Context
) -> PanelView:
    chat = await context.admins.chat(group_id)
    if chat is None:
        raise StaleAction(str(group_id))
    person = query.from_user
    return view_in_private(chat, person.id, spot, person.language_code)


async def _do(query: CallbackQuery, view: PanelView, action: PanelAction, context: Context) -> None:
    match action:
        case ShowPanel():
            await _turn_to(query, view, action, context)
        case SetInGroup():
            await _change(query, view, action, context)
        case MoveGroupTips():
            await _move_tips(query, view, action, context)
        case ClosePanel():
            await _close(query, view, context)


async def _turn_to(
    query: CallbackQuery, view: PanelView, action: ShowPanel, context: Context
) -> None:
    view = replace(view, page=action.page)
    settings = await context.services.groups.settings(view.group_id)
    drawn(view, settings, context.services.live.current)  # or it is a page that there is no more
    if view.here is None and view.page == ZONES:
        await _await_city(query, action, context)
    await _confirm(query, view, settings, None, context)


async def _await_city(query: CallbackQuery, action: ShowPanel, context: Context) -> None:
    services, person = context.services, query.from_user
    await services.chats.remember(person.id, ChatKind.PRIVATE, person.language_code)
    await services.open_questions.ask(person.id, encode(action))


async def _change(
    query: CallbackQuery, view: PanelView, action: SetInGroup, context: Context
) -> None:
    services, field = context.services, BY_CODE.get(action.field)
    languages = services.live.current.languages()
    if field is None or not field.available(action.value, languages):
        raise StaleAction(action.field)
    settings = await services.groups.change(
        view.group_id, field, action.value, view.here, view.opener
    )
    words = await _changed_in_words(view, settings, field, context)
    await _confirm(query, replace(view, page=field.page), settings, words, context)


async def _changed_in_words(
    view: PanelView, settings: GroupSettings, field: Field[Any], context: Context
) -> str:
    """What was changed; or that it has no effect yet, for want of a right that the bot needs."""
    l10n = edition_for(view, settings, context.services.live.current).l10n
    lacking = field.needs if value_of(field, settings) else None
    if lacking and not await context.admins.bot_has(view.group_id, lacking):
        return l10n.text("group-needs-right", right=l10n.text(f"group-right-{lacking}"))
    return changed_in_words(l10n, settings, field, forum=view.forum)


async def _move_tips(
    query: CallbackQuery, view: PanelView, action: MoveGroupTips, context: Context
) -> None:
    topic = ForumTopic(from_base36(action.thread) if action.thread else None)
    settings = await context.services.groups.move_tips(view.group_id, topic, view.opener)
    l10n = edition_for(view, settings, context.services.live.current).l10n
    words = tips_in_words(l10n, settings, forum=view.forum)[:ALERT_LIMIT]
    await _confirm(query, replace(view, page=PanelPage.TIPS), settings, words, context)


async def _close(query: CallbackQuery, view: PanelView, context: Context) -> None:
    services, spot = context.services, view.spot
    context.open_panels.closed(spot)
    await context.messenger.acknowledge(query)
    if not await context.messenger.delete(spot.chat_id, spot.message_id):
        settings = await services.groups.settings(view.group_id)
        edition = edition_for(view, settings, services.live.current)
        await context.messenger.edit(spot.chat_id, spot.message_id, closed(edition))


async def _confirm(
    query: CallbackQuery,
    view: PanelView,
    settings: GroupSettings,
    words: str | None,
    context: Context,
) -> None:
    """Says what has changed, to who changed it, and shows it in every open panel."""
    await asyncio.gather(
        context.messenger.acknowledge(query, words), context.open_panels.show(view, settings)
    )


PRESSES: dict[type[Action], PressHandler] = dict.fromkeys(PANEL, press)
