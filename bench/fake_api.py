"""A fast, small imitation of the Bot API, so that a bench measures the bot and not its stand-in.

It answers what the benches need, enforces Telegram's sending limits as strict sliding windows when
told to, and keeps count. It judges nothing else: that is the preview's work.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import parse_qsl

import orjson
import uvloop

TOKEN = "1000001:INVENTED-token-for-the-benches-only"
BOT = {"id": 1000001, "is_bot": True, "first_name": "Bench", "username": "InventedBenchBot"}
DATE = 1_790_000_000
BUTTONS = {
    "inline_keyboard": [[{"text": f"Question {n}", "callback_data": f"faq:{n}"}] for n in range(6)]
}
WORDS = "Ask your own care team what this means for you. "
TEXT = (WORDS * 17)[:800]
ENTITIES = [{"type": "bold", "offset": at, "length": 10} for at in range(0, 800, 100)]
WRITTEN = {"text": TEXT, "entities": ENTITIES, "reply_markup": BUTTONS}
ECHO = orjson.dumps(WRITTEN)[1:]
DONE = b'{"ok":true,"result":true}'
FIRST_PERSON = 1_000
FIRST_ASKER = 5_000_000

# None breaks the connection instead of answering.
Answer = tuple[int, bytes] | None


class SlidingLimit:
    """Refuses a send that would be one too many in any stretch of the given length."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self.sent: deque[float] = deque()

    def wait(self, now: float) -> float:
        while self.sent and self.sent[0] <= now - self.seconds:
            self.sent.popleft()
        return self.sent[0] + self.seconds - now if len(self.sent) >= self.most else 0.0


