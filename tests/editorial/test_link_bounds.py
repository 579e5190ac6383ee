"""A link check visits public web pages only, whatever the links and the servers say."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from ipaddress import ip_address

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.editorial.link_check.bounds import Bounds, is_public
from bot.editorial.link_check.visit import Answer, Reached, Redirected, Unvisited
from bot.editorial.link_check.visitor import Manners, visit
from tests.editorial.local_site import THIS_MACHINE, Site, local_site

HERE = "127.0.0.1"
INSIDE = "127.0.0.2"  # stands for a machine of somebody's own network
QUICK = Manners(pause=timedelta(0), tries=1, timeout=timedelta(seconds=2))
AS_SHIPPED = replace(QUICK, bounds=Bounds(ports=range(65536)))
ONLY_HERE = replace(
    QUICK, bounds=Bounds(ports=range(65536), admits=lambda address: str(address) == HERE)
)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with local_site() as site:
        yield site


@dataclass
class Names(AbstractResolver):
    """A server of names that gives the answers that it was told, the last one for ever."""

    answers: list[list[str]]
    asked: list[str] = field(default_factory=list)

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 -- as asked
    ) -> list[ResolveResult]:
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host, host=given, port=port, family=socket.AF_INET, proto=0, flags=0
            )
            for given in answer
        ]

    async def close(self) -> None:
        pass


async def answer_of(url: str, manners: Manners, names: Names | None = None) -> Answer:
    (result,) = await visit([url], manners=manners, resolver=names)
    return result.answer


def leads_to(address: str) -> Unvisited:
    return Unvisited(f"it leads to {address}, which is not a public address")


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "64:ff9b::5db8:d70e",  # the first, as a network without IPv4 writes it
        "2002:5db8:d70e::1",
        "::ffff:93.184.215.14",
    ],
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.0.7",
        "192.168.0.7",
        "100.64.0.7",  # between a provider and its customers
        "169.254.169.254",  # where a cloud's machines learn their own secrets
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.7",
        "::1",
        "::",
        "fe80::7",
        "fe80::7%eth0",
        "fd00::7",
        "fec0::7",
        "ff02::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:7",
        "64:ff9b:1::a00:7",
        "2002:7f00:1::1",
        "2002:a00:7::1",
        "2001:0:7f00:1::1",
        "2001:db8::7",
    ],
)
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("name", [HERE, "[::ffff:127.0.0.1]", "localhost", "127。0。0。1"])
async def test_a_link_into_the_own_machine_is_never_followed(name: str, site: Site) -> None:
    port = site.base.rpartition(":")[2]

    answer = await answer_of(f"http://{name}:{port}/ok", AS_SHIPPED)

    assert isinstance(answer, Unvisited)
    assert answer.reason.endswith("which is not a public address")
    assert site.asked == []


@pytest.mark.parametrize("number", ["2130706433", "127.1", "0x7f000001", "017700000001"])
async def test_an_address_in_disguise_is_never_followed(number: str, site: Site) -> None:
    port = site.base.rpartition(":")[2]

    assert await answer_of(f"http://{number}:{port}/ok", AS_SHIPPED) != Reached()
    assert site.asked == []


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
async def test_a_redirect_into_a_network_is_not_followed(code: int, site: Site) -> None:
    to = site.url("/ok").replace(HERE, INSIDE)

    answer = await answer_of(site.url(f"/away/{code}?to={to}"), ONLY_HERE)

    assert answer == leads_to(INSIDE)
    assert site.methods("/ok") == []


async def test_a_redirect_within_bounds_is_followed(site: Site) -> None:
    to = site.url("/ok")

    assert await answer_of(site.url(f"/away/301?to={to}"), ONLY_HERE) == Redirected(to, True)


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("file:///etc/hostname", "it does not lead to a web page"),
        ("ftp://planted.example/", "it does not lead to a web page"),
        ("http://someone:secret@planted.example/", "it holds a user's name or password"),
        ("http://127.0.0.1:22/", "it leads to port 22, which web pages do not use"),
    ],
)
async def test_a_redirect_to_what_is_no_page_is_not_followed(
    to: str, reason: str, site: Site
) -> None:
    ports = {80, 443, int(site.base.rpartition(":")[2])}
    manners = replace(QUICK, bounds=replace(THIS_MACHINE, ports=ports))

    assert await answer_of(site.url(f"/away/302?to={to}"), manners) == Unvisited(reason)


async def test_a_name_with_one_address_out_of_bounds_is_not_visited_at_all(site: Site) -> None:
    names = Names([[HERE, INSIDE]])
    url = site.url("/ok").replace(HERE, "planted.example")

    assert await answer_of(url, ONLY_HERE, names) == leads_to(INSIDE)
    assert site.asked == []


async def test_the_address_that_was_looked_at_is_the_one_that_is_visited(site: Site) -> None:
    names = Names([[HERE], [INSIDE]])
    url = site.url("/ok").replace(HERE, "planted.example")

    assert await answer_of(url, ONLY_HERE, names) == Reached()
    assert names.asked == ["planted.example"]
    assert await answer_of(url, ONLY_HERE, names) == leads_to(INSIDE)
    assert site.methods("/ok") == ["HEAD"]


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_a_proxy_in_the_environment_is_no_way_round(
    name: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, site.base)

    answer = await answer_of("http://10.0.0.7/ok", AS_SHIPPED)

    assert answer == leads_to("10.0.0.7")
    assert site.asked == []


@pytest.mark.parametrize("url", ["https://[", "https://", "https://planted.example:99999/"])
async def test_what_is_no_address_is_an_answer_and_no_crash(url: str) -> None:
    assert await answer_of(url, AS_SHIPPED) != Reached()
