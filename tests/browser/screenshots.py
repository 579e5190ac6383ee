"""Takes the README's pictures of the preview: ``python -m tests.browser.screenshots docs``."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, ViewportSize, expect

from bot.replies.pages import label as title_on_a_button
from tests.browser.chromium import chromium
from tests.browser.program import program
from tests.browser.visit import Visit, label, shipped, words

QUESTION = "faq/cure"
Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Picture:
    """One file: on which screen, in which theme."""

    name: str
    screen: ViewportSize
    scheme: Scheme
    is_phone: bool = False


DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
PICTURES = (
    Picture("preview-light.png", DESKTOP, "light"),
    Picture("preview-dark.png", DESKTOP, "dark"),
    Picture("preview-phone-light.png", PHONE, "light", is_phone=True),
    Picture("preview-phone-dark.png", PHONE, "dark", is_phone=True),
)


async def take_all(folder: Path) -> None:
    """Writes every picture into a folder that is there, each from a preview just started."""
    async with chromium() as browser:
        for picture in PICTURES:
            await _take(browser, picture, folder / picture.name)
            print(f"{folder / picture.name}")  # noqa: T201 -- a script tells what it wrote


async def _take(browser: Browser, picture: Picture, file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="screenshots-") as own:
        async with program(Path(own)) as preview:
            context = await browser.new_context(
                viewport=picture.screen,
                color_scheme=picture.scheme,
                has_touch=picture.is_phone,
                reduced_motion="reduce",
                locale="en-GB",
                timezone_id="Europe/Lisbon",
            )
            async with context:
                visit = Visit(await context.new_page())
                await visit.page.goto(preview.address)
                await _open_an_answer(visit, is_phone=picture.is_phone)
                await visit.page.screenshot(path=file, animations="disabled", caret="hide")


async def _open_an_answer(visit: Visit, *, is_phone: bool) -> None:
    question = shipped().content.faqs[QUESTION]
    if is_phone:
        await visit.open_chat("Refractory Support")
    await visit.begin()
    await visit.say("/faq")
    await visit.sees(words("faqs"))
    await visit.press(title_on_a_button(question))
    await visit.sees(question.title)
    await expect(visit.button(label("button-back"))).not_to_have_attribute("aria-busy", "true")
    # As somebody reads who has just found the beginning; no button lies under the pointer.
    await visit.page.mouse.move(0, 0)
    await visit.last.evaluate("(node) => node.scrollIntoView({ block: 'start' })")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, help="where the pictures go, such as docs")
    folder: Path = arguments.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take_all(folder))
