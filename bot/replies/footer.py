"""What stands under every written text: where it comes from and who has looked at it."""

from __future__ import annotations

from collections import Counter

from bot.library.edition import Edition
from bot.library.model import Reviewed, Status
from bot.library.richtext import RichText, joined, link, plain


def footer(edition: Edition, item: Reviewed, *, symptoms: bool = False) -> RichText:
    """The red-flag line where symptoms are mentioned, the sources, the state of review."""
    urgent = edition.content.urgent
    warning = RichText()
    if symptoms and urgent is not None:
        warning = plain("🆘 ") + edition.rich(urgent.short)
    closing = joined([sources(edition, item.sources), review(edition, item)], "\n")
    return joined([warning, closing])


def sources(edition: Edition, keys: tuple[str, ...]) -> RichText:
    """ "Sources: A · B", each a link that opens the page."""
    known = [edition.content.sources[key] for key in keys]
    seen: Counter[str] = Counter()
    links = []
    for source in known:
        seen[source.organisation] += 1
        again = seen[source.organisation]
        name = f"{source.organisation} ({again})" if again > 1 else source.organisation
        links.append(link(name, str(source.url)))
    names = joined(links, " · ")
    return edition.strings.rich("sources", count=len(known)) + plain(" ") + names


def review(edition: Edition, item: Reviewed) -> RichText:
    """Who looked at it and when; where nobody has, that is said."""
    strings = edition.strings
    if item.status is Status.REVIEWED and item.reviewed is not None:
        return strings.rich(
            "reviewed-by",
            reviewer=item.reviewer or "",
            date=strings.date(item.reviewed),
            due=strings.date(item.review_due),
        )
    return strings.rich("not-reviewed")
