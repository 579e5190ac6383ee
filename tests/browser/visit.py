"""What a person does on the page and what they see there, in a chat's own words."""

from __future__ import annotations

import re
from functools import cache

from playwright.async_api import ConsoleMessage, Locator, Page, expect

from bot.content.edition import Edition
from bot.content.live import LiveEditions
from tests.browser.program import CONTENT

PATIENCE = 15_000  # milliseconds: the machine that runs the tests may be busy

# What may be scrolled sideways by itself, such as the row of topics, is no fault of the page.
GOES_BEYOND = """() => {
  const slides = (node) => node && node.id !== "scroller" && (
    (/auto|scroll/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth)
    || slides(node.parentElement));
  const edge = document.documentElement.clientWidth + 0.5;
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const beyond = [...document.querySelectorAll("body *")].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > edge || box.left < -0.5)
      && seen(node) && !node.matches(".skip, .visually-hidden") && !slides(node);
  });
  const found = beyond.map((node) => `${node.className}: ${node.textContent}`.slice(0, 90));
  return document.documentElement.scrollWidth > edge ? [...found, "the page"] : found;
}"""


@cache
def shipped() -> Edition:
    """The words as they are written now: a test that repeats them would hinder their editor."""
    return LiveEditions(CONTENT, "en").current.of("en")


def words(key: str, **arguments: str | int) -> str:
    """A sentence of the interface, as plain text on one line."""
    return " ".join(shipped().l10n.rich(key, **arguments).text.split())


def label(key: str) -> str:
    """The label of a button."""
    return shipped().l10n.text(key)


class Visit:
    """A person at the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.log = page.get_by_role("log", name="Messages")
        self.messages = self.log.get_by_role("article")
        self.last = self.messages.last
        self.box = page.get_by_role("textbox", name="Message")
        self.chats = page.get_by_role("navigation", name="Chats")
        self.clock_said = page.get_by_role("status", name="What the clock did")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    async def open_chat(self, title: str) -> None:
        name = re.compile(rf"^{re.escape(title)}, ")
        await self.chats.get_by_role("button", name=name).click()
        await expect(self.page.get_by_role("heading", name=title)).to_be_visible()

    async def begin(self) -> None:
        """Presses Start in the private chat and waits for the welcome."""
        await self.page.get_by_role("button", name="Start", exact=True).click()
        await self.sees(words("start")[:40])

    async def say(self, text: str) -> None:
        await self.box.fill(text)
        await self.page.get_by_role("button", name="Send", exact=True).click()

    async def press(self, text: str) -> None:
        """Presses a button under the newest message."""
        await self.button(text).click()

    def button(self, text: str, *, under: Locator | None = None) -> Locator:
        return (under or self.last).get_by_role("button", name=text, exact=True)

    async def sees(self, text: str) -> None:
        """The newest message says this, now or in a moment."""
        await expect(self.last).to_contain_text(text, timeout=PATIENCE)

    async def move_clock(self, move: str) -> None:
        await self.page.get_by_role("button", name=move, exact=True).click()

    async def clock_says(self, text: str) -> None:
        await expect(self.clock_said).to_contain_text(text, timeout=PATIENCE)

    async def what_goes_beyond_the_screen(self, width: int) -> list[str]:
        """Whatever cannot be read without scrolling sideways on a screen of this width."""
        size = self.page.viewport_size
        assert size is not None
        await self.page.set_viewport_size({"width": width, "height": size["height"]})
        found: list[str] = await self.page.evaluate(GOES_BEYOND)
        await self.page.set_viewport_size(size)
        return [f"at {width}: {name}" for name in found]
