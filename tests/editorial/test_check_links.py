"""``check --links``: dead and redirected addresses are found where they stand in the texts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content.findings import Finding
from bot.content.library import Content, Library
from bot.content.loading import load
from bot.content.numbers import Numbers
from bot.editorial.check_command import visit_links
from bot.editorial.link_check.visitor import Manners
from tests.editorial.local_site import THIS_MACHINE, Site, local_site
from tests.editorial.planting import TODAY, Copy

FAQ = "faq/planted.md"
SOURCE = "sources-planted.yaml"
RESOURCE = "resources-planted.yaml"
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


def only_planted(copy: Copy, *, numbers: bool = False) -> Library:
    """The planted texts alone: a test visits nobody outside this machine."""
    whole = load(copy.folder).content("en")
    content = Content(
        language="en",
        faqs={"faq/planted": whole.faqs["faq/planted"]},
        resources={"resource/planted": whole.resources["resource/planted"]},
        sources={"planted": whole.sources["planted"]},
        positions=whole.positions,
        numbers=Numbers(everywhere=whole.numbers.everywhere[:1]) if numbers else Numbers(),
    )
    return Library("en", {"en": content})


async def visited(copy: Copy, *, numbers: bool = False) -> list[tuple[str, str, int, str]]:
    library = only_planted(copy, numbers=numbers)
    found: list[Finding] = await visit_links(library, copy.folder, TODAY, QUICK)
    return sorted((f.rule, f.position.file.name, f.position.line, f.severity.value) for f in found)


async def test_dead_and_moved_addresses_are_found_where_they_stand(
    site: Site, tmp_path: Path
) -> None:
    copy = Copy(tmp_path)
    dead = copy.plant(SOURCE, "https://planted.example.org/page", site.url("/status/404"))
    moved = copy.plant(RESOURCE, "https://planted.example.org/help", site.url("/moved/301"))
    silent = copy.plant(FAQ, "Ask when you", f"\n\nSee [this]({site.url('/slow')}). Ask when you")

    assert await visited(copy) == [
        ("link-dead", "planted.md", silent, "error"),
        ("link-dead", "sources-planted.yaml", dead, "error"),
        ("link-redirected", "resources-planted.yaml", moved, "warning"),
    ]


async def test_the_addresses_of_crisis_lines_are_visited_too(site: Site, tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.plant(SOURCE, "https://planted.example.org/page", site.url("/flaky"))
    copy.plant(RESOURCE, "https://planted.example.org/help", site.url("/no-head/405"))
    url = "url: https://findahelpline.com, url_check"
    dead = copy.plant("../numbers.yaml", url, f"url: {site.url('/status/404')}, url_check")

    assert await visited(copy, numbers=True) == [("link-dead", "numbers.yaml", dead, "error")]


async def test_addresses_that_work_are_not_mentioned(site: Site, tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.plant(SOURCE, "https://planted.example.org/page", site.url("/flaky"))
    copy.plant(RESOURCE, "https://planted.example.org/help", site.url("/no-head/405"))

    assert await visited(copy) == []


async def test_a_server_that_turns_programs_away_is_a_warning(site: Site, tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    line = copy.plant(SOURCE, "https://planted.example.org/page", site.url("/status/403"))
    copy.plant(RESOURCE, "https://planted.example.org/help", site.url("/ok"))

    assert await visited(copy) == [("link-refused", "sources-planted.yaml", line, "warning")]


async def test_an_address_that_stands_twice_is_visited_once_and_found_twice(
    site: Site, tmp_path: Path
) -> None:
    copy = Copy(tmp_path)
    copy.plant(SOURCE, "https://planted.example.org/page", site.url("/status/410"))
    copy.plant(RESOURCE, "https://planted.example.org/help", site.url("/status/410"))

    assert [rule for rule, *_ in await visited(copy)] == ["link-dead", "link-dead"]
    assert site.methods("/status/410") == ["HEAD", "GET"]


async def test_an_address_that_is_not_public_is_a_finding_and_never_visited(
    site: Site, tmp_path: Path
) -> None:
    copy = Copy(tmp_path)
    private = copy.plant(SOURCE, "https://planted.example.org/page", "http://192.168.0.7/status")
    copy.plant(RESOURCE, "https://planted.example.org/help", site.url("/ok"))

    assert await visited(copy) == [
        ("link-not-public", "sources-planted.yaml", private, "error"),
    ]
