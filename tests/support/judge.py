"""An independent judge of the conversation with the Bot API: aiogram's models of methods and types.

They are written by other people from Telegram's own text, so that a name or a value that both the
bot and the stand-in get wrong is found all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import aiogram.methods
import orjson
from aiogram.client.default import Default
from aiogram.methods import Response, TelegramMethod
from aiogram.types import (
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from standin.bot_api.request_log import Exchange
from standin.wire import Wire

ANY = ConfigDict(arbitrary_types_allowed=True)
MISSING = object()
NEWER_RIGHTS = {"can_send_welcome_messages": False}
MARKUPS: dict[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}


def judge_log(log: Iterable[Exchange]) -> list[str]:
    """What is wrong with the recorded requests and answers, a line each; empty when all is well."""
    return sorted({finding for exchange in log for finding in judge(exchange)})


def judge(exchange: Exchange) -> Iterator[str]:
    """What is wrong with one exchange."""
    method = _methods().get(exchange.method.lower())
    if method is None:
        yield f"{exchange.method}: no such method"
        return
    yield from _request_findings(method, exchange)
    if exchange.answer is not None:
        yield from _answer_findings(method, exchange.answer)


@cache
def _methods() -> dict[str, type[TelegramMethod[Any]]]:
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        method.__api_method__.lower(): method
        for method in found
        if issubclass(method, TelegramMethod) and method is not TelegramMethod
    }


@cache
def _adapter(method: type[TelegramMethod[Any]], name: str) -> TypeAdapter[Any]:
    annotation: Any = method.model_fields[name].annotation
    return TypeAdapter(annotation, config=ANY)


@cache
def _answer_model(method: type[TelegramMethod[Any]]) -> type[BaseModel]:
    returned: Any = method.__returning__
    return Response[returned]


def _request_findings(method: type[TelegramMethod[Any]], exchange: Exchange) -> Iterator[str]:
    fields = method.model_fields
    for name in exchange.params:
        if name not in fields:
            yield f"{exchange.method}: no parameter is called {name!r}"
    for name, field in fields.items():
        if name in exchange.files:
            continue
        if name in exchange.params:
            yield from _value_findings(method, name, exchange.params[name])
        elif field.is_required():
            yield f"{exchange.method}: the parameter {name!r} is missing"


def _value_findings(method: type[TelegramMethod[Any]], name: str, raw: object) -> Iterator[str]:
    place = f"{method.__api_method__}.{name}"
    try:
        value = _validated(_adapter(method, name), raw, name)
    except ValidationError as error:
        yield f"{place}: {_reason(error)}"
        return
    if not isinstance(value, Default | InputFile):
        yield from (f"{place}{path}" for path in unknown_fields(value))


def _validated(adapter: TypeAdapter[Any], raw: object, name: str) -> Any:
    """A form carries everything as text, so that a structure may have to be read first."""
    decoded = _decoded(raw)
    structure = raw if decoded is MISSING else decoded
    if name == "reply_markup" and isinstance(structure, dict):
        return _markup_model(structure).model_validate(_up_to_date(structure))
    try:
        return adapter.validate_python(raw)
    except ValidationError:
        if decoded is MISSING:
            raise
        return adapter.validate_python(decoded)


def _markup_model(markup: Wire) -> type[BaseModel]:
    """Named by its key: the models of the others accept anything and would hide what is wrong."""
    return next((MARKUPS[key] for key in MARKUPS if key in markup), InlineKeyboardMarkup)


def _up_to_date(value: Any) -> Any:
    """Adds the rights that are newer than the bot's library; Telegram takes a missing one as no."""
    if isinstance(value, list):
        return [_up_to_date(item) for item in value]
    if not isinstance(value, dict):
        return value
    newer = NEWER_RIGHTS if "can_manage_chat" in value else {}
    return newer | {name: _up_to_date(item) for name, item in value.items()}


def _decoded(raw: object) -> object:
    if not isinstance(raw, str):
        return MISSING
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return MISSING


def _answer_findings(method: type[TelegramMethod[Any]], answer: Wire) -> Iterator[str]:
    place = f"the answer to {method.__api_method__}"
    try:
        parsed = _answer_model(method).model_validate_json(orjson.dumps(answer))
    except ValidationError as error:
        yield f"{place}: {_reason(error)}"
        return
    yield from (f"{place}{path}" for path in unknown_fields(parsed))


def unknown_fields(value: object, path: str = "") -> Iterator[str]:
    """Names that aiogram's models did not know, anywhere inside a parsed value."""
    if isinstance(value, BaseModel):
        yield from (f"{path}: no field is called {name!r}" for name in value.model_extra or {})
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from unknown_fields(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unknown_fields(item, f"{path}[]")


def _reason(error: ValidationError) -> str:
    """The complaint of the model that came nearest, where several were tried."""
    by_model: dict[str, list[str]] = {}
    for found in error.errors(include_url=False, include_input=False):
        steps = [str(step) for step in found["loc"]]
        model = next((step for step in steps if step[:1].isupper()), "")
        by_model.setdefault(model, []).append(
            ": ".join([*filter(None, [".".join(steps)]), found["msg"]])
        )
    return min(by_model.values(), key=len)[0]
