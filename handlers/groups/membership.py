"""The bot's own standing in a chat: added, removed, blocked, restricted, come back, moved."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.error import TelegramError

from bot.chats.model import ChatKind, ChatState
from bot.delivery.outcome import Refusal
from bot.replies import groups
from handlers.context import Context, kind_of
from handlers.groups.commands import say_hello
from handlers.groups.permission_alerts import alert_admin

INSIDE = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED}


async def standing_changed(update: Update, context: Context) -> None:
    """Telegram tells of it as ``my_chat_member``, for groups and for a person's block alike."""
    change = update.my_chat_member
    if change is None:
        return
    kind = kind_of(change.chat.type)
    context.admins.forget(change.chat.id)
    if kind is ChatKind.PRIVATE:
        await _person_decided(change, context)
    elif not _is_inside(change.new_chat_member):
        await context.services.presence.removed(change.chat.id)
        context.throttle.left(change.chat.id)
        context.reactivation.away(change.chat.id)
    else:
        if not _is_inside(change.old_chat_member):
            await _came_in(change, kind, context)
        await _permission_changed(change, kind, context)


async def group_moved(update: Update, context: Context) -> None:
    """A group became a supergroup; Telegram tells it in both, in any order."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await context.services.chats.move(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await context.services.chats.move(message.migrate_from_chat_id, message.chat.id)


async def _person_decided(change: ChatMemberUpdated, context: Context) -> None:
    if _is_inside(change.new_chat_member):
        await context.services.chats.returned(change.chat.id)
    else:
        await context.services.chats.suspend(change.chat.id, ChatState.BLOCKED)
        context.reactivation.away(change.chat.id)


async def _came_in(change: ChatMemberUpdated, kind: ChatKind, context: Context) -> None:
    services, chat, by = context.services, change.chat, change.from_user
    language = by.language_code and services.live.current.library.supported(by.language_code)
    restorable = await services.presence.came_back(chat.id, kind, language)
    in_charge = await context.admins.in_charge(chat.id, by.id) is not None
    if in_charge:
        await services.managers.remember(chat.id, kind, by.id)
    if not _can_write(change.new_chat_member, kind):
        return
    try:
        if kind is not ChatKind.CHANNEL:
            await say_hello(chat, context, language, restorable=restorable)
        elif in_charge:  # a channel's readers did not ask for us: its admin hears in private
            edition = services.live.current.of(by.language_code)
            hello = groups.channel_hello(edition, chat.title or "", chat.id)
            await context.messenger.send(by.id, hello)
    except TelegramError:  # members may not write there, or the admin never wrote to us
        return


async def _permission_changed(change: ChatMemberUpdated, kind: ChatKind, context: Context) -> None:
    if not _can_write(change.new_chat_member, kind):
        await alert_admin(context.bot_data, change.chat.id, Refusal.NO_RIGHTS)
    elif not _can_write(change.old_chat_member, kind):
        await context.services.presence.posting_allowed(change.chat.id)


def _is_inside(member: ChatMember) -> bool:
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status in INSIDE


def _can_write(member: ChatMember, kind: ChatKind) -> bool:
    """As far as the bot's own standing says; a group may forbid it to all members as well."""
    if not _is_inside(member):
        return False
    if kind is ChatKind.CHANNEL:
        return bool(getattr(member, "can_post_messages", False))
    return member.status != ChatMember.RESTRICTED or bool(
        getattr(member, "can_send_messages", False)
    )
