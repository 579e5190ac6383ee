"""What a person at the page can do, as checked JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Payload = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Name = Annotated[str, Field(min_length=1, max_length=128, pattern=r"\S")]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Placed(_Request):
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


class SendText(_Placed):
    kind: Literal["text"]
    text: str = Field(min_length=1, max_length=20_000)


class SendOdd(_Placed):
    """What people send to a bot that expects words."""

    kind: Literal["sticker", "photo", "document", "contact", "voice", "location"]


class SendForward(_Placed):
    """A forwarded message: one that stands in a chat, or a friend's when none is named."""

    kind: Literal["forward"]
    from_chat_id: int | None = None
    message_id: int | None = None


class SendEdit(_Request):
    kind: Literal["edit"]
    chat_id: int
    message_id: int
    text: str = Field(min_length=1, max_length=20_000)


class SendChat(_Placed):
    """The answer to a "choose a chat" button."""

    kind: Literal["chat_shared"]
    request_id: int
    shared_chat_id: int


Send = Annotated[
    SendText | SendOdd | SendForward | SendEdit | SendChat, Field(discriminator="kind")
]


class Press(_Request):
    chat_id: int
    message_id: int
    data: str = Field(min_length=1, max_length=64)


class Inline(_Request):
    chat_id: int
    query: str = Field(max_length=256)
    offset: str = Field(default="", max_length=64)


class InlineChoice(_Request):
    chat_id: int
    query_id: str
    result_id: str
    thread_id: int | None = None


class Start(_Request):
    payload: Payload | None = None


class MoveClock(_Request):
    """A day or a week on, or to one of the clock control's jumps, by its name."""

    move: str = Field(max_length=64)


class ChangeIdentity(_Request):
    chat_id: int
    identity: Literal["member", "admin", "limited_admin", "anonymous_admin"]


class CreateChat(_Request):
    action: Literal["create"]
    type: Literal["forum", "supergroup", "group", "channel"]
    title: Name


class AddBot(_Request):
    action: Literal["add_bot"]
    chat_id: int
    as_admin: bool = False
    payload: Payload | None = None


class ChangeChat(_Request):
    """Everything that needs no more than to know the chat."""

    action: Literal[
        "remove_bot",
        "promote_bot",
        "demote_bot",
        "restrict_bot",
        "member_joins",
        "member_leaves",
        "migrate",
        "topics_on",
        "topics_off",
        "block",
        "unblock",
    ]
    chat_id: int


class RenameChat(_Request):
    action: Literal["rename"]
    chat_id: int
    title: Name


class CreateTopic(_Request):
    action: Literal["create_topic"]
    chat_id: int
    name: Name


class ChangeTopic(_Request):
    action: Literal["close_topic", "reopen_topic", "delete_topic"]
    chat_id: int
    topic_id: int


Group = Annotated[
    CreateChat | AddBot | ChangeChat | RenameChat | CreateTopic | ChangeTopic,
    Field(discriminator="action"),
]
