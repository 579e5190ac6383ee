"""A number is seen and taken on a small phone, in the page that stands in for Telegram."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, ViewportSize, expect

from bot.content.numbers import Phone
from tests.browser.same_process import Served
from tests.browser.visit import Visit, label, shipped, words

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]

SMALL: ViewportSize = {"width": 360, "height": 740}
COUNTRY = "AT"
QUESTION = "Are you thinking about ending your life?"
TOP_OF = """(message, text) => {
  const walker = document.createTreeWalker(message, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(text);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + text.length);
    return range.getBoundingClientRect().top;
  }
  return null;
}"""


@pytest_asyncio.fixture(loop_scope="package")
async def small_phone(browser: Browser, preview: Served) -> AsyncIterator[Visit]:
    """A person in the private chat, on a small phone that lets pages use the clipboard."""
    allowed = ["clipboard-read", "clipboard-write"]
    async with await browser.new_context(
        viewport=SMALL, has_touch=True, permissions=allowed
    ) as context:
        visit = Visit(await context.new_page())
        await visit.page.goto(preview.address)
        await visit.open_chat("Refractory Support")
        await visit.begin()
        yield visit
        assert visit.complaints == []


def first_number() -> Phone:
    return shipped().content.numbers.crisis_lines(COUNTRY)[0].phones[0]


async def test_the_welcome_and_its_buttons_are_seen_together(small_phone: Visit) -> None:
    first = small_phone.last.get_by_text(words("start")[:40])

    assert await in_sight(small_phone, first, small_phone.button(label("button-menu")))


async def test_the_question_the_number_and_the_buttons_are_seen_together(
    small_phone: Visit,
) -> None:
    await small_phone.say(f"/crisis {shipped().l10n.country(COUNTRY)}")
    await small_phone.sees(QUESTION)
    question = small_phone.last.get_by_text(QUESTION)
    number = small_phone.last.get_by_text(first_number().at_home, exact=True).first

    assert await in_sight(small_phone, question, number, small_phone.button(label("button-back")))


async def test_what_is_most_dangerous_and_the_buttons_of_the_card_are_seen_together(
    small_phone: Visit,
) -> None:
    await small_phone.say("/urgent")
    await small_phone.sees(label("button-red-flags"))
    dying = small_phone.last.get_by_text("Is the person expected to die")
    number = small_phone.button(label("button-emergency-number"))

    assert await in_sight(small_phone, dying, small_phone.button(label("button-crisis")), number)


async def test_an_answer_and_its_buttons_are_seen_together(small_phone: Visit) -> None:
    answer = shipped().content.faqs["faq/cure"].lead
    await small_phone.say("/faq cure")
    await small_phone.sees(answer[:30])

    assert await begins_in_sight(small_phone, answer[:12])
    assert await in_sight(small_phone, small_phone.button(label("button-menu")))


async def test_a_tap_takes_the_number(small_phone: Visit) -> None:
    number = first_number().at_home
    await small_phone.say(f"/crisis {shipped().l10n.country(COUNTRY)}")
    await small_phone.sees(QUESTION)
    take = re.compile(rf"^{re.escape(words('button-copy', number=number))}\b")

    await small_phone.last.get_by_role("button", name=take).click()

    said = small_phone.page.get_by_role("status", name="Notifications")
    await expect(said).to_contain_text(number)
    assert await small_phone.page.evaluate("navigator.clipboard.readText()") == number


async def begins_in_sight(visit: Visit, text: str) -> bool:
    """Whether a stretch of running text, which is no element of its own, stands below the head of
    the chat."""
    view = await visit.page.locator("#scroller").bounding_box()
    top: float | None = await visit.last.evaluate(TOP_OF, text)
    assert view is not None
    assert top is not None, f"{text!r} is not on the page"
    return top >= view["y"]


async def in_sight(visit: Visit, *parts: Locator) -> bool:
    """Whether all of them stand between the head of the chat and the field to write in."""
    view = await visit.page.locator("#scroller").bounding_box()
    assert view is not None
    for part in parts:
        await expect(part).to_be_visible()
        box = await part.bounding_box()
        assert box is not None
        if box["y"] < view["y"] or box["y"] + box["height"] > view["y"] + view["height"]:
            return False
    return True
