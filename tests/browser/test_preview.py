"""The bot as somebody meets it on the preview's page."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.content.model import Faq
from bot.places.zones import city_of
from bot.replies.pages import label as title_on_a_button
from tests.browser.program import CONTENT, program
from tests.browser.same_process import Served
from tests.browser.visit import Visit, label, shipped, words

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]

THURSDAY = 3
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW = (320, 360, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def first_question() -> Faq:
    """The first on the list that is answered at once, without asking gently before."""
    faqs = sorted(shipped().content.faqs.values(), key=lambda faq: faq.order)
    return next(faq for faq in faqs if not faq.gentle)


def chosen(key: str, zone: str) -> str:
    """The words in which the bot repeats Thursday, ten o'clock, up to the date that follows."""
    l10n = shipped().l10n
    said = words(
        key,
        weekday=l10n.weekday(THURSDAY),
        time=l10n.clock(10),
        city=city_of(l10n, zone),
        next="⁂",
    )
    return said.partition("⁂")[0].strip()


async def agree_to_thursday_at_ten(visit: Visit) -> None:
    """From the offer of weekly tips to the question where one is."""
    l10n = shipped().l10n
    await visit.press(label("button-agree"))
    await visit.sees(words("pick-day"))
    await visit.press(l10n.weekday(THURSDAY).capitalize())
    await visit.sees(words("pick-hour", weekday=l10n.weekday(THURSDAY)))
    await visit.press(l10n.clock(10))
    await expect(visit.button(label("button-back"))).to_be_visible()
    await visit.sees(l10n.clock(10))


async def test_questions_are_read_and_tips_come_until_they_are_stopped(visit: Visit) -> None:
    question = first_question()
    await visit.begin()
    await visit.say("/faq")
    await visit.sees(words("faqs"))
    await visit.press(title_on_a_button(question))
    await visit.sees(question.title)
    await visit.press(label("button-back"))
    await visit.sees(words("faqs"))

    await visit.press(label("button-menu"))
    await visit.sees(words("menu"))
    await visit.press(label("button-subscribe"))
    await visit.sees(words("opt-in", tips=len(shipped().content.tips)))
    await agree_to_thursday_at_ten(visit)
    await visit.press(city_of(shipped().l10n, "Europe/Dublin"))
    await visit.sees(chosen("subscribed", "Europe/Dublin"))

    await visit.move_clock("To the next tip")
    await visit.clock_says("1 new message.")
    await visit.sees(label("tip-this-week"))
    titles = [tip.title for tip in shipped().content.tips.values()]
    assert await visit.last.locator("strong").first.inner_text() in titles
    await expect(visit.last.get_by_role("link")).not_to_have_count(0)

    await visit.press(label("button-stop-tips"))
    await visit.sees(words("unsubscribed"))
    said_by_then = await visit.messages.count()
    await visit.move_clock("+1 week")
    await visit.clock_says("A week later")
    await visit.clock_says("No new message.")
    assert await visit.messages.count() == said_by_then


async def test_a_typed_city_sets_the_time_zone(visit: Visit) -> None:
    await visit.begin()
    await visit.say("/subscribe")
    await agree_to_thursday_at_ten(visit)
    await visit.say("Reykjavík")
    await visit.sees(chosen("subscribed", "Atlantic/Reykjavik"))
    await visit.say("/settings")
    await visit.sees(chosen("settings", "Atlantic/Reykjavik"))


async def test_a_phone_shows_one_thing_at_a_time_and_never_scrolls_sideways(
    browser: Browser, preview: Served
) -> None:
    async with await browser.new_context(viewport=PHONE, has_touch=True) as context:
        visit = Visit(await context.new_page())
        beyond: list[str] = []

        async def look() -> None:
            for scheme in SCHEMES:
                await visit.page.emulate_media(color_scheme=scheme)
                await expect(visit.page.locator("html")).to_have_attribute("data-theme", scheme)
                for width in NARROW:
                    beyond.extend(await visit.what_goes_beyond_the_screen(width))

        await visit.page.goto(preview.address)
        await expect(visit.chats).to_be_visible()
        await expect(visit.box).to_be_hidden()
        await look()
        await visit.open_chat("Refractory Support")
        await expect(visit.chats).to_be_hidden()
        await look()
        await visit.begin()
        await look()
        await visit.say("/faq")
        await visit.sees(words("faqs"))
        await look()
        await visit.press(title_on_a_button(first_question()))
        await visit.sees(first_question().title)
        await visit.last.get_by_role("button", name="Show more").first.click()
        await look()
        await visit.say("/urgent")
        await expect(visit.button(label("button-red-flags"))).to_be_visible()
        await look()
        await visit.page.get_by_role("button", name="Back to the chats").click()
        await expect(visit.chats).to_be_visible()
        await expect(visit.box).to_be_hidden()
        await visit.open_chat("Support group")
        await look()
        assert beyond == []
        assert visit.complaints == []


