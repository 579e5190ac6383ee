"""What stands under every written text: where it comes from and who has looked at it."""

from __future__ import annotations

from bot.content.edition import Edition
from bot.content.model import Page, Reviewed, Source, Status
from bot.content.rich_text import RichText, joined, link, plain


def footer(edition: Edition, item: Reviewed, *, symptoms: bool = False) -> RichText:
    """The red-flag line where symptoms are mentioned, the sources, the state of review."""
    warning = red_flag_line(edition, item) if symptoms else RichText()
    closing = joined([sources(edition, item.sources), review(edition, item)], "\n")
    return joined([warning, closing])


def red_flag_line(edition: Edition, item: Reviewed) -> RichText:
    """What to do if something is wrong now; on a page about dying, not an ambulance first."""
    urgent = edition.content.urgent
    if urgent is None:  # the loader refuses content without it
        return RichText()
    dying = isinstance(item, Page) and item.gentle
    return plain("🆘 ") + edition.rich(urgent.short_end_of_life if dying else urgent.short)


def sources(edition: Edition, keys: tuple[str, ...]) -> RichText:
    """ "Sources: A · B", each a link that opens the page."""
    known = [edition.content.sources[key] for key in keys]
    by_organisation: dict[str, list[Source]] = {}
    for source in known:
        by_organisation.setdefault(source.organisation, []).append(source)
    names = joined([_named(*group) for group in by_organisation.items()], " · ")
    return edition.l10n.rich("sources", count=len(known)) + plain(" ") + names


def _named(organisation: str, pages: list[Source]) -> RichText:
    """The organisation once, and where several of its pages are named, a number for each."""
    if len(pages) == 1:
        return link(organisation, str(pages[0].url))
    numbers = [link(str(number), str(page.url)) for number, page in enumerate(pages, start=1)]
    return plain(f"{organisation} (") + joined(numbers, ", ") + plain(")")


def review(edition: Edition, item: Reviewed) -> RichText:
    """Who looked at it and when; where nobody has, that is said."""
    l10n = edition.l10n
    if item.status is Status.REVIEWED and item.reviewed is not None:
        return l10n.rich(
            "reviewed-by",
            reviewer=item.reviewer or "",
            date=l10n.date(item.reviewed),
            due=l10n.date(item.review_due),
        )
    return l10n.rich("not-reviewed")
