"""The methods that tell of chats and members, and those that change topics or leave."""

from __future__ import annotations

from standin import access
from standin.changes import ChangeKind
from standin.chats import PERMISSIONS, Chat, ChatKind, Member, Status, Topic
from standin.parameters import Params
from standin.people import Person, Wire
from standin.refusals import Refusal, Why
from standin.state import State

ICON_COLOURS = frozenset({7322096, 16766590, 13338331, 9367192, 16749490, 16478047})
LONGEST_TOPIC = 128


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
    person = state.people.get(user_id)
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
    before, after = chat.set_standing(state.bot, Status.LEFT)
    if chat.kind is not ChatKind.CHANNEL:
        state.post(
            chat,
            {"left_chat_member": state.bot.wire()},
            sender=state.bot,
            author_id=state.bot.id,
        )
    state.tell_standing(chat, state.bot, before, after)
    return True


def _forum(state: State, params: Params) -> Chat:
    chat = access.reachable_chat(state, params)
    if not chat.is_forum:
        raise Refusal(Why.NOT_A_FORUM)
    return chat


def _topic(state: State, params: Params, chat: Chat) -> Topic:
    topic = chat.topics.get(params.integer("message_thread_id"))
    if topic is None:
        raise Refusal(Why.THREAD_NOT_FOUND)
    if not access.may(state, chat, "can_manage_topics"):
        raise Refusal(Why.NO_RIGHTS)
    return topic


def create_topic(state: State, params: Params) -> Wire:
    chat = _forum(state, params)
    if not access.may(state, chat, "can_manage_topics"):
        raise Refusal(Why.NO_RIGHT_TO_CREATE_TOPIC)
    name = params.text("name").strip()
    if not 0 < len(name) <= LONGEST_TOPIC:
        raise Refusal(Why.TOPIC_NAME_EMPTY)
    colour = params.integer("icon_color", 7322096)
    if colour not in ICON_COLOURS:
        raise Refusal(Why.TOPIC_COLOUR_INVALID)
    topic = Topic(chat.next_message_id, name, colour)
    chat.topics[topic.id] = topic
    state.post(
        chat,
        {"forum_topic_created": {"name": name, "icon_color": colour}},
        sender=state.bot,
        author_id=state.bot.id,
        thread_id=topic.id,
        in_topic=True,
    )
    state.tell(ChangeKind.TOPICS, chat.id)
    return topic.wire()


def close_topic(state: State, params: Params) -> bool:
    return _set_closed(state, params, closed=True)


def reopen_topic(state: State, params: Params) -> bool:
    return _set_closed(state, params, closed=False)


def _set_closed(state: State, params: Params, *, closed: bool) -> bool:
    chat = _forum(state, params)
    topic = _topic(state, params, chat)
    if topic.closed == closed:
        raise Refusal(Why.TOPIC_NOT_MODIFIED)
    topic.closed = closed
    state.post(
        chat,
        {"forum_topic_closed" if closed else "forum_topic_reopened": {}},
        sender=state.bot,
        author_id=state.bot.id,
        thread_id=topic.id,
        in_topic=True,
    )
    state.tell(ChangeKind.TOPICS, chat.id)
    return True


def delete_topic(state: State, params: Params) -> bool:
    chat = _forum(state, params)
    topic = _topic(state, params, chat)
    if not access.may(state, chat, "can_delete_messages"):
        raise Refusal(Why.NO_RIGHTS)
    gone = [m.id for m in chat.messages.values() if m.in_topic and m.thread_id == topic.id]
    state.remove_messages(chat, gone)
    del chat.topics[topic.id]
    state.tell(ChangeKind.TOPICS, chat.id)
    return True
