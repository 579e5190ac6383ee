"""Whoever looks after groups or channels does so from the private chat as well."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from telegram import (
    CallbackQuery,
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)

from bot.actions.chat_ids import from_base36
from bot.actions.group_settings import ShowPanel
from bot.actions.my_groups import ChooseChat, ManageGroup, ManageGroups
from bot.actions.registry import Action, Press, StaleAction, decode
from bot.groups.field_types import NoSuchValue
from bot.groups.fields import BY_NAME
from bot.places.typed_city import Ambiguous, Recognised, Unrecognised, read_typed_city
from bot.replies import group_settings, groups, refusals
from bot.replies.reply import Reply
from handlers.context import Context, PressHandler
from handlers.groups import settings
from handlers.panel_view import Spot

Managing = ManageGroups | ManageGroup | ChooseChat
MANAGING = (ManageGroups, ManageGroup, ChooseChat)
GROUP, CHANNEL = 1, 2


async def manage(message: Message, action: Managing, context: Context) -> None:
    """A deep link to the groups of this person, or to one of them."""
    person = message.chat.id
    language = _language_of(message)
    match action:
        case ManageGroups():
            await context.messenger.answer(message, await _list(person, language, context))
        case ManageGroup(group=group):
            await _open(Spot(person, 0), from_base36(group), language, context)
        case ChooseChat(channel=channel):
            await _let_choose(person, language, bool(channel), context)


async def press(query: CallbackQuery, press: Press, context: Context) -> None:
    """The same behind a button in the private chat."""
    if query.message is None:
        return
    person, language = query.from_user.id, query.from_user.language_code
    if query.message.chat.id != person:
        await context.messenger.lead_to_private(query, "groups")
        return
    spot = Spot(person, 0 if press.as_new or not _editable(query) else query.message.message_id)
    try:
        follows = _follows(spot, press.meant(), language, context)
    except StaleAction:
        edition = context.services.live.current.of(language)
        follows = _show(spot, refusals.not_found(edition), context)
    await asyncio.gather(context.messenger.acknowledge(query), follows)


def _follows(
    spot: Spot, action: Action, language: str | None, context: Context
) -> Coroutine[Any, Any, None]:
    """What a press brings about; raises StaleAction before anything is begun."""
    match action:
        case ManageGroup(group=group):
            return _open(spot, from_base36(group), language, context)
        case ChooseChat(channel=channel):
            return _let_choose(spot.chat_id, language, bool(channel), context)
        case _:
            return _show_list(spot, language, context)


async def _show_list(spot: Spot, language: str | None, context: Context) -> None:
    context.open_panels.closed(spot)
    await _show(spot, await _list(spot.chat_id, language, context), context)


async def _show(spot: Spot, reply: Reply, context: Context) -> None:
    """In the pressed message, or in a new one where that cannot be changed or must stay."""
    if not spot.message_id or not await context.messenger.edit(
        spot.chat_id, spot.message_id, reply
    ):
        await context.messenger.send(spot.chat_id, reply)


async def chosen(update: Update, context: Context) -> None:
    """The person chose a chat in Telegram's list: that proves nothing, so Telegram is asked."""
    message = update.effective_message
    if message is None or message.chat_shared is None:
        return
    language = _language_of(message)
    edition = context.services.live.current.of(language)
    thanks = groups.picked(edition)
    await context.messenger.ask_for_chat(message.chat.id, thanks, ReplyKeyboardRemove())
    await _open(Spot(message.chat.id, 0), message.chat_shared.chat_id, language, context)


async def heard(message: Message, context: Context) -> bool:
    """A city's name for a group's time zone, if that is what was asked for; else False."""
    try:
        asked = decode(await context.services.open_questions.asked(message.chat.id) or "")
    except StaleAction:
        return False
    if not isinstance(asked, ShowPanel):
        return False
    person, language = message.chat.id, _language_of(message)
    group_id = await context.admins.in_charge(from_base36(asked.group), person)
    if group_id is None:
        await context.services.open_questions.answered(person)
        return False
    edition = context.services.live.current.of(language)
    match await read_typed_city(message.text or ""):
        case Recognised(zone):
            # The group may have no tips any more: the panel that opens then says so.
            with suppress(NoSuchValue):
                await context.services.groups.change(group_id, BY_NAME["zone"], zone, None, person)
            await context.services.open_questions.answered(person)
            await settings.open_in_private(Spot(person, 0), group_id, person, language, context)
        case Ambiguous(cities):
            reply = group_settings.offer_cities(edition, cities, person, group_id)
            await context.messenger.answer(message, reply)
        case Unrecognised():
            reply = group_settings.no_city_found(edition, person, group_id)
            await context.messenger.answer(message, reply)
    return True


async def _list(person: int, language: str | None, context: Context) -> Reply:
    """Every group that may be theirs, asked of Telegram at this moment."""
    known = await context.services.managers.groups_of(person)
    found = await asyncio.gather(*(_title(group_id, person, context) for group_id in known))
    allowed = [entry for entry in found if entry is not None]
    return groups.list_groups(context.services.live.current.of(language), allowed)


async def _title(group_id: int, person: int, context: Context) -> tuple[int, str] | None:
    current_id = await context.admins.in_charge(group_id, person)
    chat = await context.admins.chat(current_id) if current_id is not None else None
    return (chat.id, chat.title or "") if chat else None


async def _open(spot: Spot, group_id: int, language: str | None, context: Context) -> None:
    person = spot.chat_id
    if not await settings.open_in_private(spot, group_id, person, language, context):
        reply = groups.not_allowed(context.services.live.current.of(language))
        await context.messenger.send(person, reply)


async def _let_choose(person: int, language: str | None, channel: bool, context: Context) -> None:
    edition = context.services.live.current.of(language)
    label = edition.l10n.text("button-pick-channel" if channel else "button-pick-group")
    keyboard = ReplyKeyboardMarkup(
        [[KeyboardButton(label, request_chat=_request(channel))]],
        resize_keyboard=True,
        one_time_keyboard=True,
    )
    reply = groups.pick_chat(edition, channel=channel)
    await context.messenger.ask_for_chat(person, reply, keyboard)


def _request(channel: bool) -> KeyboardButtonRequestChat:
    if channel:  # the app offers to make the bot an admin who may post, and nothing more
        return KeyboardButtonRequestChat(
            CHANNEL,
            chat_is_channel=True,
            user_administrator_rights=_rights("can_change_info", "can_post_messages"),
            bot_administrator_rights=_rights("can_post_messages"),
        )
    return KeyboardButtonRequestChat(
        GROUP,
        chat_is_channel=False,
        user_administrator_rights=_rights("can_change_info"),
        bot_is_member=True,
    )


def _rights(*names: str) -> ChatAdministratorRights:
    none = ChatAdministratorRights.no_rights().to_dict()
    return ChatAdministratorRights(**{**none, **dict.fromkeys(names, True)})


def _language_of(message: Message) -> str | None:
    return message.from_user.language_code if message.from_user else None


def _editable(query: CallbackQuery) -> bool:
    return isinstance(query.message, Message) and query.message.is_accessible


PRESSES: dict[type[Action], PressHandler] = dict.fromkeys(MANAGING, press)
