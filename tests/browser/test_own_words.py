"""What somebody types on a phone at night, and what they see of the answer without scrolling."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from tests.browser.same_process import Served
from tests.browser.test_numbers import SMALL, begins_in_sight, in_sight
from tests.browser.visit import Visit, label, shipped, words

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]


@pytest_asyncio.fixture(loop_scope="package")
async def phone(browser: Browser, preview: Served) -> AsyncIterator[Visit]:
    async with await browser.new_context(viewport=SMALL, has_touch=True) as context:
        visit = Visit(await context.new_page())
        await visit.page.goto(preview.address)
        await visit.open_chat("Refractory Support")
        await visit.begin()
        yield visit
        assert visit.complaints == []


async def one_screen(phone: Visit, top: str, bottom: str) -> bool:
    """Whether the first words and the last button of the newest message are seen together."""
    first = phone.last.get_by_text(top).first
    button: Locator = phone.button(bottom)
    await expect(button).to_be_visible()
    return await in_sight(phone, first, button)


async def test_an_emergency_brings_the_card(phone: Visit) -> None:
    await phone.say("38.4 and shaking")
    await phone.sees("Call the 24-hour number of your cancer team now")

    assert await one_screen(phone, "🆘", label("button-red-flags"))


async def test_despair_in_spanish_brings_the_spanish_words(phone: Visit) -> None:
    await phone.say("no quiero vivir más")
    await phone.sees("¿Está pensando en quitarse la vida?")

    question = phone.last.get_by_text("¿Está pensando en quitarse la vida?")
    greeting = phone.last.get_by_text("Qué bien que esté aquí").first
    assert await in_sight(phone, greeting, question, phone.button("Buscar una línea en mi país"))


async def test_a_question_is_answered(phone: Visit) -> None:
    await phone.say("chemo stopped working what now")
    await phone.sees(label("button-helped"))

    title = shipped().content.sections["section/treatment"].title
    assert await begins_in_sight(phone, title)
    assert await in_sight(phone, phone.button(label("button-menu")))


async def test_what_nobody_wrote_about_is_refused(phone: Visit) -> None:
    await phone.say("best pasta recipe")
    await phone.sees(words("answer-none")[:30])

    assert await one_screen(phone, words("answer-none")[:30], label("button-menu"))
