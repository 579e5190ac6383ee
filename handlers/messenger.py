"""Reply -> Telegram: the one place that knows how our replies become its messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.actions.deep_links import payload_of
from bot.actions.registry import encode
from bot.content.rich_text import Entity
from bot.replies.inline import Offer, Result
from bot.replies.reply import Button, Reply, Share
from handlers.runtime.rate_limiter import Lane
from handlers.runtime.serialized import NoPreview, PreparedArticle, PreparedEntity, PreparedKeyboard

# A preview of somebody's page under a text about one's illness would be read over a shoulder.
NO_PREVIEW = NoPreview()
KEPT_READY = 1024
# Telegram's words for a message of ours that cannot be changed any more.
GONE = ("message to edit not found", "can't be edited", "message_id_invalid")
# For so long Telegram answers the same inline query without asking us; a corrected text is out
# after that.
INLINE_CACHE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reply in Telegram's own types; it keeps its reply, whose identity is its key."""

    reply: Reply
    text: str
    entities: tuple[MessageEntity, ...]
    markup: InlineKeyboardMarkup | None


class Messenger:
    """Sends replies, edits them in place, and answers button presses.

    Raises Telegram's errors as python-telegram-bot has them, except those that mean success.
    """

    def __init__(self, bot: ExtBot[int]) -> None:
        self._bot = bot
        self._ready: dict[int, Prepared] = {}
        self._articles: dict[int, tuple[Result, PreparedArticle]] = {}

    async def send(
        self,
        chat_id: int,
        reply: Reply,
        *,
        reply_to: int | None = None,
        thread_id: int | None = None,
        lane: Lane = Lane.REPLY,
        silent: bool = False,
    ) -> Message:
        """Sends to a chat or one of its topics; ``reply_to`` may have been deleted meanwhile."""
        ready = self._prepared(reply)
        return await self._bot.send_message(
            chat_id,
            ready.text,
            entities=ready.entities,
            reply_markup=ready.markup,
            link_preview_options=NO_PREVIEW,
            message_thread_id=thread_id,
            disable_notification=silent or None,
            reply_parameters=(
                ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
            ),
            rate_limit_args=lane,
        )

    async def answer(self, message: Message, reply: Reply) -> Message:
        """Answers a message where it stands: as a reply in a group, plainly in private."""
        in_private = message.chat.type == message.chat.PRIVATE
        return await self.send(
            message.chat.id,
            reply,
            reply_to=None if in_private else message.message_id,
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
        ready = self._prepared(reply)
        try:
            await self._bot.edit_message_text(
                ready.text,
                chat_id=chat_id,
                message_id=message_id,
                entities=ready.entities,
                reply_markup=ready.markup,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=Lane.REPLY,
            )
        except BadRequest as error:
            reason = error.message.lower()  # PTB capitalises Telegram's words
            if any(words in reason for words in GONE):
                return False
            if "is not modified" not in reason:  # that shows what was wanted: a second tap
                raise
        return True

    async def ask_for_chat(
        self, chat_id: int, reply: Reply, keyboard: ReplyKeyboardMarkup | ReplyKeyboardRemove
    ) -> Message:
        """Sends a reply's text with a keyboard under the text field instead of its buttons."""
        ready = self._prepared(reply)
        return await self._bot.send_message(
            chat_id,
            ready.text,
            entities=ready.entities,
            reply_markup=keyboard,
            rate_limit_args=Lane.REPLY,
        )

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Takes a message away; False where it is too old, gone, or ours is no right to."""
        try:
            return await self._bot.delete_message(chat_id, message_id)
        except (BadRequest, Forbidden):
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
            await self._bot.answer_callback_query(query.id, text=text, show_alert=alert)
        except BadRequest as error:
            if not _too_old(error):
                raise
            return False
        return True

    async def lead_to_private(self, query: CallbackQuery, payload: str) -> None:
        """Opens the private chat at a page, seen only by the person who pressed."""
        try:
            await self._bot.answer_callback_query(query.id, url=self.private_link(payload))
        except BadRequest as error:
            if not _too_old(error):
                raise

    async def offer(self, query: InlineQuery, offered: Offer, *, personal: bool) -> None:
        """Shows results to insert; ``personal`` where others may see others for the same words."""
        try:
            await self._bot.answer_inline_query(
                query.id,
                [self._article(result) for result in offered.results],
                cache_time=INLINE_CACHE,
                is_personal=personal,
                # PTB with Defaults makes a list of any empty string.
                next_offset=offered.next_offset or None,
                button=InlineQueryResultsButton(offered.more, start_parameter=offered.start),
            )
        except BadRequest as error:
            if not _too_old(error):  # typed on meanwhile: a newer query is on its way
                raise

    def private_link(self, payload: str) -> str:
        return f"https://t.me/{self._bot.username}?start={payload}"

    def share_link(self, share: Share) -> str:
        """Opens Telegram's choice of chats with the link and the words ready to send."""
        given = {"url": self.private_link(share.payload), "text": share.words}
        # Some apps show a "+" where a space was meant.
        return f"https://t.me/share/url?{urlencode(given, quote_via=quote)}"

    def group_link(self, payload: str) -> str:
        """Lets a person choose a group to add the bot to; it asks for no admin right."""
        return f"https://t.me/{self._bot.username}?startgroup={payload}"

    def _prepared(self, reply: Reply) -> Prepared:
        if not reply.lasting:
            return self._made(reply)
        ready = self._ready.get(id(reply))
        if ready is None or ready.reply is not reply:
            if len(self._ready) >= KEPT_READY:
                self._ready.pop(next(iter(self._ready)))
            ready = self._ready[id(reply)] = self._made(reply)
        return ready

    def _made(self, reply: Reply) -> Prepared:
        rows = [[self._button(button) for button in row] for row in reply.rows]
        return Prepared(
            reply,
            reply.text.text,
            tuple(self._entity(entity) for entity in reply.text.entities),
            PreparedKeyboard(rows) if rows else None,
        )

    def _article(self, result: Result) -> PreparedArticle:
        # Like replies: one object for each item of the written content.
        kept, article = self._articles.get(id(result), (None, None))
        if article is None or kept is not result:
            if len(self._articles) >= KEPT_READY:
                self._articles.pop(next(iter(self._articles)))
            article = self._new_article(result)
            self._articles[id(result)] = (result, article)
        return article

    def _new_article(self, result: Result) -> PreparedArticle:
        made = self._made(result.message)
        content = InputTextMessageContent(
            made.text, entities=made.entities, link_preview_options=NO_PREVIEW
        )
        return PreparedArticle(result.id, result.title, content, made.markup, result.description)

    def _entity(self, entity: Entity) -> MessageEntity:
        url = entity.url
        if url is not None and "://" not in url:  # the id of an item, such as "term/biomarker"
            url = self.private_link(payload_of(url))
        return PreparedEntity(MessageEntity(entity.type, entity.offset, entity.length, url=url))

    def _button(self, button: Button) -> InlineKeyboardButton:
        if button.action is not None:
            data = encode(button.action, as_new=button.as_new_message)
            return InlineKeyboardButton(button.label, callback_data=data)
        if button.start is not None:
            return InlineKeyboardButton(button.label, url=self.private_link(button.start))
        if button.add_to_group is not None:
            return InlineKeyboardButton(button.label, url=self.group_link(button.add_to_group))
        if button.share is not None:
            return InlineKeyboardButton(button.label, url=self.share_link(button.share))
        return InlineKeyboardButton(button.label, url=button.url)


def _too_old(error: BadRequest) -> bool:
    reason = error.message.lower()
    return "query is too old" in reason or "query id is invalid" in reason
