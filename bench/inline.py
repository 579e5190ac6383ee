"""How long an inline query takes at the handler: from the update to the answer's receipt.

The stand-in runs in the same process, so that its checking of each result is in the figure, too:
the bot's own share is less.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
from pathlib import Path
from time import perf_counter, thread_time

from aiogram.types import InlineQueryResultArticle
from telegram import Update

from bench.figure import Figure, at_most, table
from bot.clock import SystemClock
from bot.content.library import Content
from bot.content.live import LiveEditions
from bot.services import open_services
from bot.settings import Settings
from handlers.app import build_application
from handlers.context import App
from standin.server import serving
from standin.wire import Wire
from standin.world import World

CONTENT = Path("content")
QUERIES = 3_000
WARM_UP = 100
WITHIN_MILLISECONDS = 50
MOST_RESULTS = 50
SEARCH_WITHIN_MILLISECONDS = 5


def run() -> list[Figure]:
    """Asks what people type: whole words, words in the typing, typing errors, and noise."""
    return asyncio.run(_measure())


async def _measure() -> list[Figure]:
    world = World(SystemClock())
    live = LiveEditions(CONTENT, "en")
    asked = _queries(live.current.of("en").content)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None, database_path=Path(folder) / "bot.sqlite3", content_dir=CONTENT
        )
        async with (
            open_services(settings, SystemClock(), live) as services,
            serving(world.bot_api.app(), world.connections) as root,
        ):
            application = build_application(services, world.token, root)
            await application.initialize()
            try:
                seconds, answers = await _asked(world, application, asked)
            finally:
                await application.shutdown()
    search = [_searched(live, query) for query in asked]
    return [
        _p99("inline query at the handler, 99th percentile", seconds, WITHIN_MILLISECONDS),
        Figure("inline query at the handler, median", statistics.median(seconds) * 1000, "ms"),
        _p99("search alone, processor time, 99th percentile", search, SEARCH_WITHIN_MILLISECONDS),
        at_most("results in one answer, most", max(map(len, answers)), "", MOST_RESULTS),
        at_most("results that aiogram's models refuse", sum(map(_refused, answers)), "", 0),
    ]


async def _asked(
    world: World, application: App, asked: list[str]
) -> tuple[list[float], list[list[Wire]]]:
    sender = world.people.add("Sam", language_code="en")
    seconds, answers = [], []
    for number, words in enumerate(asked):
        query = world.inline.ask(sender, words)
        carried = {"id": query, "from": sender.wire(), "query": words, "offset": ""}
        update = Update.de_json({"update_id": number, "inline_query": carried}, application.bot)
        begun = perf_counter()
        await application.process_update(update)
        seconds.append(perf_counter() - begun)
        answers.append((await world.inline.answer_to(query)).results)
    return seconds[WARM_UP:], answers


def _queries(content: Content) -> list[str]:
    chance = random.Random(5)
    shelves = (content.sections, content.faqs, content.terms, content.tips, content.resources)
    titles = [item.title for shelf in shelves for item in shelf.values()]
    return [_typed(chance, chance.choice(titles)) for _ in range(QUERIES + WARM_UP)]


def _typed(chance: random.Random, title: str) -> str:
    match chance.randrange(5):
        case 0:
            return title
        case 1:  # still in the typing
            return title[: chance.randint(1, len(title))]
        case 2:  # a letter missing
            at = chance.randrange(len(title))
            return title[:at] + title[at + 1 :]
        case 3:
            return ""
    return "".join(chance.choice("abcdefghijklmnop qrstuvwxyz🙂é") for _ in range(256))


def _searched(live: LiveEditions, query: str) -> float:
    """Processor time: a few tenths of a millisecond drown in what else the machine does."""
    begun = thread_time()
    live.current.of("en").search.find(query)
    return thread_time() - begun


def _p99(name: str, seconds: list[float], most: float) -> Figure:
    return at_most(name, statistics.quantiles(seconds, n=100)[98] * 1000, "ms", most)


def _refused(results: list[Wire]) -> int:
    return sum(1 for result in results if not _is_valid(result))


def _is_valid(result: Wire) -> bool:
    try:
        return not InlineQueryResultArticle.model_validate(result).model_extra
    except ValueError:
        return False


if __name__ == "__main__":
    print(table(run()))
