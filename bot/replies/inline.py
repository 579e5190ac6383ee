"""What people can insert into any chat after typing the bot's name: short, sourced, no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten

from bot.actions.deep_links import from_payload, payload_of
from bot.actions.registry import StaleAction
from bot.answering.answer import ranked
from bot.content.edition import Edition
from bot.content.library import Item
from bot.content.localization import Localization
from bot.content.model import Page, Resource, Reviewed, Term, Tip
from bot.content.rich_text import Entity, RichText, bold, joined, link, plain, utf16_length
from bot.replies.footer import review, sources
from bot.replies.reply import Button, Lasting, Reply
from bot.replies.resources import entry, what_unchecked_means
from bot.replies.sharing import asks_first, heading

RESULTS_ON_A_PAGE = 20
# Bot API, answerInlineQuery: "No more than 50 results per query are allowed."
MOST_RESULTS = 50
URGENT = "urgent"
# Where the urgent card and a page fit equally well, the card is nearer at hand.
_URGENT_FIRST = 20.0
_DESCRIPTION = 120
# The page in private names them all.
_SOURCES_NAMED = 2
_COMMAND = re.compile(r"(?<![\w/])/([a-z]+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Result:
    """One row to choose from, and the message that choosing it sends."""

    id: str
    title: str
    description: str
    message: Reply


@dataclass(frozen=True, slots=True)
class Offer:
    """One page of results; ``next_offset`` is empty on the last. ``more`` stands above them all
    and opens the private chat at ``start``."""

    results: tuple[Result, ...]
    next_offset: str
    more: str
    start: str


def offer(edition: Edition, words: str, offset: str = "", *, urgent: bool = False) -> Offer:
    """What fits the words best; without words, what is most useful. ``urgent``: they tell of an
    emergency, so that help comes first."""
    ids = _found(edition, words, urgent=urgent) if words.strip() else _most_useful(edition)
    begin = int(offset) if offset.isdecimal() and len(offset) <= 3 else 0
    end = begin + RESULTS_ON_A_PAGE
    return Offer(
        tuple(_kept(edition, item_id) for item_id in ids[begin:end]),
        str(end) if end < len(ids) else "",
        edition.l10n.text("inline-more" if ids else "inline-nothing"),
        payload_of(ids[0]) if ids and words.strip() else "menu",
    )


def _found(edition: Edition, words: str, *, urgent: bool) -> list[str]:
    hits = ranked(words, edition)
    flag = edition.search.red_flag(words)
    before = sum(1 for hit in hits if hit.score > flag + _URGENT_FIRST)
    ids = [hit.item_id for hit in hits]
    if urgent or flag:
        ids.insert(0 if urgent else before, URGENT)
    return ids[:MOST_RESULTS]


def _most_useful(edition: Edition) -> list[str]:
    sections = [section.id for section in edition.content.top_sections()]
    return [URGENT, *sections, *edition.content.faqs]


def _kept(edition: Edition, item_id: str) -> Result:
    return edition.once(f"inline:{item_id}", lambda: _result(edition, item_id))


def _result(edition: Edition, item_id: str) -> Result:
    item = edition.content.item(item_id)
    more = Button(edition.l10n.text("inline-more"), start=payload_of(item_id))
    if item is None:
        return _urgent(edition, more)
    message = Reply(_text(edition, item), ((more,),), Lasting())
    return Result(item_id, item.title, _description(edition, item), message)


def _urgent(edition: Edition, more: Button) -> Result:
    card = edition.content.urgent
    if card is None:  # the loader refuses content without it
        raise LookupError("the content has no urgent card")
    title = f"🆘 {card.title}"
    text = joined([bold(title), _for_any_chat(edition.rich(card.text)), _closing(edition, card)])
    description = edition.l10n.text("inline-urgent")
    return Result(URGENT, title, description, Reply(text, ((more,),), Lasting()))


def _description(edition: Edition, item: Item) -> str:
    l10n = edition.l10n
    if asks_first(item):
        return l10n.text("inline-gentle")
    answer = shorten(_answer(edition, item).text, _DESCRIPTION, placeholder="…")
    return f"{_kind(l10n, item)} · {answer}"


def _text(edition: Edition, item: Item) -> RichText:
    """The title, the short answer, where it comes from. A gentle page is only named: who wants
    to read it does so in private."""
    l10n = edition.l10n
    if asks_first(item):
        return link(heading(edition, item), item.id)
    symptoms = isinstance(item, Page | Tip | Term) and item.symptoms
    warning = l10n.rich("inline-symptoms") if symptoms else RichText()
    return joined([_begun(edition, item), warning, _closing(edition, item)])


def _begun(edition: Edition, item: Item) -> RichText:
    match item:
        case Resource():  # its entry begins with its name
            kind = plain(_kind(edition.l10n, item))
            listed = what_unchecked_means(edition.l10n, entry(edition, item))
            return _for_any_chat(joined([kind, listed], "\n"))
        case Tip():
            this_week = bold(edition.l10n.text("tip-this-week")) + plain(" ")
            todo = this_week + edition.rich(item.this_week)
        case _:
            todo = RichText()
    answer = joined([_answer(edition, item), todo])
    return joined([bold(heading(edition, item)), _for_any_chat(answer)])


def _answer(edition: Edition, item: Item) -> RichText:
    match item:
        case Page():
            return edition.rich(item.lead, own=item.id)
        case Tip() | Term() | Resource():
            return edition.rich(item.text, own=item.id)
        case _:
            return RichText()


def _closing(edition: Edition, item: Reviewed) -> RichText:
    note = edition.l10n.rich("inline-note")
    return joined(
        [sources(edition, item.sources[:_SOURCES_NAMED]), review(edition, item), note], "\n"
    )


def _for_any_chat(rich: RichText) -> RichText:
    """Explained words stand as plain words, and a command becomes a link to our private chat:
    tapped where it stands, it would be sent to a chat that does not know us."""
    kept = tuple(e for e in rich.entities if e.url is None or "://" in e.url)
    return RichText(
        rich.text, (*kept, *(_linked(rich.text, m) for m in _COMMAND.finditer(rich.text)))
    )


def _linked(text: str, command: re.Match[str]) -> Entity:
    try:
        from_payload(payload := command[1])
    except StaleAction:  # a command without a screen of its own name
        payload = "menu"
    start = utf16_length(text[: command.start()])
    return Entity("text_link", start, utf16_length(command[0]), payload)


def _kind(l10n: Localization, item: Item) -> str:
    return l10n.text(f"inline-kind-{item.id.partition('/')[0]}")
