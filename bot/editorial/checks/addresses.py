"""Addresses: safe to follow, and who has tried them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.content.findings import Finding, Position
from bot.content.model import AddressCheck, Resource
from bot.content.references import INTERNAL_LINK
from bot.editorial.checks.subject import Subject, warning

_LINK = re.compile(r"\]\((?P<target>[^)\s]*)[^)]*\)")
_BARE = re.compile(r"(?<![(\w])(?P<target>https?://[^\s)>\]]+)")


def addresses(subject: Subject) -> Iterator[tuple[str, Position]]:
    """Every address outside the bot that the texts lead to, and where it stands."""
    for owner_id, passages in subject.by_owner.items():
        owner = passages[0].owner
        url = getattr(owner, "url", None)
        if url is not None:
            yield str(url), subject.where(owner_id, "url")
    for passage in subject.passages:
        for pattern in (_LINK, _BARE):
            for match in pattern.finditer(passage.text):
                if not INTERNAL_LINK.match(passage.text, match.start()):
                    yield match["target"], passage.at(match.start())


def safe_addresses(subject: Subject) -> Iterator[Finding]:
    """Only https, no shortener, and no link that leads nowhere."""
    shorteners = frozenset(host.casefold() for host in subject.rules.shorteners)
    for address, position in addresses(subject):
        yield from unsafe(address, position, shorteners)


def unsafe(
    address: str, position: Position, shorteners: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """What is wrong with one address."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme == "http":
        yield Finding(
            position,
            "https",
            f"'{address}' is not encrypted.",
            "Use the https:// address of the page.",
        )
    elif parts.scheme != "https" or not host:
        yield Finding(
            position,
            "link",
            f"'{address}' leads nowhere.",
            "Write https://... or the id of an item, such as faq/cure.",
        )
    if host in shorteners:
        yield Finding(
            position,
            "shortener",
            f"'{address}' hides where it leads.",
            "Use the address of the page itself.",
        )


def unconfirmed(subject: Subject) -> Iterator[Finding]:
    """One line for each file on what nobody has opened yet."""
    by_file: dict[Position, list[bool]] = {}
    for position, check in _address_checks(subject):
        confirmed = check is AddressCheck.CONFIRMED
        by_file.setdefault(Position(position.file), []).append(confirmed)
    for position, states in by_file.items():
        if open_ones := states.count(False):
            yield warning(
                position,
                "address-unconfirmed",
                f"{open_ones} of {len(states)} addresses have never been opened by us.",
                "Open them, then set the check to 'confirmed'.",
            )


def _address_checks(subject: Subject) -> Iterator[tuple[Position, AddressCheck]]:
    for owner_id, passages in subject.by_owner.items():
        match passages[0].owner:
            case Resource() as resource:
                yield subject.where(owner_id, "url"), resource.url_check
            case _ if owner_id in subject.content.sources:
                yield subject.where(owner_id, "url"), subject.content.sources[owner_id].check
