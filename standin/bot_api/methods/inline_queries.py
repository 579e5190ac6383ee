"""The answer to an inline query, within the time that Telegram gives."""

from __future__ import annotations

from typing import Any

from standin.bot_api.markup import formatting, keyboards
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.changes import ChangeKind
from standin.state.queries import ANSWERED_WITHIN, InlineAnswer, InlineQuery
from standin.state.state import State
from standin.wire import Wire

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


def answer_inline(state: State, params: Params) -> bool:
    query = _waiting(state, params.text("inline_query_id"))
    results = _results(params)
    query.answered = InlineAnswer(
        results,
        params.integer("cache_time", 300),
        params.flag("is_personal"),
        _next_offset(params),
        _button(params.structure("button", "inline query results button")),
        {result["id"]: _text(result) for result in results},
    )
    state.tell(ChangeKind.INLINE_ANSWERED, query_id=query.id, user_id=query.person.id)
    return True


def _waiting(state: State, query_id: str) -> InlineQuery:
    query = state.inline_queries.get(query_id)
    now = state.clock.now().timestamp()
    if query is None or query.answered is not None or now - query.at > ANSWERED_WITHIN:
        raise Refusal(Why.QUERY_TOO_OLD)
    return query


def _results(params: Params) -> list[Wire]:
    results = params.structure("results", "inline query results") or []
    if not isinstance(results, list):
        raise _broken("expected an Array of inline query results")
    if len(results) > MOST_RESULTS:
        raise Refusal(Why.RESULTS_TOO_MANY)
    seen: set[str] = set()
    for result in results:
        _check_result(result)
        if result["id"] in seen:
            raise Refusal(Why.RESULT_ID_DUPLICATE)
        seen.add(result["id"])
    return results


def _check_result(result: Any) -> None:
    if not isinstance(result, dict):
        raise _broken("inline query result must be an object")
    kind = result.get("type")
    if kind not in RESULT_TYPES:
        raise _broken(f'type "{kind}" is unsupported for the inline query result')
    result_id = result.get("id")
    if not isinstance(result_id, str) or not 0 < len(result_id.encode()) <= LONGEST_RESULT_ID:
        raise Refusal(Why.RESULT_ID_INVALID)
    if kind == "article" and not result.get("title"):
        raise _broken('Can\'t find field "title"')
    if kind == "article" and not isinstance(result.get("input_message_content"), dict):
        raise _broken('Can\'t find field "input_message_content"')
    if result.get("reply_markup"):
        keyboards.inline(result["reply_markup"])


def _text(result: Wire) -> Wire:
    """What the result becomes when it is sent; what has no text of its own shows its title."""
    content = result.get("input_message_content")
    if isinstance(content, dict) and "message_text" in content:
        text, entities = formatting.message_text(
            content["message_text"], content.get("parse_mode") or "", content.get("entities")
        )
        return {"text": text} | ({"entities": entities} if entities else {})
    return {"text": result.get("title") or result.get("caption") or "?"}


def _next_offset(params: Params) -> str:
    offset = params.text("next_offset")
    if len(offset.encode()) > LONGEST_OFFSET:
        raise Refusal(Why.NEXT_OFFSET_INVALID)
    return offset


def _broken(reason: str) -> Refusal:
    return Refusal(Why.RESULT_BROKEN, reason=reason)


def _button(button: Any) -> Wire | None:
    if not isinstance(button, dict):
        return None
    payload = button.get("start_parameter")
    if not button.get("text"):
        raise _broken("button text must be non-empty")
    if payload is not None and not (0 < len(payload) <= 64 and PAYLOAD.issuperset(payload)):
        raise Refusal(Why.START_PARAM_INVALID)
    return button
