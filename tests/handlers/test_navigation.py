"""One message that changes as a person goes about, with a way back on every screen."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

from standin.state.messages import Message
from tests.conversation import Conversation, buttons

URGENT = {"🆘 Urgent", "🆘 Urgent help"}


async def test_one_message_changes_in_place_and_back_leads_up(talk: Conversation) -> None:
    opened = await talk.say("/faq")
    answer, _ = await talk.tap(opened, "Can it be cured?")
    assert answer.id == opened.id
    assert answer.text.startswith("Can refractory cancer be cured?")
    back, _ = await talk.tap(answer, "‹ Back")
    assert back.id == opened.id
    assert back.text.startswith("Questions people ask")
    menu, _ = await talk.tap(back, "☰ Menu")
    assert menu.text.startswith("Menu")
    assert len(talk.world.history.said_by_bot(talk.private)) == 1


async def test_back_leads_to_the_page_of_the_list_where_the_question_stands(
    talk: Conversation,
) -> None:
    opened = await talk.say("/faq vaccines")
    back, _ = await talk.tap(opened, "‹ Back")
    assert buttons(back)[0] != "What does it mean?"
    assert any("vaccine" in label.lower() for label in buttons(back))


async def test_pressing_the_same_button_twice_is_no_error(talk: Conversation) -> None:
    opened = await talk.say("/menu")
    _, first = await talk.tap(opened, "How this works")
    talk.world.buttons.press_data(talk.private, opened.id, talk.person, "help")
    await talk.quiet()
    assert not first.text
    assert not [
        e for e in talk.world.log if e.status == 400 and "not modified" not in str(e.answer)
    ]


# Below numbers a third button would push the words out of a phone's sight.
WAYS_ON = {"☰ Menu", "‹ Back", "Another country"}


async def test_every_screen_that_buttons_reach_has_a_way_back_and_nothing_is_refused(
    talk: Conversation,
) -> None:
    """Presses every button of every screen, from the menu on, and looks at what it finds."""
    start = await talk.say("/start")
    seen: set[str] = set()
    waiting = deque(data for _, data in _pressable(start))
    while waiting:
        data = waiting.popleft()
        if data in seen:
            continue
        seen.add(data)
        callback = talk.world.buttons.press_data(talk.private, start.id, talk.person, data)
        answer = await talk.world.buttons.answer_to(callback)
        assert not answer.text, f"{data} was answered with an alert"
        await talk.quiet()
        screen = talk.world.history.last(talk.private)
        labels = dict(_pressable(screen))
        assert labels.keys() & WAYS_ON or data == "menu", f"{data} has no way on"
        assert labels.keys() & URGENT or data == "urgent", f"{data} is far from help"
        waiting.extend(each for each in labels.values() if each not in seen)
        # What was agreed to on the way must not hide the screens for others.
        if data.startswith("set:"):
            await talk.services.subscriptions.unsubscribe(talk.private)
    refused = [e for e in talk.world.log if not e.ok and "not modified" not in str(e.answer)]
    assert not refused
    assert len(seen) > 300


def _pressable(message: Message) -> list[tuple[str, str]]:
    rows = (message.inline_keyboard or {}).get("inline_keyboard", [])
    found = []
    for row in rows:
        for button in row:
            data = button.get("callback_data", "").removeprefix("+")
            # One schedule stands for the thousands that day, hour and city make.
            # "Choose a group" opens Telegram's own list, below a screen that stays.
            if (
                data
                and not data.startswith("gpick")
                and not (data.startswith(("zone:", "set:")) and ":10" not in data)
            ):
                found.append((button["text"], data))
    return found


async def test_every_text_renders_wherever_it_can_appear(talk: Conversation) -> None:
    """Each item by its deep link in private, and each page as a command in a group."""
    content = talk.services.live.current.by_language["en"].content
    group = talk.world.chats.create_supergroup("Support group", talk.person, [], with_bot=True)
    shelves = (content.sections, content.faqs, content.terms, content.tips, content.resources)
    for item_id in [item_id for shelf in shelves for item_id in shelf]:
        sent = talk.world.deep_links.start(talk.person, item_id.replace("/", "-", 1))
        assert (await talk.world.history.reply_in(talk.private, after=sent)).text
    for faq in content.faqs.values():
        talk.clock.advance(timedelta(minutes=1))  # so many at once would be a flood
        slug = faq.id.partition("/")[2]
        answer = await talk.say(f"/faq {slug}", chat=group)
        assert answer.text.startswith("🆘" if slug == "fever" else faq.title)
    assert not [exchange for exchange in talk.world.log if not exchange.ok]
