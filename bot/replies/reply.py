"""A message before it is sent: text, buttons, nothing of Telegram."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.actions.registry import Action
from bot.content.paging import MESSAGE_LIMIT
from bot.content.rich_text import RichText


@dataclass(frozen=True, slots=True)
class Share:
    """What is passed on to a chat of one's choice: a page's deep link, and words beside it."""

    payload: str
    words: str


@dataclass(frozen=True, slots=True)
class Button:
    """One button: exactly one of ``action``, ``url``, ``start`` (deep link to the private chat),
    ``share``, ``add_to_group`` (a link that adds the bot to a group of the person's choice) and
    ``copy`` (up to 256 characters, which a tap takes without asking us)."""

    label: str
    action: Action | None = None
    url: str | None = None
    start: str | None = None
    share: Share | None = None
    add_to_group: str | None = None
    copy: str | None = None
    as_new_message: bool = False  # the pressed message stays: a tip is not read away by a tap


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Lasting:
    """The mark of one reply that is made once from the written words and shown to many.

    No two are alike: whatever is made of the reply can be kept by its mark, as long as that lives.
    """


@dataclass(frozen=True, slots=True)
class Reply:
    """A text of at most 4,096 UTF-16 units and rows of buttons.

    One that ``quotes`` shows in private too which message it answers.
    """

    text: RichText
    rows: tuple[Row, ...] = ()
    quotes: bool = field(default=False, kw_only=True)
    lasting: Lasting | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.text) > MESSAGE_LIMIT:
            raise ValueError(
                f"a reply of {len(self.text)} units is over Telegram's {MESSAGE_LIMIT}"
            )

    def for_everybody(self) -> Reply:
        """The same reply without the buttons that concern one person alone."""
        rows = (
            tuple(b for b in row if b.action is None or not b.action.found_in_private)
            for row in self.rows
        )
        return replace(self, rows=tuple(row for row in rows if row), lasting=None)


# Two buttons side by side show so many characters between them on a phone, three a few less.
_LINE = 30


def packed(buttons: list[Button]) -> tuple[Row, ...]:
    """Buttons in their order, as many in a row as a phone shows whole, and three at most."""
    rows: list[list[Button]] = []
    for button in buttons:
        row = rows[-1] if rows else []
        if row and len(row) < 3 and sum(len(b.label) for b in (*row, button)) <= _LINE:
            row.append(button)
        else:
            rows.append([button])
    return tuple(tuple(row) for row in rows)


def in_columns(buttons: list[Button], columns: int) -> tuple[Row, ...]:
    """Buttons in rows of so many; a phone shows two with some words or up to five short ones."""
    return tuple(tuple(buttons[i : i + columns]) for i in range(0, len(buttons), columns))
