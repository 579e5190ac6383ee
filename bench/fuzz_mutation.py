"""Changes an input as somebody would who knows its form: its values, its shape, its signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

# What an age, a client or a server other than ours may put where we expect something else.
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2**31,
    -(2**31) - 1,
    2**52,
    2**53,
    -(2**53),
    2**63 - 1,
    2**63,
    2**64,
    10**30,
    0.5,
    1e300,
    "",
    " ",
    "0",
    "-1",
    "null",
    "private",
    "supergroup",
    "a kind of a later age",
    "/start",
    "/settings@InventedBot",
    "\ud800",
    "/faq \udfff",
    "\x00",
    "\u202e",
    "😀" * 300,
    "a" * 5_000,
    "\n" * 50,
    [],
    {},
    [None],
    [[]],
    [{}],
    {"": None},
)
SIGNS = (
    *"[]{}()<>*_`~|$#&!@%'\"\\:;,.?-+=^/ \t\n\r\x00\x85\u2028\u00a0\ufeff",
    *("é", "🆘", "0", "9", "\u0663", "\u00b2", "ß", "İ", "a" * 60, "\n  ", "\n    ", "\r\n"),
    *("- ", "\n- ", "\n---\n", "...\n", ": ", "\na: ", "? ", "| ", ">-\n", "|-\n", "&a ", "*a "),
    *("!!map ", "!x ", "%TAG ! x\n", "# ", "\n## a\n", "1. ", "**", "__", "```\n", "[a](b)", "]("),
    *("{[a]: b}", "{a: {b: c}}", "[a, [b]]", "\n? [a]\n: b\n", "{a, b}", "\n- a\n", "\na: b\n"),
    *("{ $a }", "{ -name }", "{ $a ->", "\n   [one] ", "\n  *[other] ", "\n    }\n", '{ "', '" }'),
    *(
        "{ NUMBER(",
        "a: 1)",
        "null",
        "true",
        "~",
        "NO",
        "2027-13-45",
        "0x10",
        "1e5",
        ".inf",
        "12:30",
    ),
    *("(a|b)", "<she>", "<she>?", "...", "37.5..43", "43..37.5", "1..", "a*", " + ", " / ", "()?"),
    *("99999999999999999999", "-0", "+44 1", "https://", "https://[", "https://a:99999999/", "\\u"),
)

# Where people's own words and choices stand in an update.
_WORDS = ("text", "caption", "data", "query", "offset", "name", "title", "language_code")
_LONGEST = 70_000
# Where a line, a word or a value begins.
_BEGINNING = re.compile(r"^|(?<=\s)(?=\S)|(?<=[-:\[{(<\"'|])", re.MULTILINE)


def mutated(value: Any, chance: Random, pool: Sequence[Any]) -> Any:
    """The same JSON with one to four changes; ``pool`` is where other shapes are taken from."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        value = _changed(value, chance, pool)
    return value


def _changed(value: Any, chance: Random, pool: Sequence[Any]) -> Any:
    place = _chosen(list(_places(value)), chance)
    if not place:
        return value
    root = _copied(value)
    holder = root
    for step in place[:-1]:
        holder = holder[step]
    chance.choice(_CHANGES)(holder, place[-1], chance, pool)
    return root


def _chosen(places: list[tuple[Any, ...]], chance: Random) -> tuple[Any, ...]:
    """Often what a person wrote or pressed: of most other values there are many, and few matter."""
    words = [place for place in places if place and place[-1] in _WORDS]
    return chance.choice(words if words and chance.random() < 0.3 else places)


Holder = Any
Key = Any


def _replace(holder: Holder, key: Key, chance: Random, pool: Sequence[Any]) -> None:
    del pool
    holder[key] = _copied(chance.choice(ODD_VALUES))


def _remove(holder: Holder, key: Key, chance: Random, pool: Sequence[Any]) -> None:
    del chance, pool
    del holder[key]


def _wrap(holder: Holder, key: Key, chance: Random, pool: Sequence[Any]) -> None:
    del pool
    holder[key] = chance.choice(([holder[key]], {"id": holder[key]}, str(holder[key])[:200]))


def _take(holder: Holder, key: Key, chance: Random, pool: Sequence[Any]) -> None:
    """What stands under the same name in another one, or anything of it."""
    other = chance.choice(pool)
    found = [_at(other, place) for place in _places(other) if place and place[-1] == key]
    found = found or [_at(other, place) for place in _places(other)]
    holder[key] = _copied(chance.choice(found))


def _add(holder: Holder, key: Key, chance: Random, pool: Sequence[Any]) -> None:
    """A field that another one has, beside this one."""
    other = chance.choice(pool)
    place = chance.choice(list(_places(other)))
    if isinstance(holder, dict) and place and isinstance(place[-1], str):
        holder[place[-1]] = _copied(_at(other, place))
    elif isinstance(holder, list):
        holder.append(_copied(holder[key]))


def _tweak(holder: Holder, key: Key, chance: Random, pool: Sequence[Any]) -> None:
    match holder[key]:
        case bool() as flag:
            holder[key] = not flag
        case int() as number:
            holder[key] = chance.choice((number + 1, -number, number * 2, str(number)))
        case str() as text:
            holder[key] = mutated_text(text, chance)
        case _:
            _take(holder, key, chance, pool)


_Change = Callable[[Holder, Key, Random, Sequence[Any]], None]
_CHANGES: tuple[_Change, ...] = (_replace, _remove, _wrap, _take, _take, _add, _tweak, _tweak)


def _places(value: Any) -> Iterator[tuple[Any, ...]]:
    yield ()
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, inner in items:
        for place in _places(inner):
            yield (key, *place)


def _at(value: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        value = value[step]
    return value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def mutated_text(text: str, chance: Random) -> str:
    """A sign more, a stretch less, twice, many times or elsewhere."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        begins = [found.start() for found in _BEGINNING.finditer(text)]
        start = chance.choice(begins) if chance.random() < 0.6 else chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 2, 5, 20, 100)))
        piece = text[start:end]
        sign = chance.choice(SIGNS)
        new = chance.choice(
            (
                sign + piece,
                sign + piece,
                piece + sign,
                sign,
                "",
                piece * 2,
                sign * chance.choice((2, 3, 13, 100, 2_000, 60_000)),
                piece * chance.choice((3, 50)),
                text[: chance.randint(0, 200)],
                piece[::-1],
            )
        )
        text = (text[:start] + new + text[end:])[:_LONGEST]
    return text