async def test_the_keyboard_alone_is_enough(visit: Visit) -> None:
    keys, page = visit.page.keyboard, visit.page
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()
    await keys.press("Enter")
    await visit.sees(words("start")[:40])
    await expect(visit.box).to_be_focused()

    await keys.type("/")
    commands = page.get_by_role("listbox", name="Commands")
    await expect(commands).to_be_visible()
    wanted = commands.get_by_role("option").filter(has=page.get_by_text("/faq", exact=True))
    position = await wanted.evaluate("(node) => [...node.parentElement.children].indexOf(node)")
    for _ in range(position + 1):
        await keys.press("ArrowDown")
    await expect(wanted).to_have_attribute("aria-selected", "true")
    await keys.press("Enter")
    await visit.sees(words("faqs"))
    await expect(commands).to_be_hidden()
    await expect(visit.box).to_be_focused()

    question = first_question()
    await focus_backwards(page, title_on_a_button(question))
    await keys.press("Enter")
    await visit.sees(question.title)
    await focus_onwards(page, label("button-back"))
    await keys.press("Space")
    await visit.sees(words("faqs"))


async def focus_backwards(page: Page, name: str) -> None:
    await _focus(page, name, "Shift+Tab")


async def focus_onwards(page: Page, name: str) -> None:
    await _focus(page, name, "Tab")


async def _focus(page: Page, name: str, key: str) -> None:
    for _ in range(40):
        await page.keyboard.press(key)
        if await page.evaluate("document.activeElement.innerText.trim()") == name:
            return
    raise AssertionError(f"{key} does not lead to the button {name}")


async def test_an_edited_text_shows_without_a_restart(browser: Browser, tmp_path: Path) -> None:
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    question = first_question()
    async with (
        program(tmp_path, content) as preview,
        await browser.new_context() as context,
    ):
        visit = Visit(await context.new_page())
        await visit.page.goto(preview.address)
        await visit.begin()
        await visit.say("/faq")
        await visit.press(title_on_a_button(question))
        await visit.sees(question.title)

        edit(content, question)
        # The program looks for changes each second; an editor taps again until the text is there.
        until = time.monotonic() + 20
        shown = False
        while not shown and time.monotonic() < until:
            await visit.press(label("button-back"))
            await visit.sees(words("faqs"))
            await visit.press(title_on_a_button(question))
            await visit.sees(question.title)
            shown = "Just mended by its editor." in await visit.last.inner_text()
        assert shown
        assert visit.complaints == []
        assert preview.complaints == ""


def edit(content: Path, question: Faq) -> None:
    """Saves one more sentence at the beginning of an answer."""
    (file,) = (
        path
        for path in (content / "en" / "faq").glob("*.md")
        if f"id: {question.id}\n" in path.read_text(encoding="utf-8")
    )
    _, header, body = file.read_text(encoding="utf-8").split("---\n", 2)
    mended = f"---\n{header}---\nJust mended by its editor. {body.lstrip()}"
    file.write_text(mended, encoding="utf-8")


async def test_an_answer_arrives_short_in_the_group_and_unfolds_when_asked(visit: Visit) -> None:
    question = first_question()
    await visit.open_chat("Support group")
    await expect(visit.page.get_by_label("Acting as")).to_have_value("member")
    await visit.say(f"/faq@RefractorySupportBot {question.id.partition('/')[2]}")
    await visit.sees(question.title)
    folded = visit.last.get_by_role("button", name="Show more")
    await expect(folded).to_have_count(0)
    await visit.press(label("button-show-here"))
    await expect(folded).not_to_have_count(0)


async def test_a_preview_that_is_stopped_lets_its_open_page_go_in_peace(
    browser: Browser, tmp_path: Path
) -> None:
    async with program(tmp_path) as preview, await browser.new_context() as context:
        visit = Visit(await context.new_page())
        await visit.page.goto(preview.address)
        await visit.begin()
        assert visit.complaints == []
        assert await preview.stop() == 0
        assert preview.complaints == ""
        notice = visit.page.get_by_role("status", name="Notifications")
        await expect(notice).to_contain_text("The preview does not answer.")
