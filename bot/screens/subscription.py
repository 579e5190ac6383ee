"""A person's weekly tips: agreeing, choosing when, changing that, stopping."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.registry import StaleAction, encode
from bot.actions.subscription import (
    PickDay,
    PickHour,
    PickQuiet,
    PickZone,
    SetQuiet,
    SetSchedule,
    ShowOptIn,
    ShowSettings,
    Unsubscribe,
)
from bot.chats.model import ChatKind
from bot.places.typed_city import Ambiguous, Recognised, Unrecognised, read_typed_city
from bot.replies import subscription
from bot.replies.reply import Reply
from bot.replies.subscription import When
from bot.screens.registry import hearing, screen
from bot.screens.request import Request
from bot.tips.schedule import QUIET_CHOICES, QuietHours, Schedule, zone_named
from bot.tips.subscriptions import Subscription


async def active_subscription(request: Request) -> Subscription | None:
    """The person's own; a group's tips are the group's: nobody uses them up by reading."""
    if not request.visitor.private:
        return None
    found = await request.services.subscriptions.get(request.visitor.chat_id)
    return found if found and found.active else None


@screen(ShowOptIn)
async def show_opt_in(request: Request, _: ShowOptIn) -> Reply:
    if await active_subscription(request) is not None:  # they have agreed already: show what to
        return await show_settings(request, ShowSettings())
    return subscription.show_opt_in(request.edition)


@screen(ShowSettings)
async def show_settings(request: Request, _: ShowSettings) -> Reply:
    found = await active_subscription(request)
    when = _when(found) if found else None
    return subscription.show_settings(request.edition, when, found.next_due_at if found else None)


@screen(PickDay)
async def pick_day(request: Request, _: PickDay) -> Reply:
    subscribed = await active_subscription(request) is not None
    return subscription.pick_day(request.edition, subscribed=subscribed)


@screen(PickHour)
async def pick_hour(request: Request, action: PickHour) -> Reply:
    if action.weekday > 6:
        raise StaleAction(encode(action))
    return subscription.pick_hour(request.edition, action.weekday)


@screen(PickZone)
async def pick_zone(request: Request, action: PickZone) -> Reply:
    """Also opens the question for a city, which the next message may answer."""
    _require_time(action)
    services, visitor = request.services, request.visitor
    known = await services.chats.remember(visitor.chat_id, ChatKind.PRIVATE, visitor.language)
    await services.open_questions.ask(visitor.chat_id, encode(action))
    likely = known.zone or services.default_zone
    return subscription.pick_zone(request.edition, action.weekday, action.hour, likely)


@screen(SetSchedule)
async def set_schedule(request: Request, action: SetSchedule) -> Reply:
    """Agreed, or changed."""
    _require_time(action)
    if zone_named(action.zone) is None:
        raise StaleAction(encode(action))
    visitor = request.visitor
    schedule = Schedule(action.weekday, action.hour, 0, action.zone)
    agreed = await request.services.subscriptions.agree(visitor.chat_id, schedule, visitor.language)
    found = agreed.subscription
    if found.next_due_at is None:
        raise LookupError("an active subscription has a next tip")
    return subscription.confirmed(
        request.edition, _when(found), found.next_due_at, changed=agreed.changed
    )


@screen(PickQuiet)
async def pick_quiet(request: Request, _: PickQuiet) -> Reply:
    found = await active_subscription(request)
    if found is None:
        return await show_settings(request, ShowSettings())
    return subscription.pick_quiet(request.edition, found.quiet)


@screen(SetQuiet)
async def set_quiet(request: Request, action: SetQuiet) -> Reply:
    if action.hours not in QUIET_CHOICES:
        raise StaleAction(encode(action))
    if await active_subscription(request) is None:
        return await show_settings(request, ShowSettings())
    quiet = QuietHours.of(action.hours)
    found = await request.services.subscriptions.change(
        request.visitor.chat_id, lambda before: replace(before, quiet=quiet)
    )
    if found.next_due_at is None:
        raise LookupError("an active subscription has a next tip")
    return subscription.quiet_set(request.edition, quiet, _when(found), found.next_due_at)


@screen(Unsubscribe)
async def unsubscribe(request: Request, _: Unsubscribe) -> Reply:
    subscriptions, chat_id = request.services.subscriptions, request.visitor.chat_id
    await subscriptions.unsubscribe(chat_id)
    # What has stopped is kept: who asks a second time, or whose press comes twice, hears the same.
    had_one = await subscriptions.get(chat_id) is not None
    return subscription.unsubscribed(request.edition, had_one=had_one)


@hearing(PickZone)
async def hear_place(request: Request, question: PickZone, words: str) -> Reply:
    """A typed city: taken when it is sure, else offered to choose from."""
    edition, day, hour = request.edition, question.weekday, question.hour
    match await read_typed_city(words):
        case Recognised(zone):
            await request.services.open_questions.answered(request.visitor.chat_id)
            return await set_schedule(request, SetSchedule(day, hour, zone))
        case Ambiguous(cities):
            return subscription.offer_cities(edition, cities, day, hour)
        case Unrecognised():
            return subscription.no_city_found(edition, day, hour)


def _when(found: Subscription) -> When:
    schedule = found.schedule
    return When(schedule.weekday, schedule.hour, schedule.minute, schedule.zone)


def _require_time(action: PickZone | SetSchedule) -> None:
    if action.weekday > 6 or action.hour > 23:
        raise StaleAction(encode(action))
