"""What the bot says in a group beside its pages, and to those who look after groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.actions.chat_ids import base36
from bot.actions.deep_links import payload_for
from bot.actions.group_settings import RestoreGroup, SetUpGroup, StartGroupFresh
from bot.actions.my_groups import ChooseChat, ManageGroup, ManageGroups
from bot.actions.subscription import ShowSettings
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.content.rich_text import link, plain
from bot.replies.navigation import urgent_below, urgent_in_private, way_back
from bot.replies.reply import Button, Reply

STARTGROUP = "setup"


def hello(edition: Edition, *, restorable: bool = False) -> Reply:
    """One short message when a group adds the bot; or an offer, when it had been there before."""
    l10n = edition.l10n
    set_up = Button(l10n.text("button-set-up"), SetUpGroup())
    read = Button(l10n.text("button-open-private"), start="menu")
    if not restorable:
        return Reply(l10n.rich("group-hello"), ((set_up,), (read, *urgent_in_private(l10n))))
    restore = Button(l10n.text("button-restore"), RestoreGroup())
    fresh = Button(l10n.text("button-start-fresh"), StartGroupFresh())
    return Reply(
        l10n.rich("group-hello-again"), ((restore, fresh), (read, *urgent_in_private(l10n)))
    )


def restored(l10n: Localization) -> str:
    return l10n.text("group-restored")


def started_fresh(l10n: Localization) -> str:
    return l10n.text("group-fresh")


def only_for_admins(l10n: Localization) -> str:
    """To whoever presses what is for those in charge."""
    return l10n.text("group-not-you")


def somebody_elses_panel(l10n: Localization) -> str:
    return l10n.text("group-not-your-panel")


def old_panel(l10n: Localization) -> str:
    return l10n.text("group-old-panel")


def settings_for_admins(edition: Edition) -> Reply:
    """For a member who sent /settings in the group."""
    l10n = edition.l10n
    own = Button(l10n.text("button-open-private"), start="settings")
    return Reply(l10n.rich("group-settings-for-admins"), ((own, *urgent_in_private(l10n)),))


def who_are_you(edition: Edition, group_id: int) -> Reply:
    """For /settings from somebody whom Telegram does not name: anonymous, or as a channel."""
    l10n = edition.l10n
    start = payload_for(ManageGroup(base36(group_id)))
    button = Button(l10n.text("button-manage-private"), start=start)
    return Reply(l10n.rich("group-who-are-you"), ((button,), urgent_in_private(l10n)))


def answered_earlier(edition: Edition, url: str) -> Reply:
    """Points to the answer that already stands in the group."""
    l10n = edition.l10n
    mark = "\N{BULLET}"
    before, _, after = l10n.text("group-earlier", link=mark).partition(mark)
    text = plain(before) + link(l10n.text("group-earlier-link"), url) + plain(after)
    return Reply(text)


def only_in_private(reply: Reply) -> Reply:
    """For a group that wants short answers only: every further step leads to the private chat.

    Urgent help stays one tap away in the group.
    """
    rows = []
    for row in reply.rows:
        # A row that leads to private in any case offers its other way in the group: not here.
        leads_away = any(button.start is not None for button in row)
        kept = [b for b in row if b.action is None] if leads_away else row
        rows.append(tuple(_leading_away(button) for button in kept))
    return Reply(reply.text, tuple(rows))


def _leading_away(button: Button) -> Button:
    if button.action is None or button.action.never_withheld:
        return button
    payload = payload_for(button.action)
    return button if payload is None else replace(button, action=None, start=payload)


def welcome(edition: Edition) -> Reply:
    """One quiet line for whoever has just joined; it names nobody."""
    l10n = edition.l10n
    button = Button(l10n.text("button-open-private"), start="menu")
    return Reply(l10n.rich("group-welcome-line"), ((button, *urgent_in_private(l10n)),))


def list_groups(edition: Edition, groups: Sequence[tuple[int, str]]) -> Reply:
    """The groups that Telegram has just said this person may manage, by number and title."""
    l10n = edition.l10n
    rows = [
        (Button(title or l10n.text("group-without-name"), ManageGroup(base36(group_id))),)
        for group_id, title in groups
    ]
    picks = (
        Button(l10n.text("button-pick-group"), ChooseChat()),
        Button(l10n.text("button-pick-channel"), ChooseChat(1)),
    )
    add = Button(l10n.text("button-add-to-group"), add_to_group=STARTGROUP)
    text = l10n.rich("groups-list" if groups else "groups-none")
    return Reply(text, (*rows, picks, (add,), way_back(l10n, ShowSettings())))


def not_allowed(edition: Edition) -> Reply:
    """The person may not manage that chat, or Telegram does not say that they may."""
    l10n = edition.l10n
    back = Button(l10n.text("button-manage-groups"), ManageGroups())
    return Reply(l10n.rich("groups-not-allowed"), ((back,), way_back(l10n)))


def pick_chat(edition: Edition, *, channel: bool) -> Reply:
    """Says what the button of Telegram's own does that comes with it."""
    return Reply(edition.l10n.rich("groups-pick-channel" if channel else "groups-pick-group"))


def picked(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("groups-picked"))


def channel_hello(edition: Edition, title: str, channel_id: int) -> Reply:
    """To the admin who has added the bot to a channel, in private."""
    l10n = edition.l10n
    name = title or l10n.text("group-without-name")
    button = Button(l10n.text("button-manage-private"), ManageGroup(base36(channel_id)))
    return Reply(l10n.rich("channel-hello", title=name), ((button,), urgent_below(l10n)))


def cannot_post(edition: Edition, title: str, group_id: int, reason: str) -> Reply:
    """To the admin who enabled the bot, in private: why no tips arrive, and what to do."""
    l10n = edition.l10n
    key = {"topic-closed": "group-topic-closed", "topic-gone": "group-topic-gone"}
    name = title or l10n.text("group-without-name")
    button = Button(l10n.text("button-manage-private"), ManageGroup(base36(group_id)))
    text = l10n.rich(key.get(reason, "group-cannot-write"), title=name)
    return Reply(text, ((button,), urgent_below(l10n)))
