"""Addresses are visited politely, and what a server says is understood."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.editorial.link_check.visit import (
    AccessDenied,
    Answer,
    Gone,
    Reached,
    Redirected,
    Silent,
    Visit,
)
from bot.editorial.link_check.visitor import Manners, visit
from tests.editorial.local_site import THIS_MACHINE, Site, local_site

QUICK = Manners(
    pause=timedelta(0),
    first_wait=timedelta(milliseconds=10),
    timeout=timedelta(seconds=0.4),
    bounds=THIS_MACHINE,
)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with local_site() as site:
        yield site


async def answer_of(site: Site, path: str, manners: Manners = QUICK) -> Answer:
    (result,) = await visit([site.url(path)], manners=manners)
    assert result.url == site.url(path)
    return result.answer


async def test_a_page_that_is_there_is_reached_by_one_head(site: Site) -> None:
    assert await answer_of(site, "/ok") == Reached()
    assert site.methods("/ok") == ["HEAD"]


@pytest.mark.parametrize("code", [404, 410, 400])
async def test_a_page_that_is_gone_says_so(code: int, site: Site) -> None:
    assert await answer_of(site, f"/status/{code}") == Gone(code)


@pytest.mark.parametrize("code", [401, 403, 451])
async def test_a_server_that_turns_programs_away_is_no_dead_link(code: int, site: Site) -> None:
    assert await answer_of(site, f"/status/{code}") == AccessDenied(code)


@pytest.mark.parametrize(("code", "permanent"), [(301, True), (308, True), (302, False)])
async def test_a_redirect_tells_where_to(code: int, permanent: bool, site: Site) -> None:
    assert await answer_of(site, f"/moved/{code}") == Redirected(site.url("/ok"), permanent)


async def test_a_redirect_is_permanent_only_if_every_step_is(site: Site) -> None:
    assert await answer_of(site, "/moved/301/moved/302") == Redirected(
        site.url("/ok"), permanent=False
    )


async def test_a_redirect_to_nothing_is_a_dead_link(site: Site) -> None:
    assert await answer_of(site, "/moved/301/status/404") == Gone(404)


async def test_a_redirect_in_a_circle_ends(site: Site) -> None:
    assert await answer_of(site, "/circle") == Silent("it redirects in a circle")


@pytest.mark.parametrize("code", [405, 403, 404, 501])
async def test_a_page_that_dislikes_head_is_asked_with_get(code: int, site: Site) -> None:
    assert await answer_of(site, f"/no-head/{code}") == Reached()
    assert site.methods(f"/no-head/{code}") == ["HEAD", "GET"]


async def test_an_error_of_the_server_is_tried_again(site: Site) -> None:
    assert await answer_of(site, "/flaky") == Reached()
    assert site.done["/flaky"] == 2


async def test_a_server_that_never_recovers_is_given_up(site: Site) -> None:
    assert await answer_of(site, "/status/503") == Gone(503)
    assert site.done["/status/503"] == QUICK.tries


@pytest.mark.parametrize("path", ["/busy", "/busy-until"])
async def test_a_busy_server_gets_the_time_it_asks_for(path: str, site: Site) -> None:
    assert await answer_of(site, path) == Reached()
    assert site.at[1] - site.at[0] >= 1


async def test_a_server_that_asks_for_a_day_is_left_alone(site: Site) -> None:
    assert await answer_of(site, "/busy-today") == AccessDenied(429)
    assert site.done["/busy-today"] == 1


async def test_a_page_that_was_slow_once_is_tried_again(site: Site) -> None:
    assert await answer_of(site, "/slow-once") == Reached()


async def test_a_page_that_never_answers_is_silent(site: Site) -> None:
    assert await answer_of(site, "/slow") == Silent("no answer in time")
    assert site.done["/slow"] == QUICK.tries


async def test_a_connection_that_breaks_is_silent(site: Site) -> None:
    assert isinstance(await answer_of(site, "/hangs-up"), Silent)


async def test_a_server_that_does_not_exist_is_silent() -> None:
    (result,) = await visit(["https://planted.invalid/page"], manners=QUICK)

    assert isinstance(result.answer, Silent)


async def test_what_is_no_address_is_silent() -> None:
    (result,) = await visit(["https://"], manners=QUICK)

    assert result.answer == Silent("this is not an address")


async def test_one_server_is_asked_one_thing_at_a_time_with_a_pause(site: Site) -> None:
    manners = Manners(pause=timedelta(milliseconds=60), bounds=THIS_MACHINE)

    await visit([site.url(f"/ok/{n}") for n in range(4)], manners=manners)

    assert site.most_open == 1
    assert all(later - earlier >= 0.06 for earlier, later in pairwise(site.at))


async def test_different_servers_are_asked_at_the_same_time(site: Site) -> None:
    other = site.base.replace("127.0.0.1", "localhost")

    await visit([site.url("/ok"), f"{other}/ok"], manners=QUICK)

    assert site.most_open == 2


async def test_never_more_requests_are_open_than_allowed(site: Site) -> None:
    manners = Manners(at_once=1, pause=timedelta(0), bounds=THIS_MACHINE)
    other = site.base.replace("127.0.0.1", "localhost")

    await visit([site.url("/ok"), f"{other}/ok"], manners=manners)

    assert site.most_open == 1


async def test_an_address_given_twice_is_visited_once(site: Site) -> None:
    results = await visit([site.url("/ok"), site.url("/ok")], manners=QUICK)

    assert results == [Visit(site.url("/ok"), Reached())]
    assert site.done["/ok"] == 1


async def test_a_place_within_a_page_is_no_redirect(site: Site) -> None:
    assert await answer_of(site, "/ok#part") == Reached()


async def test_the_visitor_says_who_it_is(site: Site) -> None:
    await answer_of(site, "/ok")

    assert all(agent.startswith("refractory-support-bot") for agent in site.agents)


async def test_each_visit_is_told_as_it_is_done(site: Site) -> None:
    told: list[Visit] = []

    results = await visit(
        [site.url("/ok"), site.url("/status/404")], manners=QUICK, on_visited=told.append
    )

    assert sorted(told, key=lambda v: v.url) == sorted(results, key=lambda v: v.url)
