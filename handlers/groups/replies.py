"""Answers in a group: once, to the right message, and pointing back to it after that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import CallbackQuery, Chat, Message

from bot.content.localization import Localization
from bot.groups.fields import GroupSettings
from bot.groups.permissions import Speaker, speaker_of
from bot.groups.throttle import ThrottleResult
from bot.replies.group_settings import ALERT_LIMIT
from bot.replies.groups import answered_earlier
from bot.replies.reply import Reply
from handlers.context import Context

SAID_ONCE = timedelta(minutes=5)


def speaker(message: Message) -> tuple[Speaker, int]:
    """As whom a message was written, and the number by which repeats are known."""
    sender_chat, user = message.sender_chat, message.from_user
    sender = sender_chat.id if sender_chat else None
    kind = speaker_of(message.chat.id, sender, automatic_forward=bool(message.is_automatic_forward))
    return kind, sender or (user.id if user else 0)


async def answer_or_point_back(
    message: Message,
    key: str,
    make: Callable[[], Awaitable[Reply]],
    settings: GroupSettings,
    context: Context,
    *,
    urgent: bool = False,
) -> None:
    """Answers a command, or points to the answer that stands there already, or lets it be.

    ``key`` says what was asked for: the same key within the group's minutes is a repeat. What is
    ``urgent`` is never kept back to keep the group readable.
    """
    now, chat = context.services.clock.now(), message.chat
    window = timedelta(minutes=settings.repeat_minutes)
    who = speaker(message)[1]
    result = context.throttle.judge(chat.id, key, who, window, now, urgent=urgent)
    taken_away = settings.delete_commands and await context.messenger.delete(
        chat.id, message.message_id
    )
    reply_to = _addressee(message, context) or (None if taken_away else message.message_id)
    thread_id = message.message_thread_id if message.is_topic_message else None
    match result:
        case ThrottleResult.STAY_SILENT:
            return
        case ThrottleResult.POINT_BACK:
            earlier = context.throttle.earlier(chat.id, key, window, now)
            url = link_to(chat, earlier.message_id) if earlier else None
            if url is not None:
                edition = context.services.live.current.of(settings.language)
                reply = answered_earlier(edition, url)
                await context.messenger.send(
                    chat.id, reply, reply_to=reply_to, thread_id=thread_id, silent=True
                )
        case ThrottleResult.ANSWER:
            sent = await context.messenger.send(
                chat.id, await make(), reply_to=reply_to, thread_id=thread_id
            )
            context.throttle.answered(chat.id, key, sent.message_id, now)


def replies_to_us(message: Message, bot_id: int) -> bool:
    """Whether a message answers one of ours; that we made the topic in which it stands is none."""
    asked = message.reply_to_message
    if asked is None or asked.from_user is None or asked.forum_topic_created is not None:
        return False
    return asked.from_user.id == bot_id


async def say_once(message: Message, key: str, reply: Reply, context: Context) -> None:
    """A refusal is said once in a while; repeating the command brings no second one."""
    now = context.services.clock.now()
    who = speaker(message)[1]
    if context.throttle.judge(message.chat.id, key, who, SAID_ONCE, now) is ThrottleResult.ANSWER:
        sent = await context.messenger.answer(message, reply)
        context.throttle.answered(message.chat.id, key, sent.message_id, now)


async def alert(
    query: CallbackQuery, words: Callable[[Localization], str], context: Context
) -> None:
    """A short word to whoever pressed, and to nobody else, in the language of where they did."""
    language, message = query.from_user.language_code, query.message
    if message is not None and message.chat.type != Chat.PRIVATE:
        settings = await context.services.groups.settings(message.chat.id)
        language = settings.language or language
    said = words(context.services.live.current.of(language).l10n)
    await context.messenger.acknowledge(query, said[:ALERT_LIMIT], alert=True)


def link_to(chat: Chat, message_id: int) -> str | None:
    """A link to a message; a basic group's messages have none."""
    if chat.username:
        return f"https://t.me/{chat.username}/{message_id}"
    if chat.type != Chat.SUPERGROUP:
        return None
    return f"https://t.me/c/{str(chat.id).removeprefix('-100')}/{message_id}"


def _addressee(message: Message, context: Context) -> int | None:
    """The member's message to which the command was a reply: the answer is for them."""
    asked = message.reply_to_message
    # Every message in a topic replies to the one that made the topic.
    if asked is None or asked.forum_topic_created is not None:
        return None
    return None if replies_to_us(message, context.bot.id) else asked.message_id
