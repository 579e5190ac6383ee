"""The methods that answer a press or an inline query, within the time that Telegram gives."""

from __future__ import annotations

from typing import Any

from standin import formatting, keyboards, links
from standin.changes import ChangeKind
from standin.parameters import Params
from standin.people import Wire
from standin.refusals import Refusal, Why
from standin.state import CALLBACK_SECONDS, CallbackAnswer, InlineAnswer, State

LONGEST_ANSWER = 200
MOST_RESULTS = 50
LONGEST_RESULT_ID = 64
LONGEST_OFFSET = 64
PAYLOAD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
RESULT_TYPES = frozenset(
    {
        "article",
        "photo",
        "gif",
        "mpeg4_gif",
        "video",
        "audio",
        "voice",
        "document",
        "location",
        "venue",
        "contact",
        "game",
        "sticker",
    }
)


def answer_callback(state: State, params: Params) -> bool:
    callback = state.callbacks.get(params.text("callback_query_id"))
    now = state.clock.now().timestamp()
    if callback is None or callback.answered is not None or now - callback.at > CALLBACK_SECONDS:
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


def answer_inline(state: State, params: Params) -> bool:
    query = state.inline_queries.get(params.text("inline_query_id"))
    now = state.clock.now().timestamp()
    if query is None or query.answered is not None or now - query.at > CALLBACK_SECONDS:
        raise Refusal(Why.QUERY_TOO_OLD)
    results = params.structure("results", "inline query results") or []
    if not isinstance(results, list):
        raise Refusal(Why.RESULT_BROKEN, reason="expected an Array of inline query results")
    if len(results) > MOST_RESULTS:
        raise Refusal(Why.RESULTS_TOO_MANY)
    seen: set[str] = set()
    for result in results:
        _check_result(result, seen)
    next_offset = params.text("next_offset")
    if len(next_offset.encode()) > LONGEST_OFFSET:
        raise Refusal(Why.NEXT_OFFSET_INVALID)
    query.answered = InlineAnswer(
        results,
        params.integer("cache_time", 300),
        params.flag("is_personal"),
        next_offset,
        _check_button(params.structure("button", "inline query results button")),
    )
    state.tell(ChangeKind.INLINE_ANSWERED, query_id=query.id, user_id=query.person.id)
    return True


def _check_result(result: Any, seen: set[str]) -> None:
    if not isinstance(result, dict):
        raise Refusal(Why.RESULT_BROKEN, reason="inline query result must be an object")
    kind = result.get("type")
    if kind not in RESULT_TYPES:
        raise Refusal(
            Why.RESULT_BROKEN, reason=f'type "{kind}" is unsupported for the inline query result'
        )
    result_id = str(result.get("id", ""))
    if not 0 < len(result_id.encode()) <= LONGEST_RESULT_ID:
        raise Refusal(Why.RESULT_ID_INVALID)
    if result_id in seen:
        raise Refusal(Why.RESULT_ID_DUPLICATE)
    seen.add(result_id)
    content = result.get("input_message_content")
    if kind == "article":
        if not result.get("title"):
            raise Refusal(Why.RESULT_BROKEN, reason='Can\'t find field "title"')
        if not isinstance(content, dict):
            raise Refusal(Why.RESULT_BROKEN, reason='Can\'t find field "input_message_content"')
    if isinstance(content, dict) and "message_text" in content:
        formatting.message_text(
            content["message_text"], content.get("parse_mode") or "", content.get("entities")
        )
    if result.get("reply_markup"):
        keyboards.inline(result["reply_markup"])


def _check_button(button: Any) -> Wire | None:
    if not isinstance(button, dict):
        return None
    payload = button.get("start_parameter")
    if not button.get("text"):
        raise Refusal(Why.RESULT_BROKEN, reason="button text must be non-empty")
    if payload is not None and not (0 < len(payload) <= 64 and PAYLOAD.issuperset(payload)):
        raise Refusal(Why.START_PARAM_INVALID)
    return button
