"""Urgent help: what to do now, the signs that cannot wait, the emergency number of a country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.actions.registry import Action
from bot.actions.urgent import (
    KeepCountry,
    ShowCrisis,
    ShowEmergencyNumber,
    ShowRedFlags,
    ShowUrgent,
    is_urgent_help,
)
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.content.model import UrgentCard
from bot.content.paging import paged
from bot.content.rich_text import RichText, bold, joined, plain
from bot.replies.footer import footer, sources
from bot.replies.navigation import turning, way_back
from bot.replies.phones import either, take
from bot.replies.reading import reads
from bot.replies.reply import Button, Reply, Row, in_columns, packed

# One flag with its sources is some 350 characters: six fill a phone's screen twice, not more.
FLAGS_ON_A_SCREEN = 6
COUNTRIES_ON_A_SCREEN = 42
# The paragraphs of the card that are read before a tap: the hospice line, and when an ambulance.
IN_SIGHT = 2


def show_urgent(edition: Edition, country: str = "") -> Reply:
    """The card itself, with the number of the country where one is given.

    The way back leads to the menu, not to another alarm.
    """
    card, l10n = urgent_card(edition), edition.l10n
    # On a small phone what is most dangerous and the buttons are seen together. The fold begins
    # with whom to call for all else, so that its first words are read before a tap.
    told = [edition.rich(paragraph) for paragraph in card.text.split("\n\n")]
    above = joined([bold(f"🆘 {card.title}"), *told[:IN_SIGHT]])
    later = folded([*told[IN_SIGHT:], _numbers(edition), footer(edition, card)])
    phones = edition.content.numbers.emergency(country)
    call = _call(edition, country) if phones else RichText()
    flags = Button(l10n.text("button-red-flags"), ShowRedFlags())
    crisis = Button(l10n.text("button-crisis"), ShowCrisis())
    choose = Button(l10n.text("button-emergency-number"), ShowEmergencyNumber())
    numbers = [take(l10n, phone) for phone in phones] or [choose]
    rows = ((flags,), (crisis,), (*numbers, *way_back(l10n)[:1]))
    return Reply(joined([above, later, call], "\n"), rows)


def show_recognised(edition: Edition, country: str, flag: str, after: Button | None) -> Reply:
    """The fixed reply to a sign that was read in somebody's words, with the number to call.

    On a small phone all of it is seen at once; ``after`` leads on to what they asked.
    """
    card, l10n = urgent_card(edition), edition.l10n
    phones = edition.content.numbers.emergency(country)
    call = _call(edition, country) if phones else RichText()
    text = joined([bold(f"🆘 {card.title}"), edition.rich(card.recognised), call])
    choose = Button(l10n.text("button-emergency-number"), ShowEmergencyNumber())
    numbers = packed([take(l10n, phone) for phone in phones] or [choose])
    signs = Button(l10n.text("button-red-flags"), ShowRedFlags(_screen_of_flag(card, flag)))
    return Reply(text, (*numbers, (signs, after) if after else (signs,)))


def _screen_of_flag(card: UrgentCard, flag: str) -> int:
    ids = [known.id for known in card.flags]
    return ids.index(flag) // FLAGS_ON_A_SCREEN if flag in ids else 0


def kept_in(language: str, reply: Reply) -> Reply:
    """The same reply, with the urgent help behind its buttons in this language."""
    rows = tuple(tuple(_in_language(button, language) for button in row) for row in reply.rows)
    return replace(reply, rows=rows, lasting=None)


def _in_language(button: Button, language: str) -> Button:
    if button.action is None or not is_urgent_help(button.action):
        return button
    return replace(button, action=replace(button.action, language=language))


def show_red_flags(edition: Edition, number: int = 0) -> Reply:
    card, l10n = urgent_card(edition), edition.l10n
    count = -(-len(card.flags) // FLAGS_ON_A_SCREEN)
    number = min(number, count - 1)
    shown = card.flags[number * FLAGS_ON_A_SCREEN :][:FLAGS_ON_A_SCREEN]
    flags = [
        joined([bold(flag.title), edition.rich(flag.text), sources(edition, flag.sources)], "\n")
        for flag in shown
    ]
    text = joined([l10n.rich("red-flags", page=number + 1, pages=count), *flags])
    at: list[Action] = [ShowRedFlags(i) for i in range(count)]
    return Reply(paged(text)[0], (*turning(l10n, number, count, at), way_back(l10n, ShowUrgent())))


def show_emergency_number(edition: Edition, action: ShowEmergencyNumber) -> Reply:
    """The number for an ambulance; without a country, the choice of countries."""
    numbers, country = edition.content.numbers, action.country
    phones = numbers.emergency(country)
    if not phones:
        return _choose_emergency(edition, by_name(edition, numbers.countries), action.page)
    l10n, card = edition.l10n, urgent_card(edition)
    dying_first = edition.rich(card.text.partition("\n\n")[0])
    text = joined([dying_first, l10n.rich("copy-hint"), _call(edition, country)])
    crisis = Button(l10n.text("button-crisis"), ShowCrisis(country))
    choice = ShowEmergencyNumber(choose=action.home)
    last = below_numbers(l10n, country, choice)
    return Reply(text, (*packed([take(l10n, phone) for phone in phones]), (crisis,), last))


def below_numbers(
    l10n: Localization, country: str, choice: ShowCrisis | ShowEmergencyNumber
) -> Row:
    """The last row: it keeps this country or, where it is kept, leads to the choice of others.

    One row, because each more pushes the words out of a phone's sight. In a group nothing is kept:
    that button is taken out there.
    """
    back, _, urgent = way_back(l10n, choice)
    if choice.choose:
        return (Button(l10n.text("button-crisis-elsewhere"), choice), urgent)
    return (back, Button(l10n.text("button-keep-country"), KeepCountry(country)), urgent)


def country_kept(edition: Edition, country: str) -> Reply:
    """After the country was chosen for good, or let go of."""
    l10n = edition.l10n
    if not country:
        return Reply(l10n.rich("country-dropped"), (way_back(l10n, ShowUrgent()),))
    here = ShowEmergencyNumber(country, home=1)
    numbers = Button(l10n.text("button-emergency-number"), here)
    crisis = Button(l10n.text("button-crisis"), ShowCrisis(country, home=1))
    drop = Button(l10n.text("button-drop-country"), KeepCountry())
    text = l10n.rich("country-kept", country=l10n.country(country))
    return Reply(text, ((numbers,), (crisis,), (drop,), way_back(l10n, ShowUrgent())))


def _call(edition: Edition, country: str) -> RichText:
    l10n, phones = edition.l10n, edition.content.numbers.emergency(country)
    return l10n.rich("emergency-call", country=l10n.country(country), number=either(l10n, phones))


def _choose_emergency(edition: Edition, codes: list[str], number: int) -> Reply:
    l10n = edition.l10n
    count = max(1, -(-len(codes) // COUNTRIES_ON_A_SCREEN))
    number = min(number, count - 1)
    shown = codes[number * COUNTRIES_ON_A_SCREEN :][:COUNTRIES_ON_A_SCREEN]
    buttons = [Button(l10n.country(code), ShowEmergencyNumber(code)) for code in shown]
    at: list[Action] = [ShowEmergencyNumber(page=i) for i in range(count)]
    turn = turning(l10n, number, count, at)
    text = l10n.rich("emergency-which-country")
    return Reply(text, (*in_columns(buttons, 3), *turn, way_back(l10n, ShowUrgent())))


def folded(texts: Iterable[RichText]) -> RichText:
    """What can be read later: a tap opens it."""
    return joined(list(texts)).wrapped("expandable_blockquote")


def _numbers(edition: Edition) -> RichText:
    """Every emergency number with its countries: they are read where no button can be pressed."""
    l10n = edition.l10n
    by_number: dict[str, list[str]] = {}
    for code, listed in edition.content.numbers.countries.items():
        by_number.setdefault(either(l10n, listed.emergency), []).append(l10n.country(code))
    lines = [plain(f"{number}: " + ", ".join(sorted(names))) for number, names in by_number.items()]
    return bold(l10n.text("emergency-numbers")) + plain("\n") + joined(lines, "\n")


def by_name(edition: Edition, codes: Iterable[str]) -> list[str]:
    """Countries (ISO codes) in the order of their names in the reader's language."""
    return sorted(codes, key=edition.l10n.country)


def urgent_card(edition: Edition) -> UrgentCard:
    """The card that every content has."""
    if edition.content.urgent is None:  # the loader refuses content without it
        raise LookupError("the content has no urgent card")
    return edition.content.urgent


reads(ShowUrgent, lambda edition, action: show_urgent(edition, action.country))
reads(ShowRedFlags, lambda edition, action: show_red_flags(edition, action.page))
reads(ShowEmergencyNumber, show_emergency_number)
