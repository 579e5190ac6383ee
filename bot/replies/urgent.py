"""Urgent help: what to do now, the signs that cannot wait, lines for people in despair."""

from __future__ import annotations

from bot.actions.registry import Action
from bot.actions.urgent import ShowCrisis, ShowRedFlags, ShowUrgent
from bot.content.edition import Edition
from bot.content.model import CrisisLine, UrgentCard
from bot.content.paging import paged
from bot.content.rich_text import RichText, bold, joined, link, plain
from bot.replies.footer import footer, sources
from bot.replies.navigation import turning, way_back
from bot.replies.reading import reads
from bot.replies.reply import Button, Reply, in_columns
from bot.replies.resources import phone_line, readable, what_unchecked_means

# One flag with its sources is some 350 characters: six fill a phone's screen twice, not more.
FLAGS_ON_A_SCREEN = 6


def show_urgent(edition: Edition) -> Reply:
    """The card itself; the way back leads to the menu, not to another alarm."""
    card, l10n = _card(edition), edition.l10n
    # The numbers and the sources are folded: what to do now must stay in sight on a phone.
    folded = joined([_numbers(edition, card), footer(edition, card)])
    folded = folded.wrapped("expandable_blockquote")
    text = joined([bold(f"🆘 {card.title}"), edition.rich(card.text), folded])
    flags = Button(l10n.text("button-red-flags"), ShowRedFlags())
    crisis = Button(l10n.text("button-crisis"), ShowCrisis())
    menu = way_back(l10n)[:1]
    return Reply(text, ((flags,), (crisis,), menu))


def show_red_flags(edition: Edition, number: int = 0) -> Reply:
    card, l10n = _card(edition), edition.l10n
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


def show_crisis(edition: Edition, country: str = "") -> Reply:
    """The caring text and the lines of a country; without one, the choice of countries."""
    card, l10n = _card(edition), edition.l10n
    everywhere = [line for line in card.crisis_lines if not line.countries]
    lines = [line for line in card.crisis_lines if country and country in line.countries]
    shown = [_line(edition, line) for line in (*lines, *everywhere)]
    # A kind word, then whom to call; the rest can be read afterwards.
    greeting, _, rest = card.crisis_text.partition("\n\n")
    first = [edition.rich(greeting), _ambulance(edition, card, country), *shown]
    text = what_unchecked_means(l10n, joined([*first, edition.rich(rest)]))
    text = joined([text, footer(edition, card)])
    if country:
        return Reply(paged(text)[0], (way_back(l10n, ShowCrisis()),))
    codes = {code for line in card.crisis_lines for code in line.countries}
    buttons = [
        Button(l10n.country(code), ShowCrisis(code)) for code in sorted(codes, key=l10n.country)
    ]
    return Reply(paged(text)[0], (*in_columns(buttons, 3), way_back(l10n, ShowUrgent())))


def _ambulance(edition: Edition, card: UrgentCard, country: str) -> RichText:
    for entry in card.emergency:
        if country in entry.countries:
            return edition.l10n.rich("crisis-emergency", number=entry.number)
    return RichText()


def _numbers(edition: Edition, card: UrgentCard) -> RichText:
    l10n = edition.l10n
    lines = [
        plain(f"{entry.number}: " + ", ".join(sorted(map(l10n.country, entry.countries))))
        for entry in card.emergency
    ]
    return bold(l10n.text("emergency-numbers")) + plain("\n") + joined(lines, "\n")


def _line(edition: Edition, line: CrisisLine) -> RichText:
    parts = [bold(line.name)]
    if line.phone:
        parts.append(phone_line(edition.l10n, line.phone))
    if line.text:
        parts.append(edition.rich(line.text))
    if line.url:
        parts.append(plain("🌐 ") + link(readable(str(line.url)), str(line.url)))
    return joined(parts, "\n")


def _card(edition: Edition) -> UrgentCard:
    if edition.content.urgent is None:  # the loader refuses content without it
        raise LookupError("the content has no urgent card")
    return edition.content.urgent


reads(ShowUrgent, lambda edition, _: show_urgent(edition))
reads(ShowRedFlags, lambda edition, action: show_red_flags(edition, action.page))
reads(ShowCrisis, lambda edition, action: show_crisis(edition, action.country))
