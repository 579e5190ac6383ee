""" "Did this answer it?": one tap counts once, says thanks, and takes only its own buttons away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.actions.pages import ShowFaq
from bot.feedback.counts import ItemCounts
from bot.replies import reading
from bot.replies.helped import ask_whether_it_helped
from bot.screens.request import Visitor
from standin.bot_api.faults import Fault
from standin.state.messages import Message
from tests.conversation import TODAY, Conversation, buttons

pytestmark = pytest.mark.usefixtures("no_error_logged")

YES, NO = "👍 This answered it", "👎 It didn't"
ITEM = "faq/cure"


async def answered(talk: Conversation, item_id: str = ITEM) -> Message:
    """A page that stands as the answer to a question."""
    talk.world.people.open_private_chat(talk.person)
    edition = talk.services.live.current.of("en")
    page = await talk.services.screens.show(ShowFaq("cure"), Visitor(talk.private, private=True))
    reply = ask_whether_it_helped(edition, page, item_id)
    sent = await talk.application.bot_data.messenger.send(talk.private, reply)
    return talk.world.state.message(talk.private, sent.message_id)


async def counts(talk: Conversation) -> list[ItemCounts]:
    return await talk.services.counts.since(TODAY)


@pytest.mark.parametrize(("label", "yes", "no"), [(YES, 1, 0), (NO, 0, 1)])
async def test_a_tap_is_counted_and_thanked_and_the_rest_of_the_message_stays(
    talk: Conversation, label: str, yes: int, no: int
) -> None:
    shown = await answered(talk)
    after, thanks = await talk.tap(shown, label)
    assert thanks.text.startswith("Thank you.")
    assert not thanks.show_alert
    assert after.text == shown.text
    assert after.content == shown.content
    assert buttons(after) == [label for label in buttons(shown) if label not in {YES, NO}]
    assert await counts(talk) == [ItemCounts(ITEM, yes, no, 0)]


async def test_links_and_other_buttons_come_through_unchanged(talk: Conversation) -> None:
    shown = await answered(talk)
    after, _ = await talk.tap(shown, YES)
    kept = [row for row in shown.buttons if not any(b["text"] in {YES, NO} for b in row)]
    assert after.buttons == kept
    back, _ = await talk.tap(after, "☰ Menu")
    assert back.text.startswith("Menu")


async def test_the_page_itself_is_not_asked_about_when_it_is_opened_by_hand(
    talk: Conversation,
) -> None:
    await answered(talk)
    assert YES not in buttons(await talk.say("/faq cure"))


async def test_two_taps_at_once_count_once(talk: Conversation) -> None:
    shown = await answered(talk)
    presses = [talk.world.buttons.press(talk.private, shown, talk.person, YES) for _ in range(2)]
    for press in presses:
        assert (await talk.world.buttons.answer_to(press)).text.startswith("Thank you.")
    await talk.quiet()
    assert await counts(talk) == [ItemCounts(ITEM, 1, 0, 0)]


async def test_a_tap_on_a_deleted_message_counts_nothing(talk: Conversation) -> None:
    shown = await answered(talk)
    talk.world.faults.next("editMessageReplyMarkup", Fault.bad_request("message to edit not found"))
    press = talk.world.buttons.press(talk.private, shown, talk.person, NO)
    assert (await talk.world.buttons.answer_to(press)).text.startswith("Thank you.")
    await talk.quiet()
    assert await counts(talk) == []
    assert talk.last().id == shown.id


async def test_a_no_leads_on_to_what_is_near_to_people_who_help_and_to_the_team(
    talk: Conversation,
) -> None:
    shown = await answered(talk)
    await talk.tap(shown, NO)
    led = talk.last()
    assert led.id > shown.id
    assert led.text.startswith("I'm sorry, that was not what you were looking for.")
    near = talk.services.live.current.of("en").content.faqs[ITEM].related
    assert near
    assert len(buttons(led)) == min(3, len(near)) + len(
        ["Places that help", "Write to the team", "☰ Menu", "🆘 Urgent"]
    )
    asked, _ = await talk.tap(led, "Write to the team")
    assert asked.text.startswith("Write to the team")


async def test_a_yes_says_nothing_more(talk: Conversation) -> None:
    shown = await answered(talk)
    await talk.tap(shown, YES)
    assert talk.last().id == shown.id


@pytest.mark.parametrize("data", ["helped", "helped:faq/no-such:1", "helped:x:1", "helped:a:b"])
async def test_an_invented_item_is_not_counted(talk: Conversation, data: str) -> None:
    shown = await answered(talk)
    press = talk.world.buttons.press_data(talk.private, shown.id, talk.person, data)
    await talk.world.buttons.answer_to(press)
    await talk.quiet()
    assert await counts(talk) == []


async def test_before_a_group_nobody_is_asked(talk: Conversation) -> None:
    edition = talk.services.live.current.of("en")
    page = reading.read(edition, ShowFaq("cure"))
    assert page is not None
    reply = ask_whether_it_helped(edition, page, ITEM).for_everybody()
    assert {YES, NO}.isdisjoint(b.label for row in reply.rows for b in row)


async def test_nothing_of_who_pressed_is_kept(talk: Conversation) -> None:
    await talk.tap(await answered(talk), YES)
    await talk.services.counts.unanswered(ITEM)
    assert await talk.services.chats.get(talk.private) is None
    assert await talk.services.chats.export(talk.private) == {}


async def test_numbers_are_kept_by_day(talk: Conversation) -> None:
    await talk.tap(await answered(talk), YES)
    talk.clock.advance(timedelta(days=2))
    await talk.tap(await answered(talk), NO)
    assert await counts(talk) == [ItemCounts(ITEM, 1, 1, 0)]
    assert await talk.services.counts.since(talk.clock.now()) == [ItemCounts(ITEM, 0, 1, 0)]
