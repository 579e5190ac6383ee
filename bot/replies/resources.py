"""Organisations that help, by country and by topic."""

from __future__ import annotations

from dataclasses import dataclass

from bot.actions.about import ShowMenu
from bot.actions.registry import Action
from bot.actions.resources import ShowCountry, ShowResource, ShowResources, ShowTopic, ShowTopics
from bot.actions.urgent import ShowCrisis
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.content.model import AddressCheck, Resource
from bot.content.numbers import Phone
from bot.content.paging import MESSAGE_LIMIT, paged
from bot.content.rich_text import RichText, bold, joined, link, plain
from bot.replies.footer import footer
from bot.replies.navigation import slug_of, turning, way_back
from bot.replies.phones import for_anywhere, for_home, hours_in_words
from bot.replies.reading import found, reads
from bot.replies.reply import Button, Reply, Row, in_columns
from bot.replies.sharing import share_row

RESOURCES_ON_A_SCREEN = 6
COUNTRIES_ON_A_SCREEN = 14


@dataclass(frozen=True, slots=True)
class _Listing:
    """Some resources under one name; ``at[i]`` shows screen i of them."""

    name: str
    found: list[Resource]
    at: list[Action]
    back: Action
    more: tuple[Row, ...] = ()
    at_home: bool = False


