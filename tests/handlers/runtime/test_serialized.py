from __future__ import annotations

import inspect
from datetime import UTC, datetime

import pytest
from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    TelegramObject,
    User,
)
from telegram.request import RequestData

from handlers.runtime.serialized import NoPreview, PreparedEntity, PreparedKeyboard

ROWS = [
    [InlineKeyboardButton("Next", callback_data="tip:2")],
    [
        InlineKeyboardButton("Call", copy_text=CopyTextButton("0000")),
        InlineKeyboardButton("Source", url="https://example.org/"),
    ],
]


@pytest.mark.parametrize("recursive", [True, False])
def test_a_prepared_keyboard_is_the_same_keyboard(recursive: bool) -> None:
    plain = InlineKeyboardMarkup(ROWS)

    assert PreparedKeyboard(ROWS).to_dict(recursive) == plain.to_dict(recursive)
    assert PreparedKeyboard(ROWS).inline_keyboard == plain.inline_keyboard


@pytest.mark.parametrize("recursive", [True, False])
@pytest.mark.parametrize(
    "plain",
    [
        MessageEntity(MessageEntity.BOLD, 1, 2),
        MessageEntity(MessageEntity.TEXT_LINK, 1, 2, url="https://example.org/"),
        MessageEntity(MessageEntity.TEXT_MENTION, 1, 2, user=User(1, "Invented", False)),
        MessageEntity(MessageEntity.PRE, 1, 2, language="python"),
        MessageEntity(MessageEntity.CUSTOM_EMOJI, 1, 2, custom_emoji_id="1"),
        MessageEntity(
            MessageEntity.DATE_TIME,
            1,
            2,
            unix_time=datetime(2026, 11, 23, tzinfo=UTC),
            date_time_format="t",
        ),
        MessageEntity("a kind of tomorrow", 1, 2, api_kwargs={"a": 1}),
    ],
)
def test_a_prepared_entity_is_the_same_entity(plain: MessageEntity, recursive: bool) -> None:
    assert PreparedEntity(plain).to_dict(recursive) == plain.to_dict(recursive)


def test_every_part_of_an_entity_is_known() -> None:
    # A part that a later python-telegram-bot adds would be lost in the copy.
    known = "type offset length url user language custom_emoji_id unix_time date_time_format"
    parts = set(inspect.signature(MessageEntity).parameters)
    assert parts == {*known.split(), "api_kwargs"}


@pytest.mark.parametrize("recursive", [True, False])
def test_no_preview_says_so(recursive: bool) -> None:
    assert NoPreview().to_dict(recursive) == LinkPreviewOptions(is_disabled=True).to_dict(recursive)


@pytest.mark.parametrize("prepared", [PreparedKeyboard(ROWS), NoPreview()])
def test_what_is_prepared_goes_out_without_being_made_again(prepared: TelegramObject) -> None:
    # The one thing the saving rests on: requests ask an object for its wire form by ``to_dict``.
    from telegram.request._requestparameter import RequestParameter  # noqa: PLC0415

    parameter = RequestParameter.from_input("reply_markup", prepared)

    assert RequestData([parameter]).parameters == {"reply_markup": prepared.to_dict()}
