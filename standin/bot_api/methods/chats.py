"""The methods that tell of a chat and its members, and the one that leaves it."""

from __future__ import annotations

from standin.bot_api.methods import access
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.accounts import Person
from standin.state.bot_updates import announce, change_member
from standin.state.chat_kinds import PERMISSIONS, ChatKind
from standin.state.members import Member, Status
from standin.state.state import State
from standin.wire import Wire


def get_chat(state: State, params: Params) -> Wire:
    chat = access.named_chat(state, params)
    # A basic group can be looked at even from outside, and after it moved.
    if not chat.username and chat.kind is not ChatKind.GROUP:
        access.check_present(state, chat)
    full = chat.wire() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.kind in (ChatKind.GROUP, ChatKind.SUPERGROUP):
        full["permissions"] = {name: name in chat.permissions for name in PERMISSIONS}
    if chat.linked_channel is not None:
        full["linked_chat_id"] = chat.linked_channel
    if chat.username:
        full["active_usernames"] = [chat.username]
    newest = next((m for m in map(chat.messages.get, reversed(chat.pinned)) if m is not None), None)
    if newest is not None:
        full["pinned_message"] = state.wire(newest)
    return full


def _user(state: State, params: Params) -> Person:
    user_id = params.integer("user_id")
    if user_id <= 0:
        raise Refusal(Why.INVALID_USER_ID)
    person = state.accounts.get(user_id)
    if person is None:
        raise Refusal(Why.PARTICIPANT_INVALID)
    return person


def get_member(state: State, params: Params) -> Wire:
    chat = access.reachable_chat(state, params)
    person = _user(state, params)
    if chat.kind is ChatKind.PRIVATE:
        if person.id not in (chat.id, state.bot.id):
            raise Refusal(Why.USER_NOT_FOUND)
        return Member(person).wire(chat.kind)
    # Telegram promises other people's standing only to an administrator; here, only one gets it.
    hidden = chat.kind is not ChatKind.GROUP and not state.bot_in(chat).in_charge
    if hidden and person.id != state.bot.id:
        raise Refusal(Why.MEMBER_LIST_INACCESSIBLE)
    return chat.standing(person).wire(chat.kind)


def get_administrators(state: State, params: Params) -> list[Wire]:
    chat = access.reachable_chat(state, params)
    if chat.kind is ChatKind.PRIVATE:
        raise Refusal(Why.NO_ADMINISTRATORS_IN_PRIVATE)
    if chat.kind is ChatKind.CHANNEL and not state.bot_in(chat).in_charge:
        raise Refusal(Why.MEMBER_LIST_INACCESSIBLE)
    # Anonymous administrators are left out, as bots have reported.
    return [
        member.wire(chat.kind)
        for member in chat.members.values()
        if member.in_charge
        and not member.is_anonymous
        and (not member.person.is_bot or member.person.id == state.bot.id)
    ]


def count_members(state: State, params: Params) -> int:
    chat = access.reachable_chat(state, params)
    return 2 if chat.kind is ChatKind.PRIVATE else len(chat.present())


def leave(state: State, params: Params) -> bool:
    chat = access.reachable_chat(state, params)
    if chat.kind is ChatKind.PRIVATE:
        raise Refusal(Why.CANNOT_LEAVE_PRIVATE)
    if chat.kind is not ChatKind.CHANNEL:
        announce(state, chat, state.bot, {"left_chat_member": state.bot.wire()})
    change_member(state, chat, state.bot, Member(state.bot, Status.LEFT))
    return True