def show_resources(edition: Edition, number: int = 0) -> Reply:
    """The choice of countries, those with most entries first, and the way to topics."""
    l10n = edition.l10n
    codes = countries(edition)
    count = max(1, -(-len(codes) // COUNTRIES_ON_A_SCREEN))
    number = min(number, count - 1)
    shown = codes[number * COUNTRIES_ON_A_SCREEN :][:COUNTRIES_ON_A_SCREEN]
    buttons = [Button(l10n.country(code), ShowCountry(code)) for code in shown]
    turn = turning(l10n, number, count, [ShowResources(page) for page in range(count)])
    everywhere = Button(l10n.text("button-everywhere"), ShowCountry())
    by_topic = Button(l10n.text("button-by-topic"), ShowTopics())
    tonight = Button(l10n.text("button-crisis-short"), ShowCrisis())
    rows = (
        (tonight,),
        (everywhere, by_topic),
        *in_columns(buttons, 2),
        *turn,
        way_back(l10n, ShowMenu()),
    )
    return Reply(l10n.rich("resources"), rows)


def show_topics(edition: Edition) -> Reply:
    l10n = edition.l10n
    topics = sorted({t for r in edition.content.resources.values() for t in r.topics})
    buttons = [Button(topic_name(l10n, topic), ShowTopic(topic)) for topic in topics]
    return Reply(
        l10n.rich("resources-topics"),
        (*in_columns(buttons, 2), way_back(l10n, ShowResources())),
    )


def show_country(edition: Edition, country: str, number: int = 0) -> Reply:
    """Resources of a country, or those for everybody."""
    everything = edition.content.resources.values()
    found = [r for r in everything if (country in r.countries if country else not r.countries)]
    name = edition.l10n.country(country) if country else edition.l10n.text("everywhere")
    at: list[Action] = [ShowCountry(country, i) for i in range(_screens(found))]
    everywhere = Button(edition.l10n.text("button-everywhere"), ShowCountry())
    more = ((everywhere,),) if country else ()
    listing = _Listing(name, found, at, ShowResources(), more, at_home=bool(country))
    return _listed(edition, listing, number)


def show_topic(edition: Edition, topic: str, number: int = 0) -> Reply:
    found = [r for r in edition.content.resources.values() if topic in r.topics]
    at: list[Action] = [ShowTopic(topic, i) for i in range(_screens(found))]
    listing = _Listing(topic_name(edition.l10n, topic), found, at, ShowTopics())
    return _listed(edition, listing, number)


def show_resource(edition: Edition, resource: Resource) -> Reply:
    text = what_unchecked_means(edition.l10n, entry(edition, resource))
    text = joined([text, footer(edition, resource)])
    back = ShowCountry(resource.countries[0]) if resource.countries else ShowCountry()
    return Reply(text, (share_row(edition, resource), way_back(edition.l10n, back)))


def countries(edition: Edition) -> list[str]:
    """ISO codes of the countries that have entries, by number of entries, then by name."""
    counted: dict[str, int] = {}
    for resource in edition.content.resources.values():
        for code in resource.countries:
            counted[code] = counted.get(code, 0) + 1
    return sorted(counted, key=lambda code: (-counted[code], edition.l10n.country(code)))


def topic_name(l10n: Localization, topic: str) -> str:
    """A topic that has no name in the strings yet shows its slug, so that nothing is lost."""
    key = f"topic-{topic}"
    return l10n.text(key) if l10n.has(key) else topic.replace("-", " ").capitalize()


def entry(edition: Edition, resource: Resource, *, at_home: bool = False) -> RichText:
    """Name, what one gets there, languages, numbers with their hours and doubts, address.

    ``at_home``: the reader has chosen the country of the organisation.
    """
    l10n = edition.l10n
    languages = ", ".join(l10n.language_name(code) for code in resource.languages)
    address = link(readable(str(resource.url)), str(resource.url))
    if resource.url_check is AddressCheck.MEMORY:
        address = address + plain(" ") + l10n.rich("unchecked")
    lines = [
        bold(resource.title),
        edition.rich(resource.text),
        *_phone_lines(edition, resource, at_home=at_home),
        plain("🌐 ") + address,
        l10n.rich("spoken-languages", languages=languages),
    ]
    return joined(lines, "\n")


def _phone_lines(edition: Edition, resource: Resource, *, at_home: bool) -> list[RichText]:
    listed = edition.content.numbers.of_resource(resource.id)
    if listed is None:
        return []
    l10n = edition.l10n
    country = resource.countries[0] if resource.countries else ""
    written = [
        for_home(phone) if at_home else for_anywhere(l10n, phone, country)
        for phone in listed.phones
    ]
    hours = hours_in_words(l10n, listed.hours) if listed.hours else l10n.text("hours-unknown")
    return [
        _phone_line(edition, phone, number, hours)
        for phone, number in zip(listed.phones, written, strict=True)
    ]


def _phone_line(edition: Edition, phone: Phone, number: str, hours: str) -> RichText:
    """The number, its hours, and, until somebody has dialled it, that, and how old a source is."""
    l10n = edition.l10n
    line = plain(f"📞 {number} · {hours}")
    if phone.dialled_on is not None:
        return line
    year = edition.content.numbers.old_source(phone)
    age = plain("; " + l10n.text("phone-from-page", year=str(year))) if year else RichText()
    return line + age + plain(" ") + l10n.rich("unchecked")


def what_unchecked_means(l10n: Localization, text: RichText) -> RichText:
    """The text with one line that explains the mark, where it bears one."""
    if l10n.text("unchecked").strip("*") not in text.text:
        return text
    return joined([text, l10n.rich("unchecked-means")])


def _listed(edition: Edition, listing: _Listing, number: int) -> Reply:
    l10n, at = edition.l10n, listing.at
    back = way_back(l10n, listing.back)
    if not listing.found:
        return Reply(l10n.rich("resources-none"), (*listing.more, back))
    number = min(number, len(at) - 1)
    shown = listing.found[number * RESOURCES_ON_A_SCREEN :][:RESOURCES_ON_A_SCREEN]
    heading = l10n.rich("resources-of", name=listing.name, count=len(listing.found))
    entries = [entry(edition, resource, at_home=listing.at_home) for resource in shown]
    text = what_unchecked_means(l10n, joined([heading, *entries]))
    rows = (*turning(l10n, number, len(at), at), *listing.more, back)
    if len(text) > MESSAGE_LIMIT:  # six long entries: the names, and each on a screen of its own
        buttons = [Button(r.title, ShowResource(slug_of(r.id))) for r in shown]
        return Reply(paged(heading)[0], (*in_columns(buttons, 1), *rows))
    return Reply(text, rows)


def _screens(found: list[Resource]) -> int:
    return max(1, -(-len(found) // RESOURCES_ON_A_SCREEN))


def readable(url: str) -> str:
    """An address as people read it: "macmillan.org.uk"."""
    return url.removeprefix("https://").removeprefix("www.").rstrip("/")


def _resource(edition: Edition, action: ShowResource) -> Reply:
    return show_resource(edition, found(edition, f"resource/{action.slug}", Resource))


reads(ShowResources, lambda edition, action: show_resources(edition, action.page))
reads(ShowTopics, lambda edition, _: show_topics(edition))
reads(ShowCountry, lambda edition, action: show_country(edition, action.country, action.page))
reads(ShowTopic, lambda edition, action: show_topic(edition, action.topic, action.page))
reads(ShowResource, _resource)
