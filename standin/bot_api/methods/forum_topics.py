"""The methods by which the bot makes, closes and deletes the topics of a forum."""

from __future__ import annotations

from standin.bot_api.methods import access
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state import forum_topics
from standin.state.chats import Chat, Topic
from standin.state.state import State
from standin.wire import Wire

ICON_COLOURS = frozenset({7322096, 16766590, 13338331, 9367192, 16749490, 16478047})
LONGEST_TOPIC = 128


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
    colour = params.integer("icon_color", forum_topics.BLUE)
    if colour not in ICON_COLOURS:
        raise Refusal(Why.TOPIC_COLOUR_INVALID)
    return forum_topics.create(state, chat, name, state.bot, colour).wire()


def close_topic(state: State, params: Params) -> bool:
    return _set_closed(state, params, closed=True)


def reopen_topic(state: State, params: Params) -> bool:
    return _set_closed(state, params, closed=False)


def _set_closed(state: State, params: Params, *, closed: bool) -> bool:
    chat = _forum(state, params)
    topic = _topic(state, params, chat)
    if topic.closed == closed:
        raise Refusal(Why.TOPIC_NOT_MODIFIED)
    forum_topics.set_closed(state, chat, topic, state.bot, closed=closed)
    return True


def delete_topic(state: State, params: Params) -> bool:
    chat = _forum(state, params)
    topic = _topic(state, params, chat)
    if not access.may(state, chat, "can_delete_messages"):
        raise Refusal(Why.NO_RIGHTS)
    forum_topics.delete(state, chat, topic)
    return True
