"""What a button, a command or a deep link means, and how that is written in callback data."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, fields
from typing import ClassVar, TypeVar

# Bot API, InlineKeyboardButton: "Data to be sent in a callback query, 1-64 bytes".
CALLBACK_LIMIT = 64
# One byte is kept free for the mark of a button that opens a new message.
_ROOM = CALLBACK_LIMIT - 1
_SAFE = re.compile(r"^[A-Za-z0-9_/+-]*$")
_NUMBER = re.compile(r"^\d{1,6}$")


class StaleAction(Exception):
    """Callback data or a payload that nobody issues (any more): show a fresh screen instead."""


@dataclass(frozen=True, slots=True)
class Action:
    """One meaning. ``code`` begins its callback data; the fields follow, joined by colons.

    Codes and the order of fields never change: buttons in old messages must go on working.
    New fields go to the end and have a default.
    """

    code: ClassVar[str] = ""


_ACTIONS: dict[str, type[Action]] = {}
A = TypeVar("A", bound=type[Action])


def _known(action: A) -> A:
    if action.code in _ACTIONS:
        raise ValueError(f"two actions share the code {action.code!r}")
    _ACTIONS[action.code] = action
    return action


@_known
@dataclass(frozen=True, slots=True)
class ShowMenu(Action):
    code: ClassVar[str] = "menu"


@_known
@dataclass(frozen=True, slots=True)
class ShowHelp(Action):
    code: ClassVar[str] = "help"


@_known
@dataclass(frozen=True, slots=True)
class ShowStart(Action):
    code: ClassVar[str] = "start"


@_known
@dataclass(frozen=True, slots=True)
class ShowAbout(Action):
    code: ClassVar[str] = "about"


@_known
@dataclass(frozen=True, slots=True)
class ShowPrivacy(Action):
    code: ClassVar[str] = "privacy"


@_known
@dataclass(frozen=True, slots=True)
class ShowUrgent(Action):
    code: ClassVar[str] = "urgent"


@_known
@dataclass(frozen=True, slots=True)
class ShowRedFlags(Action):
    code: ClassVar[str] = "flags"
    page: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowCrisis(Action):
    """Crisis lines, of one country (ISO code) or, without one, the choice of countries."""

    code: ClassVar[str] = "crisis"
    country: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ShowSection(Action):
    """A section or sub-page; ``opened`` after a gentle page's "read now" was tapped."""

    code: ClassVar[str] = "section"
    slug: str = ""
    page: int = 0
    opened: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowFaqs(Action):
    code: ClassVar[str] = "faqs"
    page: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowFaq(Action):
    code: ClassVar[str] = "faq"
    slug: str = ""
    page: int = 0
    opened: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowGlossary(Action):
    code: ClassVar[str] = "terms"
    page: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowTerm(Action):
    code: ClassVar[str] = "term"
    slug: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ShowResources(Action):
    """The choice of countries and topics."""

    code: ClassVar[str] = "resources"
    page: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowCountry(Action):
    """Resources of a country (ISO code), or for everybody where it is empty."""

    code: ClassVar[str] = "country"
    country: str = ""
    page: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowTopics(Action):
    code: ClassVar[str] = "topics"


@_known
@dataclass(frozen=True, slots=True)
class ShowTopic(Action):
    code: ClassVar[str] = "topic"
    topic: str = ""
    page: int = 0


@_known
@dataclass(frozen=True, slots=True)
class ShowResource(Action):
    code: ClassVar[str] = "resource"
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ShowFound(Action):
    """What the search finds for words behind a command; ``kind`` comes first ("faq").

    No button carries it and none is understood: what somebody typed stays out of callback data.
    """

    words: str = ""
    kind: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ShowQuestions(Action):
    code: ClassVar[str] = "questions"
    slug: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ShowNextTip(Action):
    """One tip now. Who subscribes gets the next unseen; others the one that follows ``after``."""

    code: ClassVar[str] = "nexttip"
    after: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ShowTip(Action):
    code: ClassVar[str] = "tip"
    slug: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ShowOptIn(Action):
    """What weekly tips are, before anything is agreed to."""

    code: ClassVar[str] = "subscribe"


