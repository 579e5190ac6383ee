"""Reply -> Telegram: the one place that knows how our replies become its messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.replies.inline import Offer
from bot.replies.reply import Reply
from handlers.links import Links
from handlers.runtime.bot_api_calls import BotApiCalls, OnTurn, SentMessage
from handlers.runtime.rate_limiter import Priority
from handlers.serialization import ReplySerializer

# Telegram's words for a message of ours that cannot be changed any more.
GONE = ("message to edit not found", "can't be edited", "message_id_invalid")
# For so long Telegram answers the same inline query without asking us; a corrected text is out
# after that.
INLINE_CACHE = timedelta(minutes=5)


class Messenger:
    """Sends replies, edits them in place, and answers button presses.

    Raises Telegram's errors as python-telegram-bot has them, except those that mean success.
    """

    def __init__(self, bot: ExtBot[int], calls: BotApiCalls) -> None:
        self._bot = bot
        self._calls = calls
        self._links = Links(bot)
        self._serializer = ReplySerializer(self._links)

    async def send(
        self,
        chat_id: int,
        reply: Reply,
        *,
        reply_to: int | None = None,
        thread_id: int | None = None,
        priority: Priority = Priority.REPLY,
        silent: bool = False,
        on_turn: OnTurn | None = None,
    ) -> SentMessage:
        """Sends to a chat or one of its topics; ``reply_to`` may have been deleted meanwhile.

        ``on_turn`` is awaited when its turn has come, right before it leaves; what it raises keeps
        the message here and passes.
        """
        return await self._calls.send_message(
            chat_id,
            self._serializer.message(reply),
            thread_id=thread_id,
            reply_to=reply_to,
            silent=silent,
            priority=priority,
            on_turn=on_turn,
        )

    async def answer(self, message: Message, reply: Reply) -> SentMessage:
        """Answers a message where it stands: as a reply in a group, plainly in private."""
        in_private = message.chat.type == message.chat.PRIVATE
        return await self.send(
            message.chat.id,
            reply,
            reply_to=None if in_private and not reply.quotes else message.message_id,
            # Inside General a message carries a thread id that is no topic: Telegram refuses it.
            thread_id=message.message_thread_id if message.is_topic_message else None,
        )

    async def show(self, query: CallbackQuery, reply: Reply) -> None:
        """Changes the pressed message to ``reply``, or sends it anew where that cannot be done."""
        message = query.message
        if not isinstance(message, Message) or not message.is_accessible:
            await self.send(message.chat.id if message else query.from_user.id, reply)
        elif not await self.edit(message.chat.id, message.message_id, reply):
            await self.answer(message, reply)

    async def edit(self, chat_id: int, message_id: int, reply: Reply) -> bool:
        """Changes one of our messages; False where it is gone or can't be edited any more."""
        message = self._serializer.message(reply)
        try:
            await self._calls.edit_message_text(chat_id, message_id, message)
        except BadRequest as error:
            reason = error.message.lower()  # PTB capitalises Telegram's words
            if any(words in reason for words in GONE):
                return False
            if "is not modified" not in reason:  # that shows what was wanted: a second tap
                raise
        return True

    async def ask_for_chat(
        self, chat_id: int, reply: Reply, keyboard: ReplyKeyboardMarkup | ReplyKeyboardRemove
    ) -> SentMessage:
        """Sends a reply's text with a keyboard under the text field instead of its buttons."""
        message = self._serializer.with_keyboard(reply, keyboard.to_dict())
        return await self._calls.send_message(chat_id, message)

    async def take_buttons_away(self, query: CallbackQuery, taken: Callable[[str], bool]) -> bool:
        """Takes those buttons whose callback data is ``taken`` out of the pressed message.

        The rest of it stays. False where nothing was changed: they are gone already, or the
        message is. The way in must have kept the keyboard (``UpdateHandling``).
        """
        message = query.message
        if not isinstance(message, Message) or message.reply_markup is None:
            return False
        left = _without(message.reply_markup, taken)
        try:
            await self._bot.edit_message_reply_markup(
                message.chat.id, message.message_id, reply_markup=left
            )
        except BadRequest as error:
            reason = error.message.lower()
            if "is not modified" in reason or any(words in reason for words in GONE):
                return False
            raise
        return True

    async def copy(
        self, chat_id: int, from_chat_id: int, message_id: int, *, protected: bool = False
    ) -> int:
        """Repeats a message in another chat without saying whose it is; the id it has there.

        A ``protected`` copy can be neither forwarded nor saved.
        """
        copied = await self._bot.copy_message(
            chat_id, from_chat_id, message_id, protect_content=protected
        )
        return copied.message_id

    async def show_typing(self, chat_id: int) -> bool:
        """For a few seconds the chat shows that something is about to be written."""
        return await self._bot.send_chat_action(chat_id, ChatAction.TYPING)

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Takes a message away, or finds it gone; False where it is too old, or we may not."""
        try:
            return await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            return "message to delete not found" in error.message.lower()
        except Forbidden:
            return False

    async def pin(self, chat_id: int, message_id: int) -> bool:
        """Pins a message without a sound; False where we have no right to."""
        try:
            return await self._bot.pin_chat_message(chat_id, message_id, disable_notification=True)
        except (BadRequest, Forbidden):
            return False

    async def acknowledge(
        self, query: CallbackQuery, text: str | None = None, *, alert: bool = False
    ) -> bool:
        """Ends the button's spinner; False for a press that is too old or answered already."""
        try:
            await self._calls.answer_callback_query(query.id, text=text, alert=alert)
        except BadRequest as error:
            if not _too_old(error):
                raise
            return False
        return True

    async def lead_to_private(self, query: CallbackQuery, payload: str) -> None:
        """Opens the private chat at a page, seen only by the person who pressed."""
        try:
            url = self._links.private(payload)
            await self._calls.answer_callback_query(query.id, url=url)
        except BadRequest as error:
            if not _too_old(error):
                raise

    async def offer(self, query: InlineQuery, offered: Offer, *, personal: bool) -> None:
        """Shows results to insert; ``personal`` where others may see others for the same words."""
        try:
            await self._calls.answer_inline_query(
                query.id,
                [self._serializer.article(result) for result in offered.results],
                cache_for=INLINE_CACHE,
                personal=personal,
                next_offset=offered.next_offset,
                button={"text": offered.more, "start_parameter": offered.start},
            )
        except BadRequest as error:
            if not _too_old(error):  # typed on meanwhile: a newer query is on its way
                raise


def _without(keyboard: InlineKeyboardMarkup, taken: Callable[[str], bool]) -> InlineKeyboardMarkup:
    def stays(button: InlineKeyboardButton) -> bool:
        return not (isinstance(button.callback_data, str) and taken(button.callback_data))

    rows = ([button for button in row if stays(button)] for row in keyboard.inline_keyboard)
    return InlineKeyboardMarkup([row for row in rows if row])


def _too_old(error: BadRequest) -> bool:
    reason = error.message.lower()
    return "query is too old" in reason or "query id is invalid" in reason
