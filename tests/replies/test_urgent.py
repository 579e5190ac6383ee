"""Somebody in need finds a number: near, right, last on the screen, and taken by one tap."""

from __future__ import annotations

from collections import deque
from functools import cache
from pathlib import Path
from textwrap import wrap

import pytest

from bot.actions.about import ShowStart
from bot.actions.pages import ShowFaq, ShowSection
from bot.actions.registry import Action
from bot.actions.urgent import ShowCrisis, ShowEmergencyNumber, ShowUrgent
from bot.content.edition import Edition, editions
from bot.content.loading import load
from bot.content.model import Page, Tip
from bot.content.numbers import Phone
from bot.content.references import all_items
from bot.content.rich_text import utf16_length
from bot.editorial.screen_check import walk
from bot.replies import reading
from bot.replies.commands import COMMANDS, wanted
from bot.replies.navigation import slug_of
from bot.replies.pages import show_page_in_group
from bot.replies.privacy import show_privacy
from bot.replies.reply import Button, Reply
from bot.replies.tips import weekly_tip, weekly_tip_in_group

CONTENT = Path(__file__).parents[2] / "content"
# The preview on a phone of 360 by 740, whose letters are wider than Telegram's own: what is left
# between the head and the field to write in, how many letters a line holds, how high things are.
VIEW, LINE, LINE_HEIGHT, BUTTON_HEIGHT, AROUND = 568, 30, 23, 50, 45
FOLDED_LINES = 4


@cache
def english() -> Edition:
    return editions(load(CONTENT)).of("en")


@cache
def screens() -> dict[Action, Reply]:
    return {s.action: s.reply for s in walk(english()) if s.action and s.reply}


def countries() -> list[str]:
    return sorted(english().content.numbers.countries)


def with_a_line() -> list[str]:
    return sorted(english().content.numbers.with_a_line())


def buttons(reply: Reply) -> list[Button]:
    return [button for row in reply.rows for button in row]


def asks_first(action: Action) -> bool:
    """Whether this screen only asks if one would like to read the page now."""
    if not isinstance(action, ShowSection | ShowFaq) or action.opened:
        return False
    page = english().content.item(f"{action.deep_link_of_item}/{action.slug}")
    return isinstance(page, Page) and page.gentle


def shown(action: Action) -> Reply:
    reply = reading.read(english(), action)
    assert reply is not None
    return reply


def numbers_of(country: str) -> list[Phone]:
    numbers = english().content.numbers
    lines = [phone for line in numbers.crisis_lines(country) for phone in line.numbers()]
    return [*numbers.emergency(country), *lines]


@cache
def taps_to(goal: Action) -> dict[Action, int]:
    """From every screen from which buttons lead to the goal: how many have to be tapped."""
    before: dict[Action, list[Action]] = {}
    for action, reply in screens().items():
        for button in buttons(reply):
            if button.action is not None:
                before.setdefault(button.action, []).append(action)
    taps, waiting = {goal: 0}, deque([goal])
    while waiting:
        reached = waiting.popleft()
        for action in before.get(reached, []):
            if action not in taps:
                taps[action] = taps[reached] + 1
                waiting.append(action)
    return taps


def test_the_emergency_card_is_one_tap_from_every_screen() -> None:
    taps = taps_to(ShowUrgent())

    assert len(screens()) > 500
    assert {action for action in screens() if taps.get(action, 99) > 1} == set()


def test_a_crisis_line_of_ones_country_is_three_taps_from_every_screen() -> None:
    far = {
        (action, country): taps_to(ShowCrisis(country)).get(action)
        for country in with_a_line()
        for action in screens()
        if taps_to(ShowCrisis(country)).get(action, 99) > 3
    }

    assert far == {}


def test_from_a_group_the_line_is_three_taps_away_as_well() -> None:
    to_the_card = 1  # the button under every message in a group, see the test below

    for country in with_a_line():
        assert to_the_card + taps_to(ShowCrisis(country))[ShowUrgent()] <= 3


def test_a_page_that_asks_first_keeps_nobody_from_help() -> None:
    gentle = [screen for screen in screens() if asks_first(screen)]
    card = taps_to(ShowUrgent())

    assert len(gentle) >= 19
    assert {screen for screen in gentle if card.get(screen) != 1} == set()


def test_the_command_leads_to_the_line_in_two_taps_or_at_once() -> None:
    for country in with_a_line():
        assert taps_to(ShowCrisis(country))[ShowCrisis()] == 1
        name = english().l10n.country(country)
        assert wanted("crisis", name, english()) == ShowCrisis(country)
    assert wanted("crisis", "", english()) == wanted("crisis", "nowhere", english()) == ShowCrisis()


def test_whoever_has_no_line_has_the_emergency_number_in_two_taps_more() -> None:
    without = set(countries()) - set(with_a_line())

    assert without
    for country in without:
        assert taps_to(ShowCrisis(country))[ShowCrisis()] == 2
        assert "findahelpline.com" in shown(ShowCrisis(country)).text.text


def test_the_emergency_number_of_every_country_is_three_taps_from_the_card() -> None:
    for country in countries():
        assert taps_to(ShowEmergencyNumber(country))[ShowUrgent()] <= 3


