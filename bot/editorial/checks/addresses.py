"""Addresses and phone numbers: safe to follow, possible to dial, and who has tried them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from bot.content.findings import Finding, Position
from bot.content.model import AddressCheck, Phone, Resource
from bot.content.references import INTERNAL_LINK
from bot.editorial.checks.subject import Subject, warning

_LINK = re.compile(r"\]\((?P<target>[^)\s]*)[^)]*\)")
_BARE = re.compile(r"(?<![(\w])(?P<target>https?://[^\s)>\]]+)")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{0,3}[ \d()./-]{5,}")
_SHORT_CODE = re.compile(r"[*#]?\d{2,6}#?")


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


def phones(subject: Subject) -> Iterator[Finding]:
    """A number that cannot be dialled from abroad, or whose country is not said."""
    for position, phone, countries in _numbers(subject):
        number = phone.number.strip()
        short = _SHORT_CODE.fullmatch(number.replace(" ", "").replace("-", ""))
        if not (_INTERNATIONAL.fullmatch(number) or short):
            yield Finding(
                position,
                "phone",
                f"'{number}' cannot be dialled from abroad.",
                "Write it as +44 808 808 00 00; the form used at home goes into 'local'.",
            )
        if not countries:
            yield warning(
                position,
                "phone-country",
                f"'{number}' does not say for which country it is.",
                "Add 'countries:'.",
            )


def unconfirmed(subject: Subject) -> Iterator[Finding]:
    """One line for each file on what nobody has dialled or opened yet."""
    yield from _summaries(
        ((position, phone.check) for position, phone, _ in _numbers(subject)),
        "phone-unconfirmed",
        "phone numbers have never been dialled by us",
        "Dial them, then set 'check: confirmed' and 'confirmed_on'.",
    )
    yield from _summaries(
        (
            (position, AddressCheck.CONFIRMED if phone.hours else AddressCheck.MEMORY)
            for position, phone, _ in _numbers(subject)
        ),
        "phone-hours",
        "phone numbers have no hours",
        "Add 'hours' where they are known.",
    )
    yield from _summaries(
        _address_checks(subject),
        "address-unconfirmed",
        "addresses have never been opened by us",
        "Open them, then set the check to 'confirmed'.",
    )


def _address_checks(subject: Subject) -> Iterator[tuple[Position, AddressCheck]]:
    for owner_id, passages in subject.by_owner.items():
        match passages[0].owner:
            case Resource() as resource:
                yield subject.where(owner_id, "url"), resource.url_check
            case _ if owner_id in subject.content.sources:
                yield subject.where(owner_id, "url"), subject.content.sources[owner_id].check


def _numbers(subject: Subject) -> Iterator[tuple[Position, Phone, tuple[str, ...]]]:
    for owner_id, passages in subject.by_owner.items():
        match passages[0].owner:
            case Resource() as resource:
                for index, phone in enumerate(resource.phones):
                    where = subject.where(owner_id, "phones", index, "number")
                    yield where, phone, resource.countries


def _summaries(
    checks: Iterable[tuple[Position, AddressCheck]], rule: str, what: str, advice: str
) -> Iterator[Finding]:
    by_file: dict[Position, list[bool]] = {}
    for position, check in checks:
        confirmed = check is AddressCheck.CONFIRMED
        by_file.setdefault(Position(position.file), []).append(confirmed)
    for position, states in by_file.items():
        open_ones = states.count(False)
        if open_ones:
            yield warning(position, rule, f"{open_ones} of {len(states)} {what}.", advice)
