"""An alarm on every page is an alarm on none: the sentence stands only where a symptom is named."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.actions.deep_links import for_item
from bot.actions.pages import ShowFaq, ShowSection
from bot.content.edition import Edition, editions
from bot.content.library import Item
from bot.content.loading import load
from bot.content.model import Faq, Page, QuestionGroup, Resource, Section, Term, Tip
from bot.content.references import all_items
from bot.editorial.screen_check import walk
from bot.replies import reading
from bot.replies.pages import show_page_in_group
from bot.replies.tips import weekly_tip, weekly_tip_in_group

CONTENT = Path(__file__).parents[2] / "content"


@cache
def english() -> Edition:
    return editions(load(CONTENT)).of("en")


def alarms() -> tuple[str, str]:
    """The general one, and the one for somebody who may be dying."""
    card = english().content.urgent
    assert card is not None
    general, dying = english().rich(card.short), english().rich(card.short_end_of_life)
    return f"🆘 {general.text}", f"🆘 {dying.text}"


def alarms_in(text: str) -> list[str]:
    return [alarm for alarm in alarms() if alarm in text]


def wanted(item: Item) -> list[str]:
    if not getattr(item, "symptoms", False):
        return []
    general, dying = alarms()
    return [dying if isinstance(item, Page) and item.gentle else general]


def whole(item_id: str, item: Item) -> str:
    """Everything that is read of an item in private, all its pages together."""
    if not isinstance(item, Page):
        reply = reading.read(english(), for_item(item_id))
        assert reply is not None
        return reply.text.text
    kind = ShowSection if isinstance(item, Section) else ShowFaq
    slug = item_id.partition("/")[2]
    told = []
    for page in range(3):
        reply = reading.read(english(), kind(slug, page, opened=1))
        assert reply is not None
        told.append(reply.text.text)
    return "\n".join(dict.fromkeys(told))


@pytest.mark.parametrize("kind", [Page, Tip, Term, QuestionGroup, Resource])
def test_the_sentence_stands_under_a_text_that_names_a_symptom_and_under_no_other(
    kind: type[Item],
) -> None:
    items = [(key, item) for key, item in all_items(english().content) if isinstance(item, kind)]
    wrong = {key for key, item in items if alarms_in(whole(key, item)) != wanted(item)}

    assert items
    assert wrong == set()


def test_the_same_holds_for_what_a_group_and_a_subscriber_get() -> None:
    for key, item in all_items(english().content):
        if isinstance(item, Tip):
            assert alarms_in(weekly_tip(english(), item).text.text) == wanted(item), key
            assert alarms_in(weekly_tip_in_group(english(), item).text.text) == wanted(item), key
        elif isinstance(item, Section | Faq) and not item.gentle:
            assert alarms_in(show_page_in_group(english(), item).text.text) == wanted(item), key


def test_no_list_and_no_menu_sounds_the_alarm() -> None:
    loud = {s.name for s in walk(english()) if s.reply and alarms_in(s.reply.text.text)}

    assert loud == {key for key, item in all_items(english().content) if wanted(item)}
