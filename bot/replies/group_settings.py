"""The settings of a group as one message: every page is drawn from the table of fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.actions.chat_ids import base36
from bot.actions.group_settings import ClosePanel, MoveGroupTips, SetInGroup, ShowPanel
from bot.actions.my_groups import ManageGroups
from bot.actions.registry import Action, StaleAction
from bot.content.edition import Edition
from bot.content.localization import Localization
from bot.content.rich_text import RichText, joined, plain
from bot.groups.field_types import Field, Kept, Options, PanelPage, Toggle
from bot.groups.fields import BY_CODE, BY_NAME, ForumTopic, GroupSettings, fields_of, value_of
from bot.places.cities import City
from bot.places.zones import city_of
from bot.replies.navigation import urgent_below, urgent_in_private
from bot.replies.reply import Button, Reply, Row, in_columns
from bot.replies.typed_city import no_such_city, which_city
from bot.tips.schedule import zone_named

V = TypeVar("V")

# The page on which the options of one field stand is called after the field's code.
OPTIONS = "f"
TOPICS = "topics"
# Telegram shows up to 200 characters in the answer to a press.
ALERT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Panel:
    """A group's settings as one admin sees them.

    ``here`` is the topic in which the panel stands, or None for a panel in private.
    """

    settings: GroupSettings
    title: str
    opener: int
    here: ForumTopic | None = None
    forum: bool = False
    languages: tuple[str, ...] = ()


def draw(edition: Edition, panel: Panel, page: str = "") -> Reply:
    """A page of the panel; raises StaleAction for one that does not exist here."""
    if page in {"", PanelPage.HOME}:
        return _home(edition, panel)
    if page in {PanelPage.TIPS, PanelPage.ANSWERS}:
        return _fields(edition, panel, PanelPage(page))
    if page == TOPICS:
        return _topics(edition, panel)
    field = BY_CODE.get(page.removeprefix(OPTIONS))
    if not isinstance(field, Options) or field not in fields_of(field.page, panel.settings):
        raise StaleAction(page)
    return _options(edition, panel, field)


def changed_in_words(
    l10n: Localization, settings: GroupSettings, field: Field[Any], *, forum: bool
) -> str:
    """What was changed, for the answer to the press."""
    if field.in_tips_line:
        return tips_in_words(l10n, settings, forum=forum)[:ALERT_LIMIT]
    return _field_in_words(l10n, settings, field)[:ALERT_LIMIT]


def tips_in_words(l10n: Localization, settings: GroupSettings, *, forum: bool) -> str:
    """ "Tips: every Monday, 10:00, Lisbon, in Announcements. Next: Monday, 30 November"."""
    if not settings.tips:
        return l10n.text("group-tips-off")
    if settings.refused is not None or settings.next_due_at is None:
        return l10n.text(f"group-tips-{settings.refused or 'no-rights'}")
    when = {
        "weekday": l10n.weekday(settings.weekday),
        "time": l10n.clock(settings.hour),
        "city": city_of(l10n, settings.zone),
        "next": _day(l10n, settings.next_due_at, settings.zone),
    }
    if settings.topic.name is not None:
        return l10n.text("group-tips-on-topic", topic=settings.topic.name, **when)
    if settings.topic.thread_id is not None:
        return l10n.text("group-tips-on-some-topic", **when)
    return l10n.text("group-tips-on-general" if forum else "group-tips-on", **when)


def offer_cities(edition: Edition, cities: Sequence[City], opener: int, group_id: int) -> Reply:
    """What a typed city may have meant, each with a button that sets its zone."""
    who, group, zone = base36(opener), base36(group_id), BY_NAME["zone"].code
    return which_city(
        edition.l10n,
        cities,
        lambda chosen: SetInGroup(who, group, zone, chosen),
        ShowPanel(who, group, OPTIONS + zone),
    )


def no_city_found(edition: Edition, opener: int, group_id: int) -> Reply:
    back = ShowPanel(base36(opener), base36(group_id), OPTIONS + BY_NAME["zone"].code)
    return no_such_city(edition.l10n, back)


def closed(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("group-panel-closed"))


def _home(edition: Edition, panel: Panel) -> Reply:
    l10n, settings = edition.l10n, panel.settings
    rows: list[Row] = [(_go(panel, l10n.text("group-page-tips"), PanelPage.TIPS),)]
    if fields_of(PanelPage.ANSWERS, settings):
        rows.append((_go(panel, l10n.text("group-page-answers"), PanelPage.ANSWERS),))
    rows += [(_field_button(l10n, panel, field),) for field in fields_of(PanelPage.HOME, settings)]
    lines = [
        plain(_field_in_words(l10n, settings, field))
        for page in (PanelPage.ANSWERS, PanelPage.HOME)
        for field in fields_of(page, settings)
    ]
    return Reply(joined([_head(l10n, panel), joined(lines, "\n")]), (*rows, _way_out(l10n, panel)))


def _fields(edition: Edition, panel: Panel, page: PanelPage) -> Reply:
    l10n, settings = edition.l10n, panel.settings
    fields = fields_of(page, settings)
    if not fields:
        raise StaleAction(page)
    rows: list[Row] = [(_field_button(l10n, panel, field),) for field in fields]
    if page is PanelPage.TIPS:
        rows += _topic_rows(l10n, panel)
    lines = [
        plain(_field_in_words(l10n, settings, field))
        for field in fields
        if field.kept is not Kept.SUBSCRIPTION_STATE  # the line above says it
    ]
    text = joined([_head(l10n, panel), joined(lines, "\n")])
    return Reply(text, (*rows, _back(l10n, panel, PanelPage.HOME)))


def _options(edition: Edition, panel: Panel, field: Options[V]) -> Reply:
    l10n, present = edition.l10n, value_of(field, panel.settings)
    options = []
    for value in field.offers(present, panel.languages):
        label = field.in_words(l10n, value)
        if value == present:
            label = l10n.text("group-chosen", label=label)
        options.append(Button(label, _set(panel, field, value)))
    text = [_head(l10n, panel), l10n.rich("group-pick", field=field.label(l10n))]
    if field.hint is not None:
        text.append(field.hint(l10n))
    return Reply(
        joined(text), (*in_columns(options, field.columns), _back(l10n, panel, field.page))
    )


def _topics(edition: Edition, panel: Panel) -> Reply:
    l10n = edition.l10n
    if not panel.settings.tips:
        raise StaleAction(TOPICS)
    rows: list[Row] = [
        (Button(topic.name or "?", _move(panel, topic)),) for topic in panel.settings.topics
    ]
    rows.append((Button(l10n.text("group-no-topic"), _move(panel, ForumTopic())),))
    return Reply(l10n.rich("group-pick-topic"), (*rows, _back(l10n, panel, PanelPage.TIPS)))


def _topic_rows(l10n: Localization, panel: Panel) -> list[Row]:
    """Where tips go: to where the panel stands, or in private to a topic that is known."""
    settings = panel.settings
    if not settings.tips:
        return []
    if panel.here is None:
        if not settings.topics and settings.refused is None:
            return []
        return [(_go(panel, l10n.text("button-tips-place"), TOPICS),)]
    if panel.here.thread_id == settings.topic.thread_id and settings.refused is None:
        return []
    return [(Button(l10n.text("button-tips-here"), _move(panel, panel.here)),)]


def _head(l10n: Localization, panel: Panel) -> RichText:
    title = l10n.rich("group-panel", title=panel.title)
    return joined([title, plain(tips_in_words(l10n, panel.settings, forum=panel.forum))])


def _field_button(l10n: Localization, panel: Panel, field: Field[Any]) -> Button:
    name, present = field.label(l10n), value_of(field, panel.settings)
    if isinstance(field, Toggle):
        label = l10n.text("group-on" if present else "group-off", label=name)
        return Button(label, _set(panel, field, not present))
    words = field.in_words(l10n, present)
    label = l10n.text("group-choice", field=name, value=words)
    return _go(panel, label, OPTIONS + field.code)


def _field_in_words(l10n: Localization, settings: GroupSettings, field: Field[Any]) -> str:
    value = field.in_words(l10n, value_of(field, settings))
    return l10n.text("group-changed", field=field.label(l10n), value=value)


def _day(l10n: Localization, moment: datetime, zone: str) -> str:
    return l10n.day_and_date(moment.astimezone(zone_named(zone) or UTC))


def _go(panel: Panel, label: str, page: str) -> Button:
    shown = "" if page == PanelPage.HOME else page
    return Button(label, ShowPanel(base36(panel.opener), base36(panel.settings.chat_id), shown))


def _set(panel: Panel, field: Field[V], value: V) -> Action:
    opener, group = base36(panel.opener), base36(panel.settings.chat_id)
    return SetInGroup(opener, group, field.code, field.write(value))


def _move(panel: Panel, topic: ForumTopic) -> Action:
    thread = "" if topic.thread_id is None else base36(topic.thread_id)
    return MoveGroupTips(base36(panel.opener), base36(panel.settings.chat_id), thread)


def _back(l10n: Localization, panel: Panel, page: str) -> Row:
    return (_go(panel, l10n.text("button-back"), page), *_urgent(l10n, panel))


def _way_out(l10n: Localization, panel: Panel) -> Row:
    if panel.here is None:
        return (Button(l10n.text("button-back"), ManageGroups()), *_urgent(l10n, panel))
    close = ClosePanel(base36(panel.opener), base36(panel.settings.chat_id))
    return (Button(l10n.text("group-close"), close), *_urgent(l10n, panel))


def _urgent(l10n: Localization, panel: Panel) -> Row:
    """Who looks after a group may be ill as well; the panel itself stays as it is."""
    return urgent_below(l10n) if panel.here is None else urgent_in_private(l10n)