class FakeApi:
    """One bot's world: updates that wait for it, and what it sent."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.updates: deque[dict[str, Any]] = deque()
        self.arrived = asyncio.Event()
        self.next_update = 1
        self.next_message = 1
        self.next_asker = FIRST_ASKER
        self.first_poll_at = 0.0
        self.asking: asyncio.TimerHandle | None = None
        self.last_sent: dict[str, Any] = {}
        self.reset({})

    def reset(self, wishes: dict[str, Any]) -> None:
        """Forgets all counts; takes the latency, and whether the limits hold."""
        self.latency: float = wishes.get("latency", 0.0)
        self.enforced: bool = wishes.get("enforced", False)
        self.overall = SlidingLimit(wishes.get("per_second", 30), 1.0)
        self.chats: dict[int, SlidingLimit] = {}
        self.sends = self.refused = self.out_of_order = 0
        self.edits = self.acknowledged = 0
        self.first_at = self.last_at = 0.0
        self.tips = self.sends_by_first_tip = self.sends_by_last_tip = 0
        self.first_tip_at = self.last_tip_at = 0.0
        self.asked: dict[int, float] = {}
        self.waits: list[float] = []
        self.reached: defaultdict[int, int] = defaultdict(int)
        self.edited: defaultdict[int, int] = defaultdict(int)
        self.first_person = FIRST_PERSON
        self.expected: dict[str, int] = {}

    # What the bench tells it

    def control(self, name: str, wishes: dict[str, Any]) -> dict[str, Any]:
        commands: dict[str, Callable[[dict[str, Any]], None]] = {
            "reset": self.reset,
            "load": self.load,
            "ask": self.start_asking,
            "say": lambda wish: self.person_writes(wish["chat"], wish["text"]),
            "press": lambda wish: self.person_presses(wish["chat"], wish["data"]),
        }
        if name == "last":
            return self.last_sent
        if name in commands:
            commands[name](wishes)
        return self.report()

    def load(self, wishes: dict[str, Any]) -> None:
        """Puts all updates into the queue at once: ``each`` messages from each of ``people``.

        The people are always the same, or those from the ``first`` one on. Everybody goes through
        the ``commands`` in turn, each person from another one on; or, where the ``presses`` are
        given, presses the buttons with these data instead. Where the ``answers`` to them are given,
        whatever arrives in a chat out of turn is counted.
        """
        presses = wishes.get("presses")
        acts = presses or wishes.get("commands", ["/faq"])
        act = self.person_presses if presses else self.person_writes
        self.first_person = wishes.get("first", FIRST_PERSON)
        self.expected = {text: n for n, text in enumerate(wishes.get("answers", ()))}
        self.first_at = self.loop.time()
        for number in range(wishes["each"]):
            for person in range(wishes["people"]):
                act(self.first_person + person, acts[(person + number) % len(acts)])

    def start_asking(self, wishes: dict[str, Any]) -> None:
        """From now on ``rate`` people a second ask, each a different one; 0 stops it."""
        if self.asking is not None:
            self.asking.cancel()
            self.asking = None
        if wishes["rate"]:
            self.ask(1 / wishes["rate"], wishes.get("text", "/faq"), self.next_asker)

    def ask(self, gap: float, text: str, person: int) -> None:
        self.asked[person] = self.loop.time()
        self.next_asker = person + 1
        self.person_writes(person, text)
        self.asking = self.loop.call_later(gap, self.ask, gap, text, person + 1)

    def person_writes(self, person: int, text: str) -> None:
        name = {"id": person, "first_name": "Invented"}
        length = len(text.split(maxsplit=1)[0])
        message = {
            "message_id": self.next_update,
            "date": DATE,
            "chat": {**name, "type": "private"},
            "from": {**name, "is_bot": False, "language_code": "en"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": length}],
        }
        self.bring("message", message)

    def person_presses(self, person: int, data: str) -> None:
        """The button stands below a long message that the bot sent earlier, as a page of ours."""
        name = {"id": person, "first_name": "Invented"}
        message = {
            "message_id": self.next_update,
            "from": BOT,
            "chat": {**name, "type": "private"},
            "date": DATE,
            **WRITTEN,
        }
        query = {
            "id": str(self.next_update),
            "from": {**name, "is_bot": False, "language_code": "en"},
            "message": message,
            "chat_instance": str(person),
            "data": data,
        }
        self.bring("callback_query", query)

    def bring(self, kind: str, content: dict[str, Any]) -> None:
        self.updates.append({"update_id": self.next_update, kind: content})
        self.next_update += 1
        self.arrived.set()

    def report(self) -> dict[str, Any]:
        return {
            "first_poll_at": self.first_poll_at,
            "sends": self.sends,
            "edits": self.edits,
            "acknowledged": self.acknowledged,
            "refused": self.refused,
            "out_of_order": self.out_of_order,
            "seconds": self.last_at - self.first_at,
            "waiting": len(self.updates),
            "now": self.loop.time(),
            "waits": self.waits,
            "tips": self.tips,
            "tip_seconds": self.last_tip_at - self.first_tip_at,
            "sends_by_last_tip": self.sends_by_last_tip - self.sends_by_first_tip,
            "most_to_one": max(self.reached.values(), default=0),
            "reached": sum(chat < FIRST_ASKER for chat in self.reached),
        }

    # What the bot asks of it

    async def answer(self, method: str, body: bytes, is_json: bool) -> Answer:
        match method:
            case "getUpdates":
                return 200, await self.get_updates(_fields(body, is_json))
            case "getMe":
                return 200, orjson.dumps({"ok": True, "result": BOT})
            case "sendMessage":
                answer = self.send_message(_fields(body, is_json))
            case "editMessageText":
                answer = self.edit_message(_fields(body, is_json))
            case "answerCallbackQuery":
                answer = self.acknowledge()
            case _:
                return 200, DONE
        if self.latency:
            await asyncio.sleep(self.latency)
        return answer

    async def get_updates(self, wish: dict[str, Any]) -> bytes:
        self.first_poll_at = self.first_poll_at or self.loop.time()
        offset = int(wish.get("offset") or 0)
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates:
            self.arrived.clear()
            try:
                await asyncio.wait_for(self.arrived.wait(), float(wish.get("timeout") or 0))
            except TimeoutError:
                return b'{"ok":true,"result":[]}'
        batch = [self.updates[n] for n in range(min(100, len(self.updates)))]
        return orjson.dumps({"ok": True, "result": batch})

    def send_message(self, wish: dict[str, Any]) -> Answer:
        now, chat = self.loop.time(), int(wish["chat_id"])
        wait = self.wait(chat, now) if self.enforced else 0.0
        if wait > 0:
            self.refused += 1
            return 429, orjson.dumps(_too_many(max(1, round(wait + 0.5))))
        self.last_sent = wish
        self.count(chat, now, str(wish["text"]))
        return 200, self.receipt(chat)

    def edit_message(self, wish: dict[str, Any]) -> Answer:
        """Edits are never refused: the benches that enforce limits make none."""
        chat = int(wish["chat_id"])
        self.last_sent = wish
        self.edits += 1
        self.edited[chat] += 1
        self.last_at = self.loop.time()
        self.check_turn(chat, self.edited[chat], str(wish["text"]))
        return 200, self.receipt(chat, int(wish["message_id"]))

    def acknowledge(self) -> Answer:
        self.acknowledged += 1
        self.last_at = self.loop.time()
        return 200, DONE

    def receipt(self, chat: int, edited: int | None = None) -> bytes:
        """The message as it stands now: a new one, or the one that was ``edited``."""
        head = {
            "message_id": edited or self.next_message,
            "from": BOT,
            "chat": {"id": chat, "first_name": "Invented", "type": "private"},
            "date": DATE,
        }
        return b'{"ok":true,"result":' + orjson.dumps(head)[:-1] + b"," + ECHO + b"}"

    def wait(self, chat: int, now: float) -> float:
        one = self.chats.setdefault(chat, SlidingLimit(3, 3.0))
        wait = max(self.overall.wait(now), one.wait(now))
        if wait <= 0:
            self.overall.sent.append(now)
            one.sent.append(now)
        return wait

    def count(self, chat: int, now: float, text: str) -> None:
        self.sends += 1
        self.next_message += 1
        self.reached[chat] += 1
        self.last_at = now
        if chat in self.asked:
            self.waits.append(now - self.asked.pop(chat))
        elif chat < FIRST_ASKER:
            self.count_tip(now)
        self.check_turn(chat, self.reached[chat], text)

    def check_turn(self, chat: int, nth: int, text: str) -> None:
        if self.expected:
            due = (chat - self.first_person + nth - 1) % len(self.expected)
            self.out_of_order += self.expected.get(text) != due

    def count_tip(self, now: float) -> None:
        if not self.tips:
            self.first_tip_at, self.sends_by_first_tip = now, self.sends
        self.tips += 1
        self.last_tip_at, self.sends_by_last_tip = now, self.sends


class Connection(asyncio.Protocol):
    """Just enough HTTP/1.1: one request at a time, kept alive."""

    def __init__(self, api: FakeApi) -> None:
        self.api = api
        self.buffer = bytearray()
        self.is_busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self.read_on()

    def read_on(self) -> None:
        end = self.buffer.find(b"\r\n\r\n")
        if self.is_busy or end < 0:
            return
        head = bytes(self.buffer[:end])
        length = _content_length(head)
        if len(self.buffer) < end + 4 + length:
            return
        body = bytes(self.buffer[end + 4 : end + 4 + length])
        del self.buffer[: end + 4 + length]
        self.is_busy = True
        self.task = self.api.loop.create_task(self.reply(head, body))

    async def reply(self, head: bytes, body: bytes) -> None:
        path = head.split(b" ", 2)[1].decode()
        method = path.rpartition("/")[2]
        if path.startswith("/control/"):
            status, answer = (
                200,
                orjson.dumps(self.api.control(method, orjson.loads(body or b"{}"))),
            )
        else:
            is_json = b"application/json" in head
            found = await self.api.answer(method, body, is_json)
            if found is None:
                self.transport.abort()
                return
            status, answer = found
        self.transport.write(
            b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            % (status, len(answer))
            + answer
        )
        self.is_busy = False
        self.read_on()


def _content_length(head: bytes) -> int:
    found = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return int(found[1]) if found else 0


def _fields(body: bytes, is_json: bool) -> dict[str, Any]:
    if is_json:
        fields: dict[str, Any] = orjson.loads(body)
        return fields
    return dict(parse_qsl(body.decode()))


def _too_many(seconds: int) -> dict[str, Any]:
    return {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }


async def serve(port: int) -> None:
    """Serves until it is ended."""
    api = FakeApi()
    server = await api.loop.create_server(lambda: Connection(api), "127.0.0.1", port, backlog=1024)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("core", type=int)
    wish = parser.parse_args()
    os.sched_setaffinity(0, {wish.core})
    uvloop.run(serve(wish.port))
