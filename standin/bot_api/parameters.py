"""A request's parameters, from query, form, multipart or JSON, read as Telegram reads them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from standin.bot_api.refusals import Refusal, Why
from standin.wire import Wire

MEGABYTE = 1024 * 1024
LONGEST_PARAMETERS = MEGABYTE
"""So much Telegram's own server takes of everything that is no file."""

LONGEST_FORM = LONGEST_PARAMETERS + 50 * MEGABYTE
"""A bot may upload files of up to 50 MB."""

MULTIPART = "multipart/form-data"
TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters by name; forms give text and JSON gives values, and both are understood."""

    values: Wire
    files: dict[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """The parameter as text; empty when it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """The parameter as a whole number; what is none counts as ``default``, as with Telegram."""
        value = self.values.get(name)
        try:
            return int(value) if value is not None else default
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in TRUE

    def structure(self, name: str, what: str = "") -> Any:
        """The parameter as JSON; None when it is missing or empty."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise Refusal(Why.BROKEN_JSON, what=what or name) from None

    def entities(self, name: str) -> list[Wire] | None:
        """A list of entities; anything else is refused."""
        found = self.structure(name, "entities")
        if found is None:
            return None
        if not isinstance(found, list) or not all(isinstance(entity, dict) for entity in found):
            raise Refusal(Why.ENTITIES_GIVEN_BROKEN, reason="expected an Array of Objects")
        return found


def longest_body(content_type: str) -> int:
    """How many bytes a request of this kind may have; only a form with parts brings files."""
    return LONGEST_FORM if _kind(content_type) == MULTIPART else LONGEST_PARAMETERS


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


async def read(query: bytes, content_type: str, body: bytes) -> Params:
    """Gathers the parameters of one request; a form that cannot be read counts as empty."""
    values: Wire = (
        dict(parse_qsl(query.decode(errors="replace"), keep_blank_values=True)) if query else {}
    )
    files: dict[str, Upload] = {}
    kind = _kind(content_type)
    if not body:
        pass
    elif kind == "application/x-www-form-urlencoded":
        form = body.decode(errors="surrogateescape")
        values.update(parse_qsl(form, keep_blank_values=True, errors="surrogateescape"))
    elif kind == "application/json":
        values.update(_json(body))
    elif kind == MULTIPART:
        await _multipart(content_type, body, values, files)
    return Params(values, files)


def _json(body: bytes) -> Wire:
    try:
        values = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refusal(Why.BROKEN_BODY) from None
    if not isinstance(values, dict):
        raise Refusal(Why.BROKEN_BODY)
    return {name: value for name, value in values.items() if value is not None}


async def _multipart(
    content_type: str, body: bytes, values: Wire, files: dict[str, Upload]
) -> None:
    # Read as Latin-1 every byte survives, and what is no UTF-8 can be refused as Telegram does.
    headers = Headers({"content-type": f"{content_type}; charset=latin-1"})
    parser = MultiPartParser(headers, _in_one_piece(body), max_part_size=LONGEST_FORM)
    try:
        form = await parser.parse()
    except MultiPartException:
        return
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files[_utf8(name)] = await _upload(value)
        else:
            values[_utf8(name)] = _utf8(value)
    await form.close()


async def _in_one_piece(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


async def _upload(file: UploadFile) -> Upload:
    media_type = (file.content_type or "application/octet-stream").partition(";")[0].strip()
    return Upload(_utf8(file.filename or ""), media_type, await file.read())


def _utf8(latin: str) -> str:
    return latin.encode("latin-1").decode(errors="surrogateescape")