@pytest.mark.parametrize("make", [show_page_in_group, weekly_tip, weekly_tip_in_group])
def test_urgent_help_is_one_tap_from_every_message_in_a_group_and_every_tip(
    make: object,
) -> None:
    kind = Page if make is show_page_in_group else Tip
    items = [item for _, item in all_items(english().content) if isinstance(item, kind)]

    assert items
    for item in items:
        reply = make(english(), item)  # type: ignore[operator]
        assert any(
            isinstance(button.action, ShowUrgent) or button.start == ShowUrgent.deep_link
            for button in buttons(reply)
        ), item.title


@pytest.mark.parametrize("country", countries())
def test_every_number_has_a_button_that_takes_it_and_stands_in_the_text(country: str) -> None:
    reply = shown(ShowCrisis(country))
    copied = {button.copy for button in buttons(reply) if button.copy}

    assert copied == {phone.at_home for phone in numbers_of(country)}
    for phone in numbers_of(country):
        assert phone.at_home in reply.text.text
        assert phone.short or phone.number in reply.text.text
    assert all(len(copy) <= 256 for copy in copied)
    assert all(b.copy in b.label for b in buttons(reply) if b.copy)


@pytest.mark.parametrize("country", countries())
def test_the_emergency_number_has_a_button_too(country: str) -> None:
    reply = shown(ShowEmergencyNumber(country))
    phones = english().content.numbers.emergency(country)

    assert [b.copy for b in buttons(reply) if b.copy] == [phone.number for phone in phones]
    assert reply.text.text.startswith("Is the person expected to die soon")
    assert all(phone.number in reply.text.text.splitlines()[-1] for phone in phones)


@pytest.mark.parametrize("country", with_a_line())
def test_the_number_stands_last_next_to_its_button(country: str) -> None:
    reply = shown(ShowCrisis(country))
    last = reply.text.text.splitlines()[-1]

    assert any(phone.at_home in last for phone in numbers_of(country))
    assert buttons(reply)[0].copy
    (fold,) = [e for e in reply.text.entities if e.type == "expandable_blockquote"]
    assert "Sources:" in folded(reply)
    assert fold.offset + fold.length < utf16_length(reply.text.text.rpartition("\n")[0])


@pytest.mark.parametrize("country", ["", *countries()])
def test_no_crisis_screen_casts_doubt_on_a_number_and_all_ask_the_question(country: str) -> None:
    text = shown(ShowCrisis(country)).text.text

    assert "unchecked" not in text.casefold()
    assert text.index("Are you thinking about ending your life?") < 400
    assert "Are you worried about somebody else?" in text
    assert "keep your pain relief" in text
    assert "I am a program" in text


@pytest.mark.parametrize(
    "reply",
    [
        lambda: shown(ShowStart()),
        lambda: show_privacy(english(), "Rosa Invented, rosa@example.org"),
        lambda: shown(ShowCrisis("AT")),
        lambda: shown(ShowEmergencyNumber("FR")),
    ],
    ids=["start", "privacy", "crisis", "emergency number"],
)
def test_the_first_sentence_and_the_buttons_are_seen_together_on_a_phone(reply: object) -> None:
    assert height(reply()) <= VIEW  # type: ignore[operator]


def test_the_most_dangerous_stands_above_the_fold_of_the_card_and_is_seen_with_its_buttons() -> (
    None
):
    reply = shown(ShowUrgent())
    title, _, told = reply.text.text.partition("\n")
    above = told.partition(folded(reply))[0]

    assert "call that team's line first, at any hour, and not an ambulance" in above
    assert "call an ambulance for trouble with breathing" in above
    assert folded(reply).startswith("Does anything else feel wrong? Call the 24-hour number")
    assert height(reply) - (lines_of(title) + 1) * LINE_HEIGHT <= VIEW


def test_the_answers_to_most_questions_are_seen_with_their_buttons() -> None:
    """Those that name a symptom carry the line on when to call, which matters more."""
    faqs = [f for f in english().content.faqs.values() if not f.symptoms]
    seen = [faq.id for faq in faqs if _from_the_answer_on(ShowFaq(slug_of(faq.id), 0, 1)) <= VIEW]

    assert len(faqs) > 25
    assert len(seen) * 4 >= len(faqs) * 3


def _from_the_answer_on(action: Action) -> int:
    reply = shown(action)
    title = reply.text.text.partition("\n")[0]
    return height(reply) - (lines_of(title) + 1) * LINE_HEIGHT


@pytest.mark.parametrize("country", with_a_line())
def test_the_question_is_seen_with_the_numbers_however_many_a_country_has(country: str) -> None:
    reply = shown(ShowCrisis(country))
    greeting = reply.text.text.partition("Are you thinking about ending your life?")[0]

    assert height(reply) - lines_of(greeting) * LINE_HEIGHT <= VIEW


def test_every_command_menu_offers_it() -> None:
    assert "crisis" in COMMANDS
    assert "/crisis" in english().l10n.text("help")


def folded(reply: Reply) -> str:
    units = reply.text.text.encode("utf-16-le")
    return "".join(
        units[e.offset * 2 : (e.offset + e.length) * 2].decode("utf-16-le")
        for e in reply.text.entities
        if e.type == "expandable_blockquote"
    )


def height(reply: Reply) -> int:
    """How high a message stands on the phone, with what is folded as it is before a tap."""
    text = reply.text.text
    if hidden := folded(reply):
        text = text.replace(hidden, "\n".join(["."] * FOLDED_LINES))
    return lines_of(text) * LINE_HEIGHT + len(reply.rows) * BUTTON_HEIGHT + AROUND


def lines_of(text: str) -> int:
    return sum(len(wrap(line, LINE)) or 1 for line in text.splitlines())
