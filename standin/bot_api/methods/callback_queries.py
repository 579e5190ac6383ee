"""The answer to a press, within the time that Telegram gives."""

from __future__ import annotations

from standin.bot_api.markup import links
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.changes import ChangeKind
from standin.state.queries import ANSWERED_WITHIN, CallbackAnswer
from standin.state.state import State

LONGEST_ANSWER = 200


def answer_callback(state: State, params: Params) -> bool:
    callback = state.callbacks.get(params.text("callback_query_id"))
    now = state.clock.now().timestamp()
    if callback is None or callback.answered is not None or now - callback.at > ANSWERED_WITHIN:
        raise Refusal(Why.QUERY_TOO_OLD)
    text, url = params.text("text"), params.text("url")
    if len(text) > LONGEST_ANSWER:
        raise Refusal(Why.ANSWER_TOO_LONG)
    if url and links.checked(url) is None:
        raise Refusal(Why.ANSWER_URL_INVALID)
    callback.answered = CallbackAnswer(text, params.flag("show_alert"), url)
    state.tell(
        ChangeKind.CALLBACK_ANSWERED,
        callback.chat_id,
        callback.message_id,
        callback_id=callback.id,
        user_id=callback.person.id,
        text=text,
        show_alert=callback.answered.show_alert,
        url=url,
    )
    return True
