"""Puts keyboards and marks into Telegram's form once: PTB does it anew for every message sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
)

Wire = dict[str, Any]


class PreparedKeyboard(InlineKeyboardMarkup):
    """A keyboard whose wire form is ready; treat what ``to_dict`` returns as read-only."""

    __slots__ = ("_wire",)

    def __init__(self, rows: Sequence[Sequence[InlineKeyboardButton]]) -> None:
        super().__init__(rows)
        self._wire = super().to_dict()

    def to_dict(self, recursive: bool = True) -> Wire:
        """The wire form, made when the keyboard was."""
        return self._wire if recursive else super().to_dict(recursive)


class PreparedEntity(MessageEntity):
    """A mark whose wire form is ready; treat what ``to_dict`` returns as read-only."""

    __slots__ = ("_wire",)

    def __init__(self, entity: MessageEntity) -> None:
        super().__init__(
            entity.type,
            entity.offset,
            entity.length,
            url=entity.url,
            user=entity.user,
            language=entity.language,
            custom_emoji_id=entity.custom_emoji_id,
            unix_time=entity.unix_time,
            date_time_format=entity.date_time_format,
            api_kwargs=dict(entity.api_kwargs),
        )
        self._wire = super().to_dict()

    def to_dict(self, recursive: bool = True) -> Wire:
        """The wire form, made when the mark was."""
        return self._wire if recursive else super().to_dict(recursive)


class PreparedArticle(InlineQueryResultArticle):
    """An inline result whose wire form is ready; treat what ``to_dict`` returns as read-only."""

    __slots__ = ("_wire",)

    def __init__(
        self,
        result_id: str,
        title: str,
        content: InputTextMessageContent,
        keyboard: InlineKeyboardMarkup | None,
        description: str,
    ) -> None:
        super().__init__(result_id, title, content, keyboard, description=description)
        self._wire = super().to_dict()

    def to_dict(self, recursive: bool = True) -> Wire:
        """The wire form, made when the result was."""
        return self._wire if recursive else super().to_dict(recursive)


class NoPreview(LinkPreviewOptions):
    """Shows no preview of any link in the text."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(is_disabled=True)

    def to_dict(self, recursive: bool = True) -> Wire:
        """The wire form, which never differs."""
        return {"is_disabled": True} if recursive else super().to_dict(recursive)
