"""Organisations that help, by country and by topic."""

from __future__ import annotations

from bot.library.edition import Edition
from bot.library.model import AddressCheck, Phone, Resource
from bot.library.paging import MESSAGE_LIMIT, paged
from bot.library.richtext import RichText, bold, joined, link, plain
from bot.library.strings import Strings
from bot.replies.actions import (
    Action,
    ShowCountry,
    ShowMenu,
    ShowResource,
    ShowResources,
    ShowTopic,
    ShowTopics,
)
from bot.replies.footer import footer
from bot.replies.navigation import slug_of, turning, way_back
from bot.replies.reply import Button, Reply, Row, in_columns
from bot.replies.sharing import share_row

RESOURCES_ON_A_SCREEN = 6
COUNTRIES_ON_A_SCREEN = 14


def show_resources(edition: Edition, number: int = 0) -> Reply:
    """The choice of countries, those with most entries first, and the way to topics."""
    strings = edition.strings
    codes = countries(edition)
    count = max(1, -(-len(codes) // COUNTRIES_ON_A_SCREEN))
    number = min(number, count - 1)
    shown = codes[number * COUNTRIES_ON_A_SCREEN :][:COUNTRIES_ON_A_SCREEN]
    buttons = [Button(strings.country(code), ShowCountry(code)) for code in shown]
    turn = turning(strings, number, count, [ShowResources(page) for page in range(count)])
    everywhere = Button(strings.text("button-everywhere"), ShowCountry())
    by_topic = Button(strings.text("button-by-topic"), ShowTopics())
    first = (everywhere, by_topic)
    rows = (first, *in_columns(buttons, 2), *turn, way_back(strings, ShowMenu()))
    return Reply(strings.rich("resources"), rows)


def show_topics(edition: Edition) -> Reply:
    strings = edition.strings
    topics = sorted({t for r in edition.content.resources.values() for t in r.topics})
    buttons = [Button(topic_name(strings, topic), ShowTopic(topic)) for topic in topics]
    return Reply(
        strings.rich("resources-topics"),
        (*in_columns(buttons, 2), way_back(strings, ShowResources())),
    )


def show_country(edition: Edition, country: str, number: int = 0) -> Reply:
    """Resources of a country, or those for everybody."""
    everything = edition.content.resources.values()
    found = [r for r in everything if (country in r.countries if country else not r.countries)]
    name = edition.strings.country(country) if country else edition.strings.text("everywhere")
    at: list[Action] = [ShowCountry(country, i) for i in range(_screens(found))]
    everywhere = Button(edition.strings.text("button-everywhere"), ShowCountry())
    more = ((everywhere,),) if country else ()
    return _listed(edition, name, found, number, at, ShowResources(), more)


def show_topic(edition: Edition, topic: str, number: int = 0) -> Reply:
    found = [r for r in edition.content.resources.values() if topic in r.topics]
    at: list[Action] = [ShowTopic(topic, i) for i in range(_screens(found))]
    return _listed(edition, topic_name(edition.strings, topic), found, number, at, ShowTopics())


def show_resource(edition: Edition, resource: Resource) -> Reply:
    text = what_unchecked_means(edition.strings, entry(edition, resource))
    text = joined([text, footer(edition, resource)])
    back = ShowCountry(resource.countries[0]) if resource.countries else ShowCountry()
    return Reply(text, (share_row(edition, resource), way_back(edition.strings, back)))


def countries(edition: Edition) -> list[str]:
    """ISO codes of the countries that have entries, by number of entries, then by name."""
    counted: dict[str, int] = {}
    for resource in edition.content.resources.values():
        for code in resource.countries:
            counted[code] = counted.get(code, 0) + 1
    return sorted(counted, key=lambda code: (-counted[code], edition.strings.country(code)))


def topic_name(strings: Strings, topic: str) -> str:
    """A topic that has no name in the strings yet shows its slug, so that nothing is lost."""
    key = f"topic-{topic}"
    return strings.text(key) if strings.has(key) else topic.replace("-", " ").capitalize()


def entry(edition: Edition, resource: Resource) -> RichText:
    """Name, what one gets there, languages, numbers with their hours and doubts, address."""
    strings = edition.strings
    languages = ", ".join(strings.language_name(code) for code in resource.languages)
    address = link(readable(str(resource.url)), str(resource.url))
    if resource.url_check is AddressCheck.MEMORY:
        address = address + plain(" ") + strings.rich("unchecked")
    lines = [
        bold(resource.title),
        edition.rich(resource.text),
        *(phone_line(strings, phone) for phone in resource.phones),
        plain("🌐 ") + address,
        strings.rich("spoken-languages", languages=languages),
    ]
    return joined(lines, "\n")


def phone_line(strings: Strings, phone: Phone) -> RichText:
    """A number as it is dialled, its hours, and whether anybody has dialled it."""
    number = f"{phone.local} ({phone.number})" if phone.local else phone.number
    line = plain(f"📞 {number}")
    if phone.hours:
        line = line + plain(f" · {phone.hours}")
    if phone.check is not AddressCheck.CONFIRMED:
        line = line + plain(" ") + strings.rich("unchecked")
    return line


def what_unchecked_means(strings: Strings, text: RichText) -> RichText:
    """The text with one line that explains the mark, where it bears one."""
    if strings.text("unchecked").strip("*") not in text.text:
        return text
    return joined([text, strings.rich("unchecked-means")])


def _listed(
    edition: Edition,
    name: str,
    found: list[Resource],
    number: int,
    at: list[Action],
    back: Action,
    more: tuple[Row, ...] = (),
) -> Reply:
    strings = edition.strings
    if not found:
        return Reply(strings.rich("resources-none"), (*more, way_back(strings, back)))
    number = min(number, len(at) - 1)
    shown = found[number * RESOURCES_ON_A_SCREEN :][:RESOURCES_ON_A_SCREEN]
    heading = strings.rich("resources-of", name=name, count=len(found))
    text = joined([heading, *(entry(edition, resource) for resource in shown)])
    text = what_unchecked_means(strings, text)
    rows = (*turning(strings, number, len(at), at), *more, way_back(strings, back))
    if len(text) > MESSAGE_LIMIT:  # six long entries: the names, and each on a screen of its own
        buttons = [Button(r.title, ShowResource(slug_of(r.id))) for r in shown]
        return Reply(paged(heading)[0], (*in_columns(buttons, 1), *rows))
    return Reply(text, rows)


def _screens(found: list[Resource]) -> int:
    return max(1, -(-len(found) // RESOURCES_ON_A_SCREEN))


def readable(url: str) -> str:
    """An address as people read it: "macmillan.org.uk"."""
    return url.removeprefix("https://").removeprefix("www.").rstrip("/")