@_known
@dataclass(frozen=True, slots=True)
class PickDay(Action):
    code: ClassVar[str] = "day"


@_known
@dataclass(frozen=True, slots=True)
class PickHour(Action):
    code: ClassVar[str] = "hour"
    weekday: int = 0


@_known
@dataclass(frozen=True, slots=True)
class PickZone(Action):
    code: ClassVar[str] = "zone"
    weekday: int = 0
    hour: int = 0


@_known
@dataclass(frozen=True, slots=True)
class SetSchedule(Action):
    """Agreed: weekly on this weekday (0 is Monday) at this local hour in this IANA zone."""

    code: ClassVar[str] = "set"
    weekday: int = 0
    hour: int = 0
    zone: str = ""


@_known
@dataclass(frozen=True, slots=True)
class PickQuiet(Action):
    code: ClassVar[str] = "quiet"


@_known
@dataclass(frozen=True, slots=True)
class SetQuiet(Action):
    """Nothing is sent in these local hours; ``hours`` as "21-8", "0-0" for none."""

    code: ClassVar[str] = "setquiet"
    hours: str = ""


@_known
@dataclass(frozen=True, slots=True)
class Unsubscribe(Action):
    code: ClassVar[str] = "stop"


@_known
@dataclass(frozen=True, slots=True)
class ShowSettings(Action):
    code: ClassVar[str] = "settings"


@_known
@dataclass(frozen=True, slots=True)
class ShowMyData(Action):
    code: ClassVar[str] = "mydata"


@_known
@dataclass(frozen=True, slots=True)
class AskErase(Action):
    code: ClassVar[str] = "erase"


@_known
@dataclass(frozen=True, slots=True)
class Erase(Action):
    code: ClassVar[str] = "erased"


@_known
@dataclass(frozen=True, slots=True)
class SetUpGroup(Action):
    """Under the bot's first message in a group: opens the settings for the admin who presses."""

    code: ClassVar[str] = "gnew"


@_known
@dataclass(frozen=True, slots=True)
class RestoreGroup(Action):
    """The group takes the bot back: its settings are as they were."""

    code: ClassVar[str] = "gback"


@_known
@dataclass(frozen=True, slots=True)
class StartGroupFresh(Action):
    code: ClassVar[str] = "gfresh"


@_known
@dataclass(frozen=True, slots=True)
class ShowPanel(Action):
    """A page of a group's settings. Of all panel actions: ``opener`` alone may press, and
    ``opener`` and ``group`` are numbers as ``written`` writes them.
    """

    code: ClassVar[str] = "gp"
    opener: str = ""
    group: str = ""
    page: str = ""


@_known
@dataclass(frozen=True, slots=True)
class SetInGroup(Action):
    """One change; it names the new value, so that a second press or an old panel flips nothing."""

    code: ClassVar[str] = "gs"
    opener: str = ""
    group: str = ""
    field: str = ""
    value: str = ""


@_known
@dataclass(frozen=True, slots=True)
class MoveGroupTips(Action):
    """Tips go to this topic; without one, to no topic (in a forum that is General)."""

    code: ClassVar[str] = "gt"
    opener: str = ""
    group: str = ""
    thread: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ClosePanel(Action):
    code: ClassVar[str] = "gx"
    opener: str = ""
    group: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ManageGroups(Action):
    """In private: the groups that this person may manage."""

    code: ClassVar[str] = "groups"


@_known
@dataclass(frozen=True, slots=True)
class ManageGroup(Action):
    """In private: the settings of one group."""

    code: ClassVar[str] = "gm"
    group: str = ""


@_known
@dataclass(frozen=True, slots=True)
class ChooseChat(Action):
    """In private: let the person pick a group (or a channel) in Telegram's own list."""

    code: ClassVar[str] = "gpick"
    channel: int = 0


