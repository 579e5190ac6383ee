"""Sections, FAQs and terms as messages: the answer first, detail folded under it."""

from __future__ import annotations

from bot.actions.about import ShowMenu
from bot.actions.deep_links import for_item, payload_of
from bot.actions.pages import ShowFaq, ShowGlossary, ShowSection, ShowTerm
from bot.actions.registry import Action
from bot.content.edition import Edition
from bot.content.model import Faq, Page, Section, Term
from bot.content.paging import paged
from bot.content.rich_text import RichText, bold, joined, plain
from bot.replies.footer import footer, red_flag_line, review, sources
from bot.replies.navigation import above, slug_of, turning, urgent_in_private, way_back
from bot.replies.reading import Reading, found, reads
from bot.replies.reply import Button, Reply, Row, in_columns
from bot.replies.sharing import share_row

RELATED_AT_MOST = 3
# Under an answer, so that on a small phone its first sentence and the buttons are seen together.
RELATED_TO_A_QUESTION = 2
TERMS_ON_A_SCREEN = 16
# The whole page names them all; more of them here would push the answer out of a phone's sight.
SOURCES_OF_A_SHORT_ANSWER = 2


def show_page(
    edition: Edition, page: Section | Faq, number: int = 0, *, opened: bool = False
) -> Reply:
    """One screen of a page; a gentle page asks first. Past the end is the last screen."""
    if page.gentle and not opened:
        return _ask_gently(edition, page)
    screens = paged(whole_text(edition, page))
    number = min(number, len(screens) - 1)
    at: list[Action] = [_address(page, i) for i in range(len(screens))]
    rows = turning(edition.l10n, number, len(screens), at)
    if number == len(screens) - 1:
        rows += (*_children(edition, page), *_related(edition, page))
    rows += (share_row(edition, page),)
    return Reply(screens[number], (*rows, way_back(edition.l10n, above(page))))


def show_page_in_group(edition: Edition, page: Section | Faq) -> Reply:
    """The short answer, for a group: the rest is read in private or unfolded there."""
    l10n = edition.l10n
    if page.gentle:
        text = joined([bold(page.title), l10n.rich("gentle-group")])
        return Reply(text, (_private_button(edition, page.id), urgent_in_private(l10n)))
    text = joined(
        [
            bold(page.title),
            edition.rich(page.lead, own=page.id),
            footer(edition, page, symptoms=page.symptoms),
            l10n.rich("disclaimer-short").wrapped("italic"),
        ]
    )
    here = Button(l10n.text("button-show-here"), _address(page, 0))
    rows = ((here, *_private_button(edition, page.id)), urgent_in_private(l10n))
    return Reply(text, rows)


def show_short_answer(edition: Edition, page: Section | Faq) -> Reply:
    """What answers a question in a few sentences; the rest of the page is one tap away."""
    if page.gentle:
        return _ask_gently(edition, page)
    warning = red_flag_line(edition, page) if page.symptoms else RichText()
    named = sources(edition, page.sources[:SOURCES_OF_A_SHORT_ANSWER])
    below = joined([warning, named, review(edition, page)], "\n")
    text = joined([bold(page.title), edition.rich(page.lead, own=page.id), below])
    more = Button(edition.l10n.text("button-more"), _address(page, 0))
    return Reply(text, ((more, *way_back(edition.l10n)),))


def whole_text(edition: Edition, page: Page) -> RichText:
    """Everything on a page, however long: title, short answer, folded parts with the sources,
    what to do if something is wrong, the state of review."""
    own = getattr(page, "id", None)
    parts = [_under(part.heading, edition.rich(part.body, own=own)) for part in page.parts]
    if page.ask:
        questions = joined(
            [plain("• ") + edition.rich(question, own=own) for question in page.ask], "\n"
        )
        parts.append(_under(edition.l10n.text("ask-your-team"), questions))
    lead = edition.rich(page.lead, own=own)
    if not parts:
        return joined([bold(page.title), lead, footer(edition, page, symptoms=page.symptoms)])
    # One fold for all of it: on a phone the answer stays in sight above it.
    folded = joined([*parts, sources(edition, page.sources)]).wrapped("expandable_blockquote")
    warning = red_flag_line(edition, page) if page.symptoms else RichText()
    # The fold has an edge of its own: an empty line under it would cost one above.
    below = joined([folded, joined([warning, review(edition, page)])], "\n")
    return joined([bold(page.title), lead, below])


