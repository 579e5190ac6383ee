"""Replies -> JSON as the Bot API takes it, made once for each reply that is shown to many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from orjson import Fragment

from bot.actions.deep_links import payload_of
from bot.actions.registry import encode
from bot.content.rich_text import Entity
from bot.replies.inline import Result
from bot.replies.reply import Button, Lasting, Reply
from handlers.links import Links
from handlers.runtime.request import to_json

Json: TypeAlias = dict[str, Any]
Message: TypeAlias = Mapping[str, Fragment]

# A preview of somebody's page under a text about one's illness would be read over a shoulder.
NO_PREVIEW = Fragment(to_json({"is_disabled": True}))


class ReplySerializer:
    """Writes replies as Telegram reads them; what is made of a lasting one is kept while it lives.

    It is kept by the reply's own mark: comparing replies would mean to compare whole texts, and
    what an editor has replaced goes by itself.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._messages: WeakKeyDictionary[Lasting, Message] = WeakKeyDictionary()
        self._articles: WeakKeyDictionary[Lasting, Fragment] = WeakKeyDictionary()

    def message(self, reply: Reply) -> Message:
        """The fields of sendMessage and editMessageText that a reply fills."""
        if reply.lasting is None:
            return self._new_message(reply)
        kept = self._messages.get(reply.lasting)
        if kept is None:
            kept = self._messages[reply.lasting] = self._new_message(reply)
        return kept

    def with_keyboard(self, reply: Reply, keyboard: Json) -> Message:
        """As ``message``, with a keyboard under the text field instead of the reply's buttons."""
        return {**self._body("text", reply), "reply_markup": _fragment(keyboard)}

    def article(self, result: Result) -> Fragment:
        """One result of an inline query."""
        lasting = result.message.lasting
        if lasting is None:
            return self._new_article(result)
        kept = self._articles.get(lasting)
        if kept is None:
            kept = self._articles[lasting] = self._new_article(result)
        return kept

    def _new_message(self, reply: Reply) -> Message:
        return {**self._body("text", reply), **self._markup(reply)}

    def _new_article(self, result: Result) -> Fragment:
        return _fragment(
            {
                "type": "article",
                "id": result.id,
                "title": result.title,
                "description": result.description,
                "input_message_content": self._body("message_text", result.message),
                **self._markup(result.message),
            }
        )

    def _body(self, name_of_text: str, reply: Reply) -> dict[str, Fragment]:
        body = {name_of_text: _fragment(reply.text.text), "link_preview_options": NO_PREVIEW}
        if reply.text.entities:
            body["entities"] = _fragment([self._entity(each) for each in reply.text.entities])
        return body

    def _markup(self, reply: Reply) -> dict[str, Fragment]:
        rows = [[self._button(button) for button in row] for row in reply.rows]
        return {"reply_markup": _fragment({"inline_keyboard": rows})} if rows else {}

    def _entity(self, entity: Entity) -> Json:
        wire: Json = {"type": entity.type, "offset": entity.offset, "length": entity.length}
        if entity.url is not None:
            # The id of an item, such as "term/biomarker", leads to our own private chat.
            is_address = "://" in entity.url
            wire["url"] = entity.url if is_address else self._links.private(payload_of(entity.url))
        return wire

    def _button(self, button: Button) -> Json:
        if button.action is not None:
            data = encode(button.action, as_new=button.as_new_message)
            return {"text": button.label, "callback_data": data}
        if button.copy is not None:
            return {"text": button.label, "copy_text": {"text": button.copy}}
        return {"text": button.label, "url": self._address(button)}

    def _address(self, button: Button) -> str | None:
        if button.start is not None:
            return self._links.private(button.start)
        if button.add_to_group is not None:
            return self._links.to_add_to_group(button.add_to_group)
        if button.share is not None:
            return self._links.to_share(button.share)
        return button.url


def _fragment(value: Any) -> Fragment:
    return Fragment(to_json(value))