def encode(action: Action) -> str:
    """Callback data for a button; raises ValueError where Telegram would refuse it."""
    values = [str(value) for value in astuple(action)]
    defaults = [str(field.default) for field in fields(action)]
    while values and values[-1] == defaults[len(values) - 1]:
        values.pop()
    data = ":".join([action.code, *values])
    if len(data.encode()) > _ROOM or not all(_SAFE.match(value) for value in values):
        raise ValueError(f"callback data {data!r} is over {_ROOM} bytes or not plain")
    return data


def decode(data: str) -> Action:
    """The meaning of callback data, checked like any input; raises StaleAction."""
    code, *values = data.split(":")
    action = _ACTIONS.get(code)
    if action is None or len(values) > len(fields(action)):
        raise StaleAction(data[:CALLBACK_LIMIT])
    arguments: dict[str, str | int] = {}
    for field, value in zip(fields(action), values, strict=False):
        expected = _NUMBER if isinstance(field.default, int) else _SAFE
        if not expected.match(value):
            raise StaleAction(data[:CALLBACK_LIMIT])
        arguments[field.name] = int(value) if isinstance(field.default, int) else value
    return action(**arguments)


# A deep link names an item: "faq-cure" (t.me/<bot>?start=faq-cure), or a screen.
_ITEMS: dict[
    str, type[ShowSection | ShowFaq | ShowTerm | ShowResource | ShowTip | ShowQuestions]
] = {
    "section": ShowSection,
    "faq": ShowFaq,
    "term": ShowTerm,
    "resource": ShowResource,
    "tip": ShowTip,
    "questions": ShowQuestions,
}
_SCREENS: dict[str, type[Action]] = {
    "menu": ShowMenu,
    "help": ShowHelp,
    "faqs": ShowFaqs,
    "glossary": ShowGlossary,
    "resources": ShowResources,
    "urgent": ShowUrgent,
    "subscribe": ShowOptIn,
    "settings": ShowSettings,
    "privacy": ShowPrivacy,
    "about": ShowAbout,
    "groups": ManageGroups,
}


def from_payload(payload: str) -> Action:
    """What a deep link's payload asks for; raises StaleAction for one that nobody issued."""
    if payload in _SCREENS:
        return _SCREENS[payload]()
    kind, _, slug = payload.partition("-")
    if kind == "group" and slug and len(payload) <= CALLBACK_LIMIT and _SAFE.match(slug):
        return ManageGroup(slug)
    if kind in _ITEMS and slug and len(payload) <= CALLBACK_LIMIT and _SAFE.match(slug):
        return _ITEMS[kind](slug=slug)
    raise StaleAction(payload[:CALLBACK_LIMIT])


def for_item(item_id: str) -> Action:
    """The screen of an item ("faq/cure")."""
    kind, _, slug = item_id.partition("/")
    return _ITEMS[kind](slug=slug)


def payload_of(item_id: str) -> str:
    """The deep-link payload of an item: "faq/cure" -> "faq-cure"."""
    return item_id.replace("/", "-", 1)


def payload_for(action: Action) -> str | None:
    """The deep-link payload that leads to an action in private; None where there is none."""
    for payload, screen in _SCREENS.items():
        if type(action) is screen:
            return payload
    for kind, item in _ITEMS.items():
        if isinstance(action, item) and action.slug:
            return f"{kind}-{action.slug}"
    return f"group-{action.group}" if isinstance(action, ManageGroup) else None


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def written(number: int) -> str:
    """A Telegram id in as few letters as callback data has room for (base 36)."""
    digits, rest = "", abs(number)
    while rest or not digits:
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return f"-{digits}" if number < 0 else digits


def number_of(text: str) -> int:
    """The number that ``written`` wrote; raises StaleAction for anything else."""
    try:
        number = int(text, 36)
    except ValueError:
        raise StaleAction(text[:CALLBACK_LIMIT]) from None
    if abs(number) >= 1 << 53 or written(number) != text:
        raise StaleAction(text[:CALLBACK_LIMIT])
    return number
