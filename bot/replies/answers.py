"""What somebody is answered who wrote in their own words: help first, then what is written, or an
honest "I don't know"."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.deep_links import for_item
from bot.actions.feedback import ShowFeedback
from bot.actions.registry import Action
from bot.actions.resources import ShowCountry, ShowResources
from bot.actions.urgent import ShowCrisis
from bot.answering.answer import Answer
from bot.content.edition import Edition
from bot.content.model import Faq, Section
from bot.content.rich_text import bold, joined
from bot.replies import reading
from bot.replies.crisis import show_despair
from bot.replies.helped import ask_whether_it_helped
from bot.replies.navigation import urgent_in_private, way_back
from bot.replies.pages import item_button, show_short_answer
from bot.replies.reply import Button, Reply, in_columns
from bot.replies.urgent import show_recognised, urgent_card
from bot.safety_net.net import Recognised
from bot.safety_net.rules import Card


def show_emergency(
    edition: Edition, urgent: Recognised, country: str, then: str | None = None
) -> Reply:
    """The card for what was typed in private, and nothing beside it that competes.

    ``then`` is the item that answers the question: it waits behind a button.
    """
    if urgent.card is Card.CRISIS:
        return show_despair(edition, country)
    after = item_button(edition, then) if then else None
    return show_recognised(edition, country, urgent.flag, after)


def show_emergency_in_group(edition: Edition, urgent: Recognised) -> Reply:
    """The same before everybody: short, without a question back; the rest waits in private."""
    card = urgent_card(edition)
    if urgent.card is Card.CRISIS:
        text = joined([edition.rich(card.crisis_greeting), edition.l10n.rich("crisis-in-group")])
        button = Button(edition.l10n.text("button-crisis-short"), start=ShowCrisis.deep_link)
        return Reply(text, ((button,),))
    return Reply(
        joined([bold(f"🆘 {card.title}"), edition.rich(card.short)]),
        (urgent_in_private(edition.l10n),),
    )


def ask_what(edition: Edition) -> Reply:
    """For a search without words."""
    return Reply(edition.l10n.rich("search-what"), (way_back(edition.l10n),))


def show_answer(edition: Edition, answer: Answer, country: str) -> Reply:
    """In private: the short answer of the one page that fits, or the nearest few, or that there is
    none."""
    if answer.clear is not None:
        page = _answer_of(edition, answer.clear.item_id)
        if page is not None:
            return ask_whether_it_helped(edition, page, answer.clear.item_id)
    if answer.hits:
        return _nearest(edition, answer, "answer-near")
    return _no_answer(edition, country)


def _answer_of(edition: Edition, item_id: str) -> Reply | None:
    item = edition.content.item(item_id)
    if isinstance(item, Section | Faq):
        return show_short_answer(edition, item)
    return reading.read(edition, for_item(item_id))


def show_answer_in_group(edition: Edition, answer: Answer) -> Reply:
    """As in private, but a page arrives short."""
    if answer.clear is not None:
        page = reading.read_in_group(edition, for_item(answer.clear.item_id))
        if page is not None:
            return page
    if answer.hits:
        return _nearest(edition, answer, "answer-near")
    return replace(_no_answer(edition, ""), rows=(urgent_in_private(edition.l10n),))


def _nearest(edition: Edition, answer: Answer, key: str) -> Reply:
    buttons = [item_button(edition, hit.item_id) for hit in answer.offered]
    people = Button(edition.l10n.text("button-resources"), ShowResources())
    rows = (*in_columns(buttons, 1), (people,), way_back(edition.l10n))
    return Reply(edition.l10n.rich(key), rows)


def _no_answer(edition: Edition, country: str) -> Reply:
    """Nothing is guessed: a person may know, near where they live or in the team behind the bot."""
    l10n = edition.l10n
    at: Action = ShowCountry(country) if country else ShowResources()
    people = Button(l10n.text("button-resources"), at)
    team = Button(l10n.text("button-feedback"), ShowFeedback())
    sections = [item_button(edition, section.id) for section in edition.content.top_sections()[:4]]
    rows = (*in_columns(sections, 2), (people, team), way_back(l10n))
    return Reply(l10n.rich("answer-none"), rows)
