"""May the bot do this here? Every answer that Telegram gives before it looks at what was asked."""

from __future__ import annotations

from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why, migrated
from standin.state.accounts import Person
from standin.state.chat_kinds import ChatKind
from standin.state.chats import GENERAL, Chat, Topic
from standin.state.members import Status
from standin.state.messages import Message
from standin.state.state import State


def named_chat(state: State, params: Params, name: str = "chat_id") -> Chat:
    """The chat that the request names, whether or not the bot may write there."""
    given = params.text(name)
    if not given:
        raise Refusal(Why.CHAT_ID_EMPTY)
    if given.startswith("@"):
        found = state.id_of_username(given[1:])
        if found is None or found > 0:
            raise Refusal(Why.CHAT_NOT_FOUND)
        return state.chat(found)
    try:
        chat_id = int(given)
    except ValueError:
        raise Refusal(Why.CHAT_NOT_FOUND) from None
    return _chat_by_id(state, chat_id)


def _chat_by_id(state: State, chat_id: int) -> Chat:
    if chat_id > 0:
        person = state.accounts.get(chat_id)
        if person is None or not _has_met(state, person):
            raise Refusal(Why.CHAT_NOT_FOUND)
        return state.chat(chat_id)
    chat = state.chats.get(chat_id)
    if chat is None or (state.bot.id not in chat.members and not chat.username):
        raise Refusal(Why.CHAT_NOT_FOUND)
    return chat


def _has_met(state: State, person: Person) -> bool:
    chat = state.chats.get(person.id)
    if chat is not None and (chat.started or chat.blocked or person.is_bot):
        return True
    return any(
        person.id in group.members and state.bot.id in group.members
        for group in state.chats.values()
        if group.kind is not ChatKind.PRIVATE
    )


def reachable_chat(state: State, params: Params, name: str = "chat_id") -> Chat:
    """The chat that the request names, where the bot is present; refused otherwise."""
    chat = named_chat(state, params, name)
    check_present(state, chat)
    return chat


def check_present(state: State, chat: Chat) -> None:
    """Refuses a chat that the bot is not in, was put out of, or that moved."""
    if chat.kind is ChatKind.PRIVATE:
        return
    if chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    if chat.deleted:
        raise Refusal(Why.GROUP_DELETED)
    match state.bot_in(chat).status:
        case Status.KICKED:
            raise Refusal(Why.KICKED, chat=chat.noun)
        case Status.LEFT:
            raise Refusal(Why.NOT_A_MEMBER, chat=chat.noun)
        case _:
            return


def writable_chat(state: State, params: Params, what: str = "text messages") -> Chat:
    """The chat that the request names, where the bot may post; refused otherwise."""
    chat = reachable_chat(state, params)
    check_may_post(state, chat, what)
    return chat


def check_may_post(state: State, chat: Chat, what: str = "text messages") -> None:
    match chat.kind:
        case ChatKind.PRIVATE:
            _check_private(state, chat)
        case ChatKind.CHANNEL:
            if not state.bot_in(chat).has_right("can_post_messages"):
                raise Refusal(Why.NEED_ADMINISTRATOR)
        case ChatKind.GROUP | ChatKind.SUPERGROUP:
            if not _may_send(state, chat):
                raise Refusal(Why.NO_RIGHT_TO_SEND, what=what)


def _check_private(state: State, chat: Chat) -> None:
    if chat.id in state.deleted_accounts:
        raise Refusal(Why.DEACTIVATED)
    if chat.person is not None and chat.person.is_bot:
        raise Refusal(Why.CANNOT_MESSAGE_BOTS)
    if chat.blocked:
        raise Refusal(Why.BLOCKED)
    if not chat.started:
        raise Refusal(Why.CANNOT_INITIATE)


def _may_send(state: State, chat: Chat) -> bool:
    standing = state.bot_in(chat)
    if standing.in_charge:
        return True
    allowed = standing.permissions if standing.status is Status.RESTRICTED else chat.permissions
    return "can_send_messages" in allowed


def topic_to_post_in(
    state: State, chat: Chat, thread_id: int, replied: Message | None = None
) -> Topic | None:
    """The topic that the request names, or that of the message replied to; None is General.

    Refuses the ones that Telegram does not take.
    """
    if chat.kind is not ChatKind.SUPERGROUP and thread_id:
        raise Refusal(Why.THREAD_NOT_FOUND)
    if not chat.is_forum:
        return None
    if thread_id == GENERAL or (thread_id and thread_id not in chat.topics):
        raise Refusal(Why.THREAD_NOT_FOUND)
    if not thread_id and replied is not None and replied.in_topic:
        thread_id = replied.thread_id or 0
    topic = chat.topics.get(thread_id)
    _check_open(state, chat, topic)
    return topic


def _check_open(state: State, chat: Chat, topic: Topic | None) -> None:
    if topic is not None and topic.deleted:
        raise Refusal(Why.TOPIC_DELETED)
    closed = topic.closed if topic is not None else chat.general_closed
    if closed and not state.bot_in(chat).has_right("can_manage_topics"):
        raise Refusal(Why.TOPIC_CLOSED)


def may(state: State, chat: Chat, right: str) -> bool:
    """Whether the bot has an administrator's right here, or a member's permission so named."""
    standing = state.bot_in(chat)
    if chat.kind is ChatKind.PRIVATE or standing.has_right(right):
        return True
    if standing.in_charge or chat.kind is ChatKind.CHANNEL:
        return False
    allowed = standing.permissions if standing.status is Status.RESTRICTED else chat.permissions
    return right in allowed
