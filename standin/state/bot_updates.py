"""What of the world is shown to the bot, as updates: privacy mode keeps most of a group from it."""

from __future__ import annotations

from typing import Unpack

from standin.state.accounts import Person
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.members import Member
from standin.state.messages import Details, Message
from standin.state.state import State
from standin.text.utf16 import piece
from standin.wire import Wire


def bot_hears(state: State, message: Message) -> bool:
    """Whether Telegram shows this message to the bot."""
    chat = state.chat(message.chat_id)
    if message.author_id == state.bot.id:
        return False
    if chat.kind is ChatKind.PRIVATE:
        return True
    standing = state.bot_in(chat)
    if not standing.present:
        return False
    if chat.kind is ChatKind.CHANNEL:
        return standing.in_charge
    if message.sender is not None and message.sender.is_bot and message.sender_chat_id is None:
        return message.is_service
    if not state.privacy_mode or standing.in_charge or message.is_service:
        return True
    return _is_for_bot(state, chat, message)


def _is_for_bot(state: State, chat: Chat, message: Message) -> bool:
    if message.via_bot is not None and message.via_bot.id == state.bot.id:
        return True
    replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
    if replied is not None and replied.author_id == state.bot.id:
        return True
    if _names(message, state.bot.username):
        return True
    command = next((e for e in message.entities if e["type"] == "bot_command"), None)
    if command is None or command["offset"] != 0:
        return False
    name = message.text[: command["length"]]
    if "@" in name:
        return name.partition("@")[2].lower() == state.bot.username.lower()
    # A bare command goes to the bot that spoke last; where none did, to the only one.
    return chat.last_bot_to_post in (None, state.bot.id)


def _names(message: Message, username: str) -> bool:
    """@BotFather on /setprivacy: the bot gets messages that "mention the bot by username", too."""
    mentions = (e for e in message.entities if e["type"] == "mention")
    named = (piece(message.text, e["offset"], e["length"]) for e in mentions)
    return any(name.casefold() == f"@{username}".casefold() for name in named)


def tell_bot(state: State, message: Message, *, edited: bool = False) -> None:
    """Queues the update for a message if the bot may see it."""
    if not bot_hears(state, message):
        return
    kind = "channel_post" if state.chat(message.chat_id).kind is ChatKind.CHANNEL else "message"
    state.updates.put(f"edited_{kind}" if edited else kind, state.wire(message))


def announce(
    state: State, chat: Chat, by: Person, content: Wire, **details: Unpack[Details]
) -> Message:
    """A service message, told to the bot unless it is the bot's own doing."""
    said: Details = {"sender": by, "author_id": by.id, **details}
    message = state.post(chat, content, **said)
    tell_bot(state, message)
    return message


def change_member(state: State, chat: Chat, by: Person, member: Member) -> Member:
    """Replaces a membership, tells the bot where it may know, and returns it as it was."""
    before = chat.put(member)
    tell_membership(state, chat, by, before, member)
    return before


def tell_membership(state: State, chat: Chat, by: Person, before: Member, after: Member) -> None:
    """Queues the update for a membership: the bot's own, and others' when it is an admin."""
    if before == after:
        return
    own = after.person.id == state.bot.id
    if not own and not state.bot_in(chat).in_charge:
        return
    content: Wire = {
        "chat": chat.wire(),
        "from": by.wire(),
        "date": state.now(),
        "old_chat_member": before.wire(chat.kind),
        "new_chat_member": after.wire(chat.kind),
    }
    state.updates.put("my_chat_member" if own else "chat_member", content)
    state.tell(ChangeKind.MEMBERS, chat.id)