def show_term(edition: Edition, term: Term) -> Reply:
    below = footer(edition, term, symptoms=term.symptoms)
    text = joined([bold(term.title), edition.rich(term.text, own=term.id), below])
    related = [item_button(edition, item_id) for item_id in term.related[:RELATED_AT_MOST]]
    index = list(edition.content.terms).index(term.id)
    back = ShowGlossary(index // TERMS_ON_A_SCREEN)
    rows = (*in_columns(related, 1), share_row(edition, term))
    return Reply(text, (*rows, way_back(edition.l10n, back)))


def label(page: Section | Faq) -> str:
    """What a page is called on a button."""
    return page.label or page.title


def _under(heading: str, body: RichText) -> RichText:
    return bold(heading) + plain("\n") + body


def _ask_gently(edition: Edition, page: Section | Faq) -> Reply:
    l10n = edition.l10n
    text = joined([bold(page.title), l10n.rich("gentle-ask")])
    yes = Button(l10n.text("button-read-now"), _address(page, 0))
    no = Button(l10n.text("button-not-now"), above(page))
    return Reply(text, ((yes,), (no,), way_back(l10n)))


def _address(page: Section | Faq, number: int) -> Action:
    kind = ShowFaq if isinstance(page, Faq) else ShowSection
    return kind(slug_of(page.id), number, opened=1 if page.gentle else 0)


def _children(edition: Edition, page: Section | Faq) -> tuple[Row, ...]:
    children = edition.content.children(page.id) if isinstance(page, Section) else []
    return in_columns([item_button(edition, child.id) for child in children], 2)


def _related(edition: Edition, page: Section | Faq) -> tuple[Row, ...]:
    shown = {child.id for child in edition.content.children(page.id)} | {
        getattr(page, "parent", "")
    }
    related = [item_id for item_id in page.related if item_id not in shown]
    most = RELATED_TO_A_QUESTION if isinstance(page, Faq) else RELATED_AT_MOST
    buttons = [item_button(edition, item_id) for item_id in related[:most]]
    return in_columns(buttons, 1)


def item_button(edition: Edition, item_id: str) -> Button:
    item = edition.content.item(item_id)
    match item:
        case Section() | Faq():
            name = label(item)
        case None:
            return Button(edition.l10n.text("button-menu"), ShowMenu())
        case _:
            name = item.title
    return Button(name, for_item(item_id))


def _private_button(edition: Edition, item_id: str) -> Row:
    return (Button(edition.l10n.text("button-read-private"), start=payload_of(item_id)),)


def _screen_of(kind: type[Section] | type[Faq]) -> Reading[ShowSection | ShowFaq]:
    """The page with all its parts, as the private chat reads it."""
    return lambda edition, action: show_page(
        edition, found(edition, _item_id(action), kind), action.page, opened=bool(action.opened)
    )


def _short_screen_of(kind: type[Section] | type[Faq]) -> Reading[ShowSection | ShowFaq]:
    """The page as a group gets it; whoever opened a gentle one sees the whole of it."""
    whole = _screen_of(kind)
    return lambda edition, action: (
        whole(edition, action)
        if action.opened
        else show_page_in_group(edition, found(edition, _item_id(action), kind))
    )


def _item_id(action: ShowSection | ShowFaq) -> str:
    return f"{action.deep_link_of_item}/{action.slug}"


reads(ShowSection, _screen_of(Section), in_group=_short_screen_of(Section))
reads(ShowFaq, _screen_of(Faq), in_group=_short_screen_of(Faq))
reads(ShowTerm, lambda edition, a: show_term(edition, found(edition, f"term/{a.slug}", Term)))
