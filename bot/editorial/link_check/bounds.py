"""Where a visit may lead: to public web pages, never into the network of whoever checks."""

from __future__ import annotations

import socket
from collections.abc import Callable, Container
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

Address = IPv4Address | IPv6Address

WEB_PORTS = frozenset({80, 443})
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


class OutOfBounds(Exception):
    """An address is not visited; the text says why."""


def is_public(address: Address) -> bool:
    """Whether the address belongs to the internet; one that holds another is as public as that."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    if (held := _held_in(address)) is not None:
        return is_public(held)
    return address in _GLOBAL_UNICAST and address.is_global


def _held_in(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which this one leads in the end."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ports and the addresses to which a visit may connect."""

    ports: Container[int] = WEB_PORTS
    admits: Callable[[Address], bool] = is_public

    def check_url(self, url: URL) -> None:
        """Raises OutOfBounds for what the address of a public page never has."""
        if url.scheme not in ("http", "https"):
            raise OutOfBounds("it does not lead to a web page")
        if url.raw_user is not None or url.raw_password is not None:
            raise OutOfBounds("it holds a user's name or password")
        if url.port not in self.ports:
            raise OutOfBounds(f"it leads to port {url.port}, which web pages do not use")

    def check_address(self, text: str) -> None:
        """Raises OutOfBounds unless this is an address, as digits, that is admitted."""
        try:
            admitted = self.admits(ip_address(text))
        except ValueError:
            admitted = False
        if not admitted:
            raise OutOfBounds(f"it leads to {text}, which is not a public address")

    def socket(self, destination: Any) -> socket.socket:
        """A socket for one of ``getaddrinfo``'s answers; OutOfBounds where it may not connect.

        Every connection begins here, also to an address that stands in the link as digits.
        """
        family, kind, protocol, _, (address, *_) = destination
        self.check_address(address)
        return socket.socket(family, kind, protocol)


class BoundedResolver(AbstractResolver):
    """Finds the addresses of a name, and gives none of them when one is out of bounds."""

    def __init__(self, bounds: Bounds, resolver: AbstractResolver) -> None:
        self._bounds = bounds
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        for result in found:
            self._bounds.check_address(result["host"])
        return found

    async def close(self) -> None:
        await self._resolver.close()
