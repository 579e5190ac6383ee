"""The methods that repeat a message elsewhere: as a copy, or with where it comes from."""

from __future__ import annotations

from standin.bot_api.methods import access
from standin.bot_api.methods.sending import caption, post
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state import forwarding
from standin.state.messages import Message
from standin.state.state import State
from standin.wire import Wire


def _source(state: State, params: Params, missing: Why) -> Message:
    origin = access.reachable_chat(state, params, "from_chat_id")
    message = origin.messages.get(params.integer("message_id"))
    if message is None:
        raise Refusal(missing)
    return message


def copy_message(state: State, params: Params) -> Wire:
    source = _source(state, params, Why.COPY_NOT_FOUND)
    if source.is_service or source.protected:
        raise Refusal(Why.CANNOT_COPY)
    content = dict(source.content)
    if "caption" in params:
        content = {key: content[key] for key in content if not key.startswith("caption")}
        content |= caption(params)
    return {"message_id": post(state, params, content, preview=source.link_preview).id}


def forward_message(state: State, params: Params) -> Wire:
    source = _source(state, params, Why.FORWARD_NOT_FOUND)
    if source.is_service or source.protected:
        raise Refusal(Why.CANNOT_FORWARD)
    origin = forwarding.origin(state, source)
    content = dict(source.content)
    return state.wire(post(state, params, content, preview=source.link_preview, origin=origin))
