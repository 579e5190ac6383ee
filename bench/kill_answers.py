"""What people say while the bot is killed is answered: nothing is lost, next to nothing twice.

What is killed is the product as it runs live, by long polling. Thirty people a second write a
command, press a button or subscribe, each of them once, to a Bot API server in this process with
Telegram's own queue of updates; it knows what has arrived. They go on while the bot is down.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from bench.fake_api import FIRST_ASKER, Answer, Connection, FakeApi
from bench.figure import Figure, at_least, at_most
from bench.kill import as_asked, by_chance, pid_of, running_bot
from bot import tasks
from bot.actions.pages import ShowFaqs, ShowQuestions
from bot.actions.registry import encode
from bot.actions.subscription import SetSchedule
from bot.clock import SystemClock
from bot.settings import Settings

KILLS = 60
STOPS = 20
EACH_SECOND = 30
ROUND_TRIP = 0.15
MOST_TWICE = 5
STOPS_WITHIN = 10.0
PER_SECOND = Settings.model_fields["messages_per_second"].default
NOT_MODIFIED = "Bad Request: message is not modified"
SUBSCRIBED = "SELECT chat_id, count(*) FROM subscriptions GROUP BY chat_id"


class Messages(FakeApi):
    """Half the round trip before a call is carried out, and half of it after.

    ``answers`` counts what a person sees: messages, and pages that differ from the one before.
    """

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.answers: Counter[int] = Counter()
        self.repeats: Counter[int] = Counter()
        self.shown: dict[int, str] = {}
        self.people: list[int] = []
        self.subscribers: list[int] = []
        self.polled = asyncio.Event()

    async def answer(self, method: str, body: bytes, is_json: bool) -> Answer:
        if method == "getUpdates":
            self.polled.set()
        half = ROUND_TRIP / 2
        await asyncio.sleep(half * self.chance.uniform(0.5, 1.5))
        answer = await super().answer(method, body, is_json)
        await asyncio.sleep(half * self.chance.uniform(0.5, 1.5))
        return answer

    def send_message(self, wish: dict[str, Any]) -> Answer:
        self.answers[int(wish["chat_id"])] += 1
        return super().send_message(wish)

    def edit_message(self, wish: dict[str, Any]) -> Answer:
        chat = int(wish["chat_id"])
        if self.shown.get(chat) == wish["text"]:
            self.repeats[chat] += 1
            refusal = {"ok": False, "error_code": 400, "description": NOT_MODIFIED}
            return 400, orjson.dumps(refusal)
        self.shown[chat] = wish["text"]
        self.answers[chat] += 1
        return super().edit_message(wish)

    async def people_speak(self, presses: list[str], subscribing: str) -> None:
        """Of ten people seven write, two press a button, one subscribes."""
        loop, begun_at = asyncio.get_running_loop(), asyncio.get_running_loop().time()
        while True:
            person = FIRST_ASKER + len(self.people)
            self.people.append(person)
            match len(self.people) % 10:
                case 0:
                    self.subscribers.append(person)
                    self.person_presses(person, subscribing)
                case 4 | 7:
                    self.person_presses(person, presses[len(self.people) % len(presses)])
                case _:
                    self.person_writes(person, "/faq")
            due_at = begun_at + len(self.people) / EACH_SECOND
            await asyncio.sleep(max(0.0, due_at - loop.time()))


@dataclass
class Tally:
    """What was found over all kills of a kind."""

    ends: int = 0
    spoken: int = 0
    lost: int = 0
    twice: int = 0
    most_twice: int = 0
    changed_twice: int = 0
    not_subscribed: int = 0
    slowest_stop: float = 0.0
    failed: int = 0
    seen: set[int] = field(default_factory=set)

    def note_twice(self, api: Messages) -> None:
        """Whose answer came a second time since the last look."""
        doubled = {person for person, times in api.answers.items() if times > 1} - self.seen
        self.seen |= doubled
        self.twice += len(doubled)
        self.most_twice = max(self.most_twice, len(doubled))


async def _ended_at_random(sign: signal.Signals, ends: int, chance: random.Random) -> Tally:
    tally, api = Tally(), Messages(chance)
    base = SystemClock().now().replace(microsecond=0)
    # The bot's clock goes fast: nobody's tip is to be due before the end.
    in_days = SetSchedule((base.weekday() + 4) % 7, 12, "UTC")
    pages = [encode(ShowFaqs()), encode(ShowQuestions())]
    server = await api.loop.create_server(lambda: Connection(api), "127.0.0.1", 0, backlog=512)
    root = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "bot.sqlite3"
        speaking = tasks.start(api.people_speak(pages, encode(in_days)), "people")
        while tally.ends < ends:
            async with running_bot(path, root, base, PER_SECOND) as bot:
                api.polled.clear()
                await asyncio.wait_for(api.polled.wait(), 60)
                await asyncio.sleep(chance.uniform(0.0, 2.0))
                asked_at = api.loop.time()
                os.kill(pid_of(bot), sign)
                await asyncio.to_thread(bot.join, 30)
                tally.slowest_stop = max(tally.slowest_stop, api.loop.time() - asked_at)
                tally.failed += bot.exitcode != (-sign if sign is signal.SIGKILL else 0)
            tally.ends += 1
            await asyncio.sleep(ROUND_TRIP)  # what was on its way arrives
            tally.note_twice(api)
        speaking.cancel()
        async with running_bot(path, root, base, PER_SECOND) as bot:
            await _until_answered(api)
            tally.note_twice(api)
            os.kill(pid_of(bot), signal.SIGTERM)
            await asyncio.to_thread(bot.join, 30)
        _judge(path, api, tally)
    server.close()
    return tally


async def _until_answered(api: Messages) -> None:
    """All updates are confirmed; what is not answered then never will be."""
    async with asyncio.timeout(120 + len(api.updates) / PER_SECOND * 2):
        while api.updates:  # noqa: ASYNC110 -- the bot is another process
            await asyncio.sleep(0.2)
    await asyncio.sleep(1)


def _judge(path: Path, api: Messages, tally: Tally) -> None:
    tally.spoken = len(api.people)
    tally.lost = sum(not api.answers[person] for person in api.people)
    pressed = set(api.shown)
    tally.changed_twice = sum(api.answers[person] > 1 for person in pressed)
    connection = sqlite3.connect(path)
    stored = dict(connection.execute(SUBSCRIBED).fetchall())
    connection.close()
    tally.not_subscribed = sum(stored.get(person) != 1 for person in api.subscribers)


def _figures(how: str, tally: Tally, asked: int, most_twice: int) -> list[Figure]:
    return [
        at_least(f"the bot ended ({how}) while people speak", tally.ends, "ends", asked),
        Figure(f"  people who spoke, {EACH_SECOND} a second", tally.spoken, "people"),
        at_most("  not answered", tally.lost, "people", 0),
        at_most("  answered twice because of one end", tally.most_twice, "people", most_twice),
        Figure("  answered twice in all", tally.twice, "people"),
        at_most("  messages that changed twice for one press", tally.changed_twice, "", 0),
        at_most("  subscribers without one subscription", tally.not_subscribed, "people", 0),
        at_most("  slowest end", tally.slowest_stop, "s", STOPS_WITHIN),
        at_most("  ends that were not clean", tally.failed, "", 0),
    ]


async def measure(kills: int, stops: int, seed: int) -> list[Figure]:
    chance = random.Random(seed)
    killed = await _ended_at_random(signal.SIGKILL, kills, chance)
    stopped = await _ended_at_random(signal.SIGTERM, stops, chance)
    return [
        *_figures("SIGKILL", killed, kills, MOST_TWICE),
        *_figures("SIGTERM", stopped, stops, 0),
    ]


def run(kills: int = KILLS, stops: int = STOPS) -> list[Figure]:
    return by_chance(measure, kills, stops)


if __name__ == "__main__":
    as_asked(run, KILLS, STOPS)
