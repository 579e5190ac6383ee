"""What a press in a settings panel asks of the database: one look, or one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.groups.fields import ForumTopic
from handlers.panel_view import PanelView, Spot
from standin.state.messages import Message
from tests.conversation import Conversation, buttons
from tests.handlers.groups.group_life import Group, Role, support_group

TIPS, ANSWERS = "Weekly tip ›", "Answers and commands ›"
# The chat, its own settings, its subscription and the topics that are known: each asked for once.
ONE_LOOK = ["chats", "group_settings", "subscriptions", "group_topics"]


@dataclass
class Statements:
    """What SQLite was asked to run, on the connection that reads and on the one that writes."""

    read: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def looked_at(self) -> list[str]:
        """The table of each look outside of a transaction, in order."""
        return [statement.partition(" FROM ")[2].split()[0] for statement in self.read]

    @property
    def transactions(self) -> int:
        return sum(statement.startswith("BEGIN") for statement in self.written)


@asynccontextmanager
async def statements(talk: Conversation) -> AsyncIterator[Statements]:
    """Everything that SQLite itself reports meanwhile."""
    seen, database = Statements(), talk.services.database
    async with database.read() as connection:
        await connection.set_trace_callback(seen.read.append)
    async with database.transaction() as connection:
        await connection.set_trace_callback(seen.written.append)
    seen.written.clear()  # of the transaction just above
    yield seen
    # What SQLite goes on to report is added to the lists of before.
    seen.read, seen.written = seen.read.copy(), seen.written.copy()


async def forum_of(talk: Conversation) -> Group:
    """A group with topics, in which nothing but presses reaches the database."""
    assert talk.application.job_queue is not None
    await talk.application.job_queue.stop()
    await talk.say("/help")
    return await support_group(talk, forum=True)


@pytest.fixture
async def group(talk: Conversation) -> Group:
    return await forum_of(talk)


async def panel_in_private(group: Group) -> Message:
    await group.settings()
    listed = await group.talk.say("/start groups")
    panel, _ = await group.press(listed, "Support")
    return panel


async def walked(group: Group, panel: Message, labels: Sequence[str]) -> Message:
    for label in labels:
        panel, _ = await group.press(panel, label)
    return panel


@pytest.mark.parametrize("in_private", [False, True], ids=["in the group", "in private"])
@pytest.mark.parametrize(
    ("way", "press"),
    [
        ([TIPS], "☐ Weekly tip"),
        ([TIPS, "☐ Weekly tip"], "☑ Weekly tip"),
        ([TIPS, "☐ Weekly tip", "Day: Monday ›"], "Friday"),
        ([TIPS, "☐ Weekly tip", "Quiet hours: 21:00 to 08:00 ›"], "no quiet hours"),
        ([TIPS, "☐ Weekly tip"], "☐ Pin the tip"),
        ([ANSWERS], "☐ Welcome newcomers"),
        ([ANSWERS, "Commands: for everyone ›"], "for admins only"),
        (["Language: English ›"], "English"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
async def test_a_change_is_one_transaction_and_no_look_beside_it(
    group: Group, way: list[str], press: str, in_private: bool
) -> None:
    opened = await (panel_in_private(group) if in_private else group.settings())
    panel = await walked(group, opened, way)
    async with statements(group.talk) as seen:
        _, answer = await group.press(panel, press)
    assert answer.text
    assert not answer.show_alert
    assert (seen.transactions, seen.looked_at) == (1, [])


@pytest.mark.parametrize(("in_private", "transactions"), [(False, 1), (True, 2)])
async def test_a_time_zone_chosen_in_private_also_ends_the_question_for_a_city(
    group: Group, in_private: bool, transactions: int
) -> None:
    opened = await (panel_in_private(group) if in_private else group.settings())
    panel = await walked(group, opened, [TIPS, "☐ Weekly tip", "Time zone: Lisbon ›"])
    async with statements(group.talk) as seen:
        _, answer = await group.press(panel, "Berlin")
    assert "Berlin" in answer.text
    assert (seen.transactions, seen.looked_at) == (transactions, [])


@pytest.mark.parametrize("in_private", [False, True], ids=["in the group", "in private"])
@pytest.mark.parametrize("page", [TIPS, ANSWERS, "Language: English ›"])
async def test_to_turn_a_page_is_one_look_and_no_transaction(
    group: Group, page: str, in_private: bool
) -> None:
    await walked(group, await group.settings(), [TIPS, "☐ Weekly tip"])
    panel = await (panel_in_private(group) if in_private else group.settings())
    async with statements(group.talk) as seen:
        shown, _ = await group.press(panel, page)
    assert shown.text != panel.text or buttons(shown) != buttons(panel)
    assert (seen.transactions, seen.looked_at) == (0, ONE_LOOK)


async def test_moving_the_tips_is_one_transaction(group: Group) -> None:
    await walked(group, await group.settings(), [TIPS, "☐ Weekly tip"])
    topic = group.talk.world.topics.create(group.chat, "Announcements")
    panel = await walked(group, await group.settings(thread_id=topic.id), [TIPS])
    async with statements(group.talk) as seen:
        _, answer = await group.press(panel, "🔄 Post tips here")
    assert "in Announcements" in answer.text
    assert (seen.transactions, seen.looked_at) == (1, [])


async def test_every_other_open_panel_shows_a_change_without_a_look_of_its_own(
    group: Group,
) -> None:
    panels = [await group.settings(Role.ADMIN), await panel_in_private(group)]
    panel = await walked(group, await group.settings(), [TIPS])
    async with statements(group.talk) as seen:
        _, answer = await group.press(panel, "☐ Weekly tip")
    for other in panels:
        assert answer.text in group.talk.world.state.message(other.chat_id, other.id).text
    assert (seen.transactions, seen.looked_at) == (1, [])


async def test_a_look_from_before_a_change_is_not_shown_after_it(group: Group) -> None:
    panel, services = await group.settings(), group.talk.services
    earlier = await services.groups.settings(group.chat.id)
    await walked(group, panel, [TIPS, "☐ Weekly tip"])
    spot = Spot(group.chat.id, panel.id)
    view = PanelView(group.chat.id, group.talk.person.id, spot, "Support", True, ForumTopic(), None)
    await group.talk.application.bot_data.open_panels.show(view, earlier)
    assert "Tips: every Monday" in group.talk.world.state.message(group.chat, panel.id).text


async def test_to_open_the_settings_is_one_transaction(group: Group) -> None:
    await group.settings()
    async with statements(group.talk) as seen:
        await group.settings()
    assert (seen.transactions, seen.looked_at) == (1, [])


async def test_to_set_up_by_the_first_message_is_one_transaction(group: Group) -> None:
    (hello,) = await group.command("/start@RefractorySupportBot setup", Role.CREATOR)
    async with statements(group.talk) as seen:
        panel, _ = await group.press(hello, "Set up (admins)")
    assert panel.text.startswith("Settings: Support")
    assert (seen.transactions, seen.looked_at) == (1, [])


async def test_a_refusal_is_one_look_for_the_language_of_the_group(group: Group) -> None:
    panel = await group.settings()
    async with statements(group.talk) as seen:
        _, answer = await group.press(panel, TIPS, Role.ADMIN)
    assert answer.show_alert
    assert (seen.transactions, seen.looked_at) == (0, ONE_LOOK[:3])


async def test_of_a_basic_group_it_is_looked_up_whether_it_has_moved(talk: Conversation) -> None:
    await forum_of(talk)
    small = talk.world.chats.create_group("Small", talk.person, with_bot=True)
    panel = await talk.say("/settings", chat=small)
    panel, _ = await talk.tap(panel, TIPS)
    async with statements(talk) as seen:
        _, answer = await talk.tap(panel, "☐ Weekly tip")
    assert answer.text.startswith("Tips: every Monday")
    assert (seen.transactions, seen.looked_at) == (1, ["moved_chats"])
