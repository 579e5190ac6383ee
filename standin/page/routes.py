"""The doors of the page: its files, what it shows, and what a person does on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from standin.page import actions, events, view
from standin.page.clock_control import ClockControl, Jump
from standin.page.protection import HEADERS
from standin.page.requests import (
    ChangeIdentity,
    Group,
    Inline,
    InlineChoice,
    MoveClock,
    Press,
    Send,
    Start,
)
from standin.page.scene import Scene
from standin.people.possible import CannotDo
from standin.state.chat_kinds import ChatKind
from standin.wire import Wire
from standin.world import World

FILES = Path(__file__).parent / "static"
BOT_ANSWERS_WITHIN = timedelta(seconds=15)
LONGEST_BODY = 200_000
SPANS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}

T = TypeVar("T")


class Refused(Exception):
    """What the person asked cannot be done; one sentence says why."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        self.sentence = sentence
        super().__init__(sentence)


class _Files(StaticFiles):
    """The page's files, asked for anew each time: a newer version never meets an old one."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(HEADERS)
        return response


def page_routes(scene: Scene) -> list[BaseRoute]:
    """The routes of the page, for an application that has the Bot API's as well."""
    page = _Page(scene)
    posts: dict[str, Callable[[Request], Awaitable[Wire]]] = {
        "send": page.send,
        "press": page.press,
        "inline": page.inline,
        "inline/choose": page.choose_inline,
        "start": page.start,
        "identity": page.identity,
        "group": page.group,
    }
    if scene.clock is not None:
        posts["clock"] = partial(page.move_clock, scene.clock)
    return [
        Route("/", page.index, methods=["GET"]),
        Mount("/page/static", _Files(directory=FILES)),
        Route("/page/state", page.state, methods=["GET"]),
        Route("/page/events", page.events, methods=["GET"]),
        *(Route(f"/page/{path}", _answered(do), methods=["POST"]) for path, do in posts.items()),
    ]


def _answered(do: Callable[[Request], Awaitable[Wire]]) -> Callable[[Request], Awaitable[Response]]:
    """Turns what a person's action gives, or why it was refused, into JSON."""

    async def answer(request: Request) -> Response:
        try:
            return _json(await do(request))
        except Refused as refused:
            return _json({"error": refused.sentence}, refused.status)
        except CannotDo as why:
            return _json({"error": _sentence(str(why))}, 409)
        except ClientDisconnect:
            return Response()  # that nobody reads

    return answer


def _json(body: Wire, status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, HEADERS, "application/json")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."


async def _read(request: Request, model: TypeAdapter[T]) -> T:
    # A form of another site can post without being asked for leave, but not as JSON.
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "The page speaks JSON only.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise Refused(413, "That is more than a message can hold.")
    try:
        return model.validate_json(bytes(body))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "The request"
        raise Refused(422, f"{place}: {_sentence(first['msg'])}") from error


def _jump(clock: ClockControl, name: str) -> Jump:
    for jump in clock.jumps:
        if jump.name == name:
            return jump
    raise Refused(422, "The clock cannot be moved there.")


SEND: TypeAdapter[Send] = TypeAdapter(Send)
GROUP: TypeAdapter[Group] = TypeAdapter(Group)
PRESS = TypeAdapter(Press)
INLINE = TypeAdapter(Inline)
INLINE_CHOICE = TypeAdapter(InlineChoice)
START = TypeAdapter(Start)
MOVE_CLOCK = TypeAdapter(MoveClock)
IDENTITY = TypeAdapter(ChangeIdentity)


@dataclass(frozen=True)
class _Page:
    scene: Scene

    @property
    def world(self) -> World:
        return self.scene.world

    async def index(self, _: Request) -> Response:
        return FileResponse(FILES / "index.html", headers=HEADERS)

    async def state(self, _: Request) -> Response:
        return _json(view.state(self.scene))

    async def events(self, _: Request) -> Response:
        return EventSourceResponse(self._lines(), headers=HEADERS)

    async def _lines(self) -> AsyncIterator[ServerSentEvent]:
        async for event in events.events(self.scene):
            yield ServerSentEvent(orjson.dumps(event).decode(), event="page")

    async def send(self, request: Request) -> Wire:
        message = actions.send(self.scene, await _read(request, SEND))
        return {"message_id": message.id}

    async def press(self, request: Request) -> Wire:
        pressed = await _read(request, PRESS)
        chat = self.scene.here(pressed.chat_id)
        if pressed.message_id not in chat.messages:
            raise CannotDo("the message is no longer there")
        query = self.world.buttons.press_data(
            chat, pressed.message_id, self.scene.person, pressed.data
        )
        try:
            answer = await self.world.buttons.answer_to(query, BOT_ANSWERS_WITHIN.total_seconds())
        except TimeoutError:
            raise Refused(504, "The bot did not answer this button.") from None
        return {"text": answer.text, "show_alert": answer.show_alert, "url": answer.url}

    async def inline(self, request: Request) -> Wire:
        asked = await _read(request, INLINE)
        kind = self.scene.here(asked.chat_id).kind
        chat_type = "sender" if kind is ChatKind.PRIVATE else kind.value
        query = self.world.inline.ask(self.scene.person, asked.query, chat_type, asked.offset)
        try:
            answer = await self.world.inline.answer_to(query, BOT_ANSWERS_WITHIN.total_seconds())
        except TimeoutError:
            raise Refused(504, "The bot did not answer.") from None
        return {
            "query_id": query,
            "results": answer.results,
            "next_offset": answer.next_offset,
            "button": answer.button,
        }

    async def choose_inline(self, request: Request) -> Wire:
        choice = await _read(request, INLINE_CHOICE)
        chat = self.scene.here(choice.chat_id)
        asked = self.world.state.inline_queries.get(choice.query_id)
        offered = asked.answered.results if asked and asked.answered else []
        if not any(result["id"] == choice.result_id for result in offered):
            raise CannotDo("the bot no longer offers this")
        message = self.world.inline.choose(choice.query_id, choice.result_id, chat)
        return {"message_id": message.id}

    async def start(self, request: Request) -> Wire:
        payload = (await _read(request, START)).payload
        message = self.world.deep_links.start(self.scene.person, payload or "")
        return {"chat_id": message.chat_id, "message_id": message.id}

    async def move_clock(self, clock: ClockControl, request: Request) -> Wire:
        move = (await _read(request, MOVE_CLOCK)).move
        heard = self._heard()
        due_at = None
        if move in SPANS:
            await clock.advance(SPANS[move])
        else:
            due_at = await _jump(clock, move).leap()
        return {
            "now": self.world.state.clock.now().isoformat(),
            "due_at": due_at.isoformat() if due_at else None,
            "arrived": len(self._heard() - heard),
        }

    def _heard(self) -> set[tuple[int, int]]:
        """What the bot has said in the person's chats."""
        said_by_bot = self.world.history.said_by_bot
        chats = self.world.people.chats_of(self.scene.person)
        return {(chat.id, message.id) for chat in chats for message in said_by_bot(chat)}

    async def identity(self, request: Request) -> Wire:
        actions.change_identity(self.scene, await _read(request, IDENTITY))
        return {}

    async def group(self, request: Request) -> Wire:
        return {"chat_id": actions.change_group(self.scene, await _read(request, GROUP)).id}
