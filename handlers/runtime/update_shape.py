"""Tells an update that is made as the Bot API says from one that is not, before anybody reads it.

python-telegram-bot takes every value as it comes: a text that is a list, or a chat without a
number, would be an error in whatever handler meets it first. Named here is what this program and
the library's filters read; what a later Bot API adds is let through.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

# By the names that the Bot API gives to types and fields: "?" may be missing, "[]" is a list.
_SAID: Mapping[str, str] = {
    "message_id": "Integer",
    "date": "Integer",
    "chat": "Chat",
    "from": "User?",
    "sender_chat": "Chat?",
    "via_bot": "User?",
    "message_thread_id": "Integer?",
    "is_topic_message": "Boolean?",
    "is_automatic_forward": "Boolean?",
    "text": "String?",
    "caption": "String?",
    "entities": "MessageEntity[]?",
    "caption_entities": "MessageEntity[]?",
    "new_chat_members": "User[]?",
    "migrate_to_chat_id": "Integer?",
    "migrate_from_chat_id": "Integer?",
    "forum_topic_created": "ForumTopicCreated?",
    "forum_topic_edited": "ForumTopicEdited?",
    "chat_shared": "ChatShared?",
}
_TYPES: Mapping[str, Mapping[str, str]] = {
    "Update": {
        "update_id": "Integer",
        "message": "Message?",
        "edited_message": "Message?",
        "channel_post": "Message?",
        "edited_channel_post": "Message?",
        "business_message": "Message?",
        "edited_business_message": "Message?",
        "guest_message": "Message?",
        "callback_query": "CallbackQuery?",
        "inline_query": "InlineQuery?",
        "my_chat_member": "ChatMemberUpdated?",
    },
    # Of every other kind, also one of a later Bot API: whose turn it is goes by these.
    "Other": {"chat": "Chat?", "from": "User?", "user": "User?"},
    "User": {
        "id": "Integer",
        "is_bot": "Boolean",
        "first_name": "String",
        "username": "String?",
        "language_code": "String?",
    },
    "Chat": {
        "id": "Integer",
        "type": "String",
        "title": "Name?",
        "username": "String?",
        "is_forum": "Boolean?",
    },
    "Message": {**_SAID, "reply_to_message": "Reply?"},
    # Telegram goes no further: a reply comes without what it replies to itself.
    "Reply": _SAID,
    "MessageEntity": {"type": "String", "offset": "Integer", "length": "Integer"},
    "ForumTopicCreated": {"name": "Name"},
    "ForumTopicEdited": {"name": "Name?"},
    "ChatShared": {"request_id": "Integer", "chat_id": "Integer"},
    "CallbackQuery": {
        "id": "String",
        "from": "User",
        "message": "Message?",
        "data": "String?",
    },
    "InlineQuery": {"id": "String", "from": "User", "query": "String", "offset": "String"},
    "ChatMemberUpdated": {
        "chat": "Chat",
        "from": "User",
        "date": "Integer",
        "old_chat_member": "ChatMember",
        "new_chat_member": "ChatMember",
    },
    "ChatMember": {"user": "User", "status": "String"},
}
# Bot API, Chat.id: "at most 52 significant bits"; no other number that is read is larger.
_LARGEST = 1 << 53
# Of a chat or a topic; Telegram lets nobody write more than 128 characters.
_LONGEST_NAME = 255


class _Field(NamedTuple):
    name: str
    kind: str
    optional: bool
    many: bool


def _field(name: str, written: str) -> _Field:
    kind = written.removesuffix("?")
    return _Field(name, kind.removesuffix("[]"), written.endswith("?"), kind.endswith("[]"))


# Read once: every update is looked at.
_FIELDS = {
    kind: tuple(_field(name, written) for name, written in fields.items())
    for kind, fields in _TYPES.items()
}


def is_well_formed(update: Any) -> bool:
    """Whether every field that is read is of its type; it never raises."""
    return _fits(update, "Update") and all(
        _fits(content, "Other")
        for name, content in update.items()
        if name not in _TYPES["Update"] and isinstance(content, dict)
    )


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "Integer":
            return type(value) is int and -_LARGEST < value < _LARGEST
        case "Boolean":
            return isinstance(value, bool)
        case "String":
            return isinstance(value, str) and _is_text(value)
        case "Name":
            return _fits(value, "String") and len(value) <= _LONGEST_NAME
        case _:
            return isinstance(value, dict) and _has_its_fields(value, kind)


def _has_its_fields(value: Mapping[str, Any], kind: str) -> bool:
    for field in _FIELDS[kind]:
        inner = value.get(field.name)
        if inner is None:
            if not field.optional:
                return False
        elif not (_all_fit(inner, field.kind) if field.many else _fits(inner, field.kind)):
            return False
    return True


def _all_fit(values: Any, kind: str) -> bool:
    return isinstance(values, list) and all(_fits(each, kind) for each in values)


def _is_text(value: str) -> bool:
    """Half an emoji is none: it can be neither stored nor sent."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
