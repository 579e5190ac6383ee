"""Every screen that is made from written words alone, measured as it will be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.actions.about import ShowAbout, ShowHelp, ShowMenu, ShowStart
from bot.actions.deep_links import for_item
from bot.actions.pages import ShowFaq, ShowFaqs, ShowGlossary, ShowQuestions, ShowSection
from bot.actions.privacy import AskErase, ShowPrivacy
from bot.actions.registry import CALLBACK_LIMIT, Action, StaleAction, encode
from bot.actions.resources import ShowResources, ShowTopics
from bot.actions.urgent import (
    ShowCrisis,
    ShowEmergencyNumber,
    ShowRedFlags,
    ShowUrgent,
    is_urgent_help,
)
from bot.content.edition import Edition, editions
from bot.content.findings import Finding, Position, Severity
from bot.content.library import Content, Item, Library
from bot.content.model import Page, QuestionGroup, Reviewed, Tip
from bot.content.paging import MESSAGE_LIMIT
from bot.content.references import all_items
from bot.replies import reading
from bot.replies.footer import review
from bot.replies.reply import Button, Reply
from bot.replies.tips import weekly_tip, weekly_tip_in_group

RULE = "screens"
# Bot API, Message.entities: clients draw the first 100 of a message and leave the rest plain.
ENTITY_LIMIT = 100
# Not in the documentation: beyond these Telegram answers "reply markup is too long".
BUTTON_LIMIT, ROW_LIMIT = 100, 8
# No phone shows more of a button, even where it has the whole width.
LABEL_LIMIT = 44
# So much of a text's end is looked for on its screens.
_TAIL = 40

# Where people begin; everything else is reached from here by buttons.
_DOORS: tuple[Action, ...] = (
    ShowStart(),
    ShowMenu(),
    ShowHelp(),
    ShowAbout(),
    ShowPrivacy(),
    AskErase(),
    ShowUrgent(),
    ShowFaqs(),
    ShowGlossary(),
    ShowResources(),
    ShowTopics(),
    ShowQuestions(),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One message as it will be sent; without a reply it could not be made, and ``problem`` says
    why."""

    name: str
    action: Action | None
    reply: Reply | None
    problem: str = ""


def check_screens(library: Library, content_dir: Path) -> list[Finding]:
    """What Telegram would refuse or cut off, in every language; each text is found whole."""
    found: dict[Finding, None] = {}  # what one language borrows from another is told once
    for language, edition in editions(library).by_language.items():
        walked = list(walk(edition))
        others = Position(content_dir / language / "strings.ftl")
        beside = () if edition.content.only_urgent_help else _beside(edition)
        for screen in (*walked, *beside):
            position = edition.content.positions.get(_owner(screen), others)
            found |= dict.fromkeys(_too_much(screen, position))
        found |= dict.fromkeys(_lost(edition, walked))
        found |= dict.fromkeys(_long(edition, walked))
    return list(found)


def walk(edition: Edition) -> Iterator[Screen]:
    """Every screen that buttons lead to from the doors or from an item, and each only once; of a
    language that has urgent help alone, no other is shown."""
    doors = [*_DOORS, *(for_item(item_id) for item_id, _ in all_items(edition.content))]
    waiting = [action for action in doors if _is_shown(edition, action)]
    known = set(waiting)
    while waiting:
        action = waiting.pop()
        screen = _screen(edition, action)
        if screen is None:  # something is decided there, and words alone do not make it
            continue
        yield screen
        for button in _buttons(screen):
            if button.action is None or not _is_shown(edition, button.action):
                continue
            if button.action not in known:
                known.add(button.action)
                waiting.append(button.action)


def _is_shown(edition: Edition, action: Action) -> bool:
    return is_urgent_help(action) or not edition.content.only_urgent_help


def _screen(edition: Edition, action: Action) -> Screen | None:
    name = _name(action)
    try:
        reply = reading.read(edition, action)
    except StaleAction:
        return Screen(name, action, None, "a button leads here, and there is nothing")
    except ValueError as problem:  # of a reply over Telegram's limit, or callback data
        return Screen(name, action, None, str(problem))
    return Screen(name, action, reply) if reply else None


def _beside(edition: Edition) -> Iterator[Screen]:
    """The same words as a group and a subscriber get them."""
    for item_id, item in all_items(edition.content):
        try:
            if isinstance(item, Page):
                yield Screen(item_id, None, reading.read_in_group(edition, for_item(item_id)))
            if isinstance(item, Tip):
                yield Screen(item_id, None, weekly_tip(edition, item))
                yield Screen(item_id, None, weekly_tip_in_group(edition, item))
        except ValueError as problem:
            yield Screen(item_id, None, None, str(problem))


