"""For somebody in despair: kind words, and the people who listen in their country.

The number comes last, beside the button that takes it, and whatever can be read later is folded, so
that on a phone the first sentence and the number are seen together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.actions.urgent import ShowCrisis, ShowEmergencyNumber, ShowUrgent
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.content.numbers import CrisisLine, Phone, TextLine
from bot.content.paging import paged
from bot.content.rich_text import RichText, bold, joined, link, plain
from bot.replies.footer import footer
from bot.replies.navigation import way_back
from bot.replies.phones import either, for_home, hours_in_words, take
from bot.replies.reading import reads
from bot.replies.reply import Button, Reply, in_columns, packed
from bot.replies.resources import readable
from bot.replies.urgent import below_numbers, by_name, folded, urgent_card

_IN_BOLD = re.compile(r"\*\*[^*]+\*\*")


def show_crisis(edition: Edition, action: ShowCrisis) -> Reply:
    """The caring words and the lines of a country; without one, the choice of countries."""
    country = action.country
    if not country:
        return _choose(edition, elsewhere=action.page > 0)
    card, numbers = urgent_card(edition), edition.content.numbers
    lines, phones = numbers.crisis_lines(country), numbers.emergency(country)
    # The fold begins with the question, so that its first words are read before a tap.
    later = _folded(edition, card.crisis_text, _beside(edition, lines))
    last = _whom_to_call(edition, lines, phones)
    # A fold has an edge of its own: on a small phone each empty line costs the one above it.
    text = joined([edition.rich(card.crisis_greeting), joined([later, last], "\n")])
    taken = [*phones, *(phone for line in lines for phone in line.numbers())]
    rows = packed([take(edition.l10n, phone) for phone in _each_once(taken)])
    below = below_numbers(edition.l10n, country, ShowCrisis(choose=action.home))
    return Reply(paged(text)[0], (*rows, below))


def show_despair(edition: Edition, country: str) -> Reply:
    """For what somebody wrote: the lines of their country or, where it is not known, the
    world-wide lists and a way to the lines, in as many words as a phone shows at once."""
    if country:
        return show_crisis(edition, ShowCrisis(country, home=1))
    card, l10n = urgent_card(edition), edition.l10n
    question, after = _question(card.crisis_text)
    later = _folded(edition, after, [*_finders(edition), edition.rich(card.crisis_program)])
    said = joined([edition.rich(card.crisis_greeting), edition.rich(question)])
    lines = Button(l10n.text("button-crisis-country"), ShowCrisis())
    number = Button(l10n.text("button-emergency-number"), ShowEmergencyNumber())
    return Reply(joined([said, later], "\n"), ((lines,), (number, *way_back(l10n)[-1:])))


def _question(text: str) -> tuple[str, str]:
    """The question alone, which stands in bold before all else, and what follows it."""
    found = _IN_BOLD.match(text)
    return (found[0], text[found.end() :].lstrip()) if found else ("", text)


def _whom_to_call(
    edition: Edition, lines: Sequence[CrisisLine], phones: Sequence[Phone]
) -> RichText:
    """What stands last, next to the buttons: nothing has to be scrolled for it."""
    danger = _danger(edition, phones)
    if not lines:
        none = edition.l10n.rich("crisis-none-listed")
        return joined([none, *_finders(edition)[:1], danger])
    return joined([danger, joined([_line(edition, line) for line in lines])], "\n")


def _beside(edition: Edition, lines: Sequence[CrisisLine]) -> list[RichText]:
    """Other ways to somebody who listens, and what this bot cannot do."""
    finders = _finders(edition)
    away = edition.l10n.rich("crisis-abroad") if _may_fail_from_abroad(lines) else RichText()
    program = edition.rich(urgent_card(edition).crisis_program)
    return [*(finders if lines else finders[1:]), away, program]


def _finders(edition: Edition) -> list[RichText]:
    return [_line(edition, line) for line in edition.content.numbers.everywhere]


def _choose(edition: Edition, *, elsewhere: bool) -> Reply:
    """Every country with a line on one screen: one tap more is one too many here."""
    l10n, numbers = edition.l10n, edition.content.numbers
    with_a_line = numbers.with_a_line()
    without = [code for code in numbers.countries if code not in with_a_line]
    codes = by_name(edition, without if elsewhere else with_a_line)
    buttons = in_columns([Button(l10n.country(code), ShowCrisis(code)) for code in codes], 3)
    more = Button(l10n.text("button-crisis-elsewhere"), ShowCrisis(page=1))
    rows = buttons if elsewhere or not without else (*buttons, (more,))
    back = way_back(l10n, ShowCrisis() if elsewhere else ShowUrgent())
    which = l10n.rich("crisis-none-listed" if elsewhere else "crisis-which-country")
    return Reply(paged(joined([*_caring(edition), which]))[0], (*rows, back))


def _caring(edition: Edition) -> list[RichText]:
    """A kind word with whom to call, the question, what can be read later, what a bot cannot do."""
    card = urgent_card(edition)
    question, _, tonight = card.crisis_text.partition("\n\n")
    later = _folded(edition, tonight, _finders(edition))
    above = [edition.rich(card.crisis_greeting), edition.rich(question)]
    return [*above, later, edition.rich(card.crisis_program)]


def _folded(edition: Edition, text: str, more: Iterable[RichText]) -> RichText:
    """What to do tonight, for a bystander too, further ways, and where all of it comes from."""
    card = urgent_card(edition)
    written = [edition.rich(text), edition.rich(card.crisis_bystander)]
    return folded([*written, *more, footer(edition, card)])


def _danger(edition: Edition, phones: Sequence[Phone]) -> RichText:
    if not phones:
        return RichText()
    return edition.l10n.rich("crisis-emergency", number=either(edition.l10n, phones))


def _line(edition: Edition, line: CrisisLine) -> RichText:
    """The name, what to know before one calls, other ways, and the numbers at the end."""
    words = edition.content.crisis_names[line.id]
    remark = edition.rich(words.remark) if words.remark else RichText()
    numbers = [plain("📞 ") + bold(for_home(phone)) for phone in line.phones]
    text = _text_line(edition, line.text) if line.text else RichText()
    parts = [bold(words.name), remark, *_known_of(edition.l10n, line), text, *numbers]
    return joined(parts, "\n")


def _known_of(l10n: Localization, line: CrisisLine) -> Iterator[RichText]:
    """Where it is found besides, when it answers, in which languages: few lines, as on a phone."""
    ways = []
    if line.url:
        ways.append(plain("🌐 ") + link(readable(str(line.url)), str(line.url)))
    if line.chat:
        ways.append(plain("💬 ") + link(l10n.text("crisis-chat"), str(line.chat)))
    yield joined(ways, " · ")
    hours = hours_in_words(l10n, line.hours) if line.hours else l10n.text("hours-check")
    spoken = [l10n.language_name(code) for code in line.languages]
    languages = f" · {', '.join(spoken)}" if len(spoken) > 1 else ""
    if line.phones or line.text:
        yield plain(f"🕑 {hours}{languages}")


def _text_line(edition: Edition, text: TextLine) -> RichText:
    l10n, number = edition.l10n, for_home(text)
    if text.keyword is None:
        return plain("✉️ ") + l10n.rich("crisis-text", number=number)
    return plain("✉️ ") + l10n.rich("crisis-text-word", word=text.keyword, number=number)


def _may_fail_from_abroad(lines: Sequence[CrisisLine]) -> bool:
    return bool(lines) and all(phone.stays_at_home for line in lines for phone in line.numbers())


def _each_once(phones: Iterable[Phone]) -> list[Phone]:
    """A line that takes calls and texts at one number is copied by one button."""
    return list({phone.at_home: phone for phone in phones}.values())


reads(ShowCrisis, show_crisis)
