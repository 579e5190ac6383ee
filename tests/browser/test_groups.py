"""A group is set up on the preview's page, as its admin does it, and tried as its member."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browser.visit import Visit, label, shipped, words

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]

GROUP = "Evening group"
TOPIC = "Announcements"  # every group with topics that the page makes has it
THURSDAY = 3


def setting(mark: str, field: str) -> str:
    """A switch or a way to a choice, as the panel labels it."""
    return shipped().l10n.text(mark, label=label(field))


def choice(visit: Visit, field: str) -> Locator:
    """The button that shows what is chosen for a field and leads to the choice."""
    shown = shipped().l10n.text("group-choice", field=label(field), value="⁂")
    name = re.compile(re.escape(shown).replace("⁂", ".+"))
    return visit.last.get_by_role("button", name=name)


def tips_on() -> str:
    """How the panel says when tips come, and in which topic, up to the date that follows."""
    l10n = shipped().l10n
    said = words(
        "group-tips-on-topic",
        weekday=l10n.weekday(THURSDAY),
        time=l10n.clock(10),
        city="Lisbon",
        topic=TOPIC,
        next="⁂",
    )
    return said.partition("⁂")[0].strip()


def topic(visit: Visit, name: str) -> Locator:
    return visit.page.get_by_role("tab", name=name)


async def act_as(visit: Visit, identity: str) -> None:
    who = visit.page.get_by_label("Acting as")
    await who.select_option(identity)
    await expect(who).to_have_value(identity)


async def add_to_a_new_group(visit: Visit) -> None:
    """By the button in the private chat: a new group with topics."""
    add = visit.last.get_by_role("button", name=label("button-add-to-group"))
    await add.click()
    dialog = visit.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="A new group").click()
    await dialog.get_by_role("button", name="Group with topics").click()
    await dialog.get_by_role("textbox", name="Name").fill(GROUP)
    await dialog.get_by_role("button", name="Create").click()
    await expect(visit.page.get_by_role("heading", name=GROUP)).to_be_visible()
    await visit.sees(words("group-hello")[:60])


async def test_an_admin_sets_tips_for_a_topic_and_a_member_sees_one_arrive_there(
    visit: Visit,
) -> None:
    await visit.begin()
    await add_to_a_new_group(visit)
    await act_as(visit, "admin")
    await topic(visit, TOPIC).click()

    await visit.say("/settings@RefractorySupportBot")
    await visit.sees(words("group-tips-off"))
    panel = visit.last
    await visit.press(label("group-page-tips"))
    await visit.press(setting("group-off", "group-field-tips"))
    await expect(visit.button(setting("group-on", "group-field-tips"))).to_be_visible()
    await choice(visit, "group-field-weekday").click()
    await visit.press(shipped().l10n.weekday(THURSDAY).capitalize())
    await visit.sees(tips_on())
    notice = visit.page.get_by_role("status", name="Notifications")
    await expect(notice).to_contain_text(tips_on())

    await act_as(visit, "member")
    before = await panel.inner_text()
    await visit.press(setting("group-on", "group-field-tips"))
    alert = visit.page.get_by_role("alertdialog")
    await expect(alert).to_contain_text(words("group-not-you"))
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()
    assert await panel.inner_text() == before
    await visit.say("/settings@RefractorySupportBot")
    await visit.sees(words("group-settings-for-admins"))

    await visit.move_clock("To the next tip")
    await visit.clock_says("1 new message.")
    await visit.sees(label("tip-this-week"))
    await topic(visit, "General").click()
    await expect(visit.log).to_contain_text(words("group-hello")[:60])
    await expect(visit.log).not_to_contain_text(label("tip-this-week"))
