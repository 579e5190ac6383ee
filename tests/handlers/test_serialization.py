from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardRemove,
    User,
)

from bot.actions.pages import ShowFaq
from bot.content.rich_text import Entity, RichText
from bot.replies.inline import Result
from bot.replies.reply import Button, Lasting, Reply, Share
from handlers.links import Links
from handlers.serialization import ReplySerializer


class NamedBot(Bot):
    """A bot that has learnt its name without asking anybody."""

    @property
    def bot(self) -> User:
        return User(1000001, "Invented", is_bot=True, username="InventedBot")


@pytest.fixture
def serializer() -> ReplySerializer:
    return ReplySerializer(Links(NamedBot("1000001:INVENTED-token")))


def read(message: Any) -> Any:
    """What Telegram reads of it."""
    return json.loads(orjson.dumps(message))


TEXT = RichText(
    "Ask your team \N{HEDGEHOG} \ud83d",
    (
        Entity("bold", 0, 3),
        Entity("text_link", 4, 4, "https://example.org/"),
        Entity("text_link", 4, 4, "term/biomarker"),
    ),
)
ROWS = (
    (Button("Cure", ShowFaq("cure")), Button("Cure, apart", ShowFaq("cure"), as_new_message=True)),
    (Button("Source", url="https://example.org/"), Button("In private", start="faq-cure")),
    (Button("To a group", add_to_group="here"), Button("Share", share=Share("faq-cure", "a b"))),
)
PRIVATE = "https://t.me/InventedBot?start="
MARKS = [
    MessageEntity(MessageEntity.BOLD, 0, 3),
    MessageEntity(MessageEntity.TEXT_LINK, 4, 4, url="https://example.org/"),
    MessageEntity(MessageEntity.TEXT_LINK, 4, 4, url=f"{PRIVATE}term-biomarker"),
]
KEYBOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Cure", callback_data="faq:cure"),
            InlineKeyboardButton("Cure, apart", callback_data="+faq:cure"),
        ],
        [
            InlineKeyboardButton("Source", url="https://example.org/"),
            InlineKeyboardButton("In private", url=f"{PRIVATE}faq-cure"),
        ],
        [
            InlineKeyboardButton("To a group", url="https://t.me/InventedBot?startgroup=here"),
            InlineKeyboardButton(
                "Share",
                url="https://t.me/share/url?"
                "url=https%3A%2F%2Ft.me%2FInventedBot%3Fstart%3Dfaq-cure&text=a%20b",
            ),
        ],
    ]
)


def test_a_reply_is_written_as_ptb_would_write_it(serializer: ReplySerializer) -> None:
    assert read(serializer.message(Reply(TEXT, ROWS))) == {
        "text": TEXT.text,
        "entities": [mark.to_dict() for mark in MARKS],
        "link_preview_options": LinkPreviewOptions(is_disabled=True).to_dict(),
        "reply_markup": KEYBOARD.to_dict(),
    }


def test_a_plain_text_without_buttons_is_no_more_than_that(serializer: ReplySerializer) -> None:
    written = serializer.message(Reply(RichText("hello")))

    assert read(written) == {"text": "hello", "link_preview_options": {"is_disabled": True}}


def test_a_keyboard_under_the_text_field_takes_the_place_of_the_buttons(
    serializer: ReplySerializer,
) -> None:
    written = serializer.with_keyboard(Reply(TEXT, ROWS), ReplyKeyboardRemove().to_dict())

    assert read(written)["reply_markup"] == ReplyKeyboardRemove().to_dict()


def test_an_inline_result_is_written_as_ptb_would_write_it(serializer: ReplySerializer) -> None:
    content = InputTextMessageContent(
        TEXT.text, entities=MARKS, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    same = InlineQueryResultArticle(
        "faq/cure", "A title", content, KEYBOARD, description="A few words"
    )
    result = Result("faq/cure", "A title", "A few words", Reply(TEXT, ROWS))

    assert read(serializer.article(result)) == same.to_dict()


def test_a_lasting_reply_is_written_once(serializer: ReplySerializer) -> None:
    lasting = Reply(TEXT, ROWS, Lasting())
    result = Result("faq/cure", "A title", "A few words", lasting)

    assert serializer.message(lasting) is serializer.message(lasting)
    assert serializer.article(result) is serializer.article(result)


def test_a_reply_of_the_moment_is_not_kept(serializer: ReplySerializer) -> None:
    assert serializer.message(Reply(TEXT)) is not serializer.message(Reply(TEXT))


def test_two_lasting_replies_are_never_taken_for_each_other(serializer: ReplySerializer) -> None:
    lasting = [Reply(RichText(str(number)), lasting=Lasting()) for number in range(100)]

    written = [read(serializer.message(reply))["text"] for reply in lasting]

    assert written == [str(number) for number in range(100)]


def test_what_was_written_goes_with_its_reply(serializer: ReplySerializer) -> None:
    lasting = Reply(TEXT, ROWS, Lasting())
    assert lasting.lasting is not None
    mark = weakref.ref(lasting.lasting)
    written = serializer.message(lasting)
    assert isinstance(written, Mapping)

    del lasting
    gc.collect()

    assert mark() is None


def test_a_reply_made_for_everybody_is_another_reply() -> None:
    lasting = Reply(TEXT, ROWS, Lasting())

    assert lasting.for_everybody().lasting is None
    assert lasting == replace(lasting, lasting=Lasting()), "the mark is no part of what is said"
