"""The method by which the bot reacts to a message with an emoji."""

from __future__ import annotations

from standin.bot_api.methods import access
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.changes import ChangeKind
from standin.state.state import State


def set_reaction(state: State, params: Params) -> bool:
    chat = access.reachable_chat(state, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise Refusal(Why.REACT_NOT_FOUND)
    reactions = params.structure("reaction", "reaction types") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise Refusal(Why.REACTIONS_TOO_MANY)
    if any(reaction.get("type") != "emoji" or not reaction.get("emoji") for reaction in reactions):
        raise Refusal(Why.REACTION_INVALID)
    chat.reactions[message.id] = reactions
    state.tell(ChangeKind.REACTION, chat.id, message.id)
    return True