def _too_much(screen: Screen, position: Position) -> Iterator[Finding]:
    """What Telegram refuses, and what it would not show."""

    def error(message: str, advice: str) -> Finding:
        return Finding(position, RULE, f"'{screen.name}' {message}.", advice)

    reply = screen.reply
    if reply is None:
        yield error(f"cannot be shown: {screen.problem}", "Shorten it, or make two of it.")
        return
    if not 0 < len(reply.text) <= MESSAGE_LIMIT:
        yield error(
            f"has {len(reply.text)} characters as Telegram counts them",
            f"Telegram takes at most {MESSAGE_LIMIT}: make two of it.",
        )
    if len(reply.text.entities) > ENTITY_LIMIT:
        yield error(
            f"has {len(reply.text.entities)} links and emphases",
            f"Telegram shows the first {ENTITY_LIMIT}: use fewer.",
        )
    buttons = _buttons(screen)
    if len(buttons) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in reply.rows):
        yield error(
            f"has {len(buttons)} buttons",
            f"Telegram takes {BUTTON_LIMIT}, and {ROW_LIMIT} side by side: make two lists of it.",
        )
    for button in buttons:
        if _data_length(button) > CALLBACK_LIMIT:
            yield error(f"has a button with too long an id, '{button.label}'", "Shorten the id.")
        if not button.label.strip():
            yield error("has a button without words", "Give it a label.")
        elif len(button.label) > LABEL_LIMIT:
            yield replace(
                error(
                    f"has a button with {len(button.label)} characters, '{button.label}'",
                    f"A phone shows some {LABEL_LIMIT}: shorten the title, or add a label.",
                ),
                severity=Severity.WARNING,
            )


def _data_length(button: Button) -> int:
    """Of the callback data, with the mark of a button that opens a new message."""
    if button.action is None:
        return 0
    try:
        return len(encode(button.action).encode()) + 1
    except ValueError:
        return CALLBACK_LIMIT + 1


def _lost(edition: Edition, walked: list[Screen]) -> Iterator[Finding]:
    """Words that stand in the files and on none of the screens of their text."""
    shown: dict[str, list[tuple[int, str]]] = {}
    for screen in walked:
        if screen.action is not None and screen.reply is not None:
            page = getattr(screen.action, "page", 0)
            shown.setdefault(screen.name, []).append((page, screen.reply.text.text))
    whole = {name: _plain(" ".join(text for _, text in sorted(s))) for name, s in shown.items()}
    for name, owner, texts in _expected(edition):
        if name not in whole:  # it could not be made, which is told already
            continue
        for text in texts:
            if not any(end in whole[name] for end in _ends(edition, text)):
                yield Finding(
                    edition.content.positions[owner],
                    RULE,
                    f"'{name}' does not hold all of its text: '… {_ends(edition, text)[0]}' is "
                    "cut off.",
                    "Shorten it, or make two of it.",
                )
                break


def _expected(edition: Edition) -> Iterator[tuple[str, str, list[str]]]:
    """The name of a screen, whose words it shows, and all that must be found there."""
    for item_id, item in all_items(edition.content):
        yield item_id, item_id, [*_texts(item), *_footer(edition, item)]
    card = edition.content.urgent
    if card is None:  # the loader refuses content without it
        return
    yield _name(ShowUrgent()), "urgent", [card.text, *_footer(edition, card)]
    flags = [words for flag in card.flags for words in (flag.title, flag.text)]
    yield _name(ShowRedFlags()), "urgent", flags
    for country in ("", *sorted(edition.content.numbers.countries)):
        texts = [card.crisis_text, card.crisis_bystander, *_footer(edition, card)]
        lines = _lines(edition.content, country) if country else ()
        yield _name(ShowCrisis(country)), "urgent", [*texts, *lines]


def _texts(item: Item) -> list[str]:
    match item:
        case Page():
            return [item.lead, *(part.body for part in item.parts), *item.ask]
        case Tip():
            return [item.text, item.this_week]
        case QuestionGroup():
            return [*item.questions]
        case _:
            return [item.text]


def _lines(content: Content, country: str) -> Iterator[str]:
    numbers = content.numbers
    for line in (*numbers.everywhere, *numbers.crisis_lines(country)):
        words = content.crisis_names[line.id]
        yield words.name
        if words.remark:
            yield words.remark
        yield from (phone.at_home for phone in line.numbers())


def _footer(edition: Edition, item: Reviewed) -> list[str]:
    return [review(edition, item).text]


def _long(edition: Edition, walked: list[Screen]) -> Iterator[Finding]:
    """A text that goes on overleaf: many readers do not turn the page."""
    pages: dict[str, int] = {}
    for screen in walked:
        if isinstance(screen.action, ShowSection | ShowFaq):
            pages[screen.name] = max(screen.action.page + 1, pages.get(screen.name, 1))
    for item_id, count in pages.items():
        if count > 1:
            yield Finding(
                edition.content.positions[item_id],
                RULE,
                f"'{item_id}' fills {count} messages.",
                "Make two texts of it: not everybody turns the page.",
                Severity.WARNING,
            )


def _name(action: Action) -> str:
    """What a screen is called, the same for all of its pages: an item's id, or what a button to
    it says ("crisis:GB")."""
    slug = getattr(action, "slug", "")
    if slug:
        return f"{action.code}/{slug}"
    first = replace(action, page=0) if hasattr(action, "page") else action  # type: ignore[call-arg]
    try:
        return encode(first)
    except ValueError:
        return action.code


def _owner(screen: Screen) -> str:
    if isinstance(screen.action, ShowUrgent | ShowRedFlags | ShowCrisis | ShowEmergencyNumber):
        return "urgent"
    return screen.name


def _buttons(screen: Screen) -> list[Button]:
    return [button for row in screen.reply.rows for button in row] if screen.reply else []


def _ends(edition: Edition, text: str) -> tuple[str, str]:
    """How a text ends as it is shown: with its marks read, or as it stands, as names are."""
    return _plain(edition.rich(text).text)[-_TAIL:], _plain(text)[-_TAIL:]


def _plain(text: str) -> str:
    return " ".join(text.split())
