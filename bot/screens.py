"""From what somebody wants (an action) to its screen; here services and replies meet."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.chats.awaited import AwaitedWords
from bot.chats.model import ChatKind
from bot.chats.store import Chats
from bot.library.edition import Edition
from bot.library.live import LiveEditions
from bot.places.cities import find_places
from bot.replies import actions, basics, reading, subscription, tips
from bot.replies.actions import Action, StaleAction, decode, encode
from bot.replies.reply import Reply
from bot.replies.subscription import When
from bot.tips.schedule import QUIET_CHOICES, QuietHours, Schedule, zone_named
from bot.tips.seen_tips import TipHistory
from bot.tips.subscriptions import Subscription, Subscriptions

# What concerns one person alone is never shown or changed before a group; the deep link's payload
# says where it is found in private.
PERSONAL: dict[type[Action], str] = {
    actions.ShowOptIn: "subscribe",
    actions.PickDay: "subscribe",
    actions.PickHour: "subscribe",
    actions.PickZone: "subscribe",
    actions.SetSchedule: "subscribe",
    actions.PickQuiet: "settings",
    actions.SetQuiet: "settings",
    actions.Unsubscribe: "settings",
    actions.ShowSettings: "settings",
    actions.ManageGroups: "groups",
    actions.ShowMyData: "privacy",
    actions.AskErase: "privacy",
    actions.Erase: "privacy",
}


class Personal(Exception):
    """The action concerns one person and was asked for before a group; ``payload`` leads on."""

    def __init__(self, payload: str) -> None:
        self.payload = payload
        super().__init__(payload)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and where: ``language`` is a tag as Telegram gives it, or None."""

    chat_id: int
    private: bool
    language: str | None = None


class Screens:
    """Answers any action; raises StaleAction for what no longer exists, Personal in a group."""

    def __init__(
        self,
        live: LiveEditions,
        chats: Chats,
        subscriptions: Subscriptions,
        history: TipHistory,
        awaited: AwaitedWords,
        default_zone: str,
        contact: str = "",
    ) -> None:
        self._live = live
        self._chats = chats
        self._subscriptions = subscriptions
        self._history = history
        self._awaited = awaited
        self._default_zone = default_zone
        self._contact = contact
        self._answers: dict[type[Action], Callable[[Visitor, Any], Awaitable[Reply]]] = {
            actions.ShowOptIn: self._opt_in,
            actions.ShowNextTip: self._next_tip,
            actions.ShowSettings: self._settings,
            actions.PickDay: self._pick_day,
            actions.PickHour: self._pick_hour,
            actions.PickZone: self._pick_zone,
            actions.SetSchedule: self._set_schedule,
            actions.PickQuiet: self._pick_quiet,
            actions.SetQuiet: self._set_quiet,
            actions.Unsubscribe: self._unsubscribe,
            actions.ShowAbout: self._about,
            actions.ShowPrivacy: self._privacy,
            actions.ShowMyData: self._my_data,
            actions.Erase: self._erase,
        }

    def edition(self, visitor: Visitor) -> Edition:
        """The words in the visitor's language."""
        return self._live.current.of(visitor.language)

    async def show(self, action: Action, visitor: Visitor) -> Reply:
        """The screen for an action, as the private chat or the group should see it."""
        edition = self.edition(visitor)
        if visitor.private:
            reply = reading.read(edition, action)
            return reply or await self._answers[type(action)](visitor, action)
        if type(action) in PERSONAL:
            raise Personal(PERSONAL[type(action)])
        reply = reading.read(edition, action) or await self._answers[type(action)](visitor, action)
        return reply.without(*PERSONAL)

    async def introduce(self, action: Action, visitor: Visitor) -> Reply:
        """As ``show`` for a command: in a group a page arrives short, with ways to the rest."""
        if not visitor.private:
            reply = reading.read_in_group(self.edition(visitor), action)
            if reply is not None and type(action) not in PERSONAL:
                return reply.without(*PERSONAL)
        return await self.show(action, visitor)

    async def hear(self, words: str, visitor: Visitor) -> Reply:
        """What somebody typed in private: the answer to an open question, or a pointer."""
        asked = await self._awaited.asked(visitor.chat_id)
        if asked is not None:
            try:
                question = decode(asked)
            except StaleAction:
                question = None
            if isinstance(question, actions.PickZone):
                return await self._place_named(words, question, visitor)
        return basics.point_the_way(self.edition(visitor))

    async def _next_tip(self, visitor: Visitor, action: actions.ShowNextTip) -> Reply:
        edition = self.edition(visitor)
        subscribed = await self._active(visitor) is not None
        tip_ids = list(edition.content.tips)
        if subscribed:
            tip_id = await self._history.take_tip(visitor.chat_id, tip_ids)
        else:  # nothing is stored of somebody who did not ask for it: the button knows the place
            shown = f"tip/{action.after}"
            following = tip_ids.index(shown) + 1 if shown in tip_ids else 0
            tip_id = tip_ids[following % len(tip_ids)]
        if tip_id is None:
            raise StaleAction("no tips")
        return tips.tip_now(edition, edition.content.tips[tip_id], subscribed=subscribed)

    async def _opt_in(self, visitor: Visitor, _: actions.ShowOptIn) -> Reply:
        if await self._active(visitor) is not None:  # they have agreed already: show what to
            return await self._settings(visitor, actions.ShowSettings())
        return subscription.show_opt_in(self.edition(visitor))

    async def _settings(self, visitor: Visitor, _: actions.ShowSettings) -> Reply:
        edition = self.edition(visitor)
        found = await self._active(visitor)
        when = _when(found) if found else None
        return subscription.show_settings(edition, when, found.next_due_at if found else None)

    async def _pick_day(self, visitor: Visitor, _: actions.PickDay) -> Reply:
        subscribed = await self._active(visitor) is not None
        return subscription.pick_day(self.edition(visitor), subscribed=subscribed)

    async def _pick_hour(self, visitor: Visitor, action: actions.PickHour) -> Reply:
        if action.weekday > 6:
            raise StaleAction(encode(action))
        return subscription.pick_hour(self.edition(visitor), action.weekday)

    async def _pick_zone(self, visitor: Visitor, action: actions.PickZone) -> Reply:
        _require_time(action)
        known = await self._chats.remember(visitor.chat_id, ChatKind.PRIVATE, visitor.language)
        await self._awaited.ask(visitor.chat_id, encode(action))
        likely = known.zone or self._default_zone
        return subscription.pick_zone(self.edition(visitor), action.weekday, action.hour, likely)

    async def _set_schedule(self, visitor: Visitor, action: actions.SetSchedule) -> Reply:
        _require_time(action)
        if zone_named(action.zone) is None:
            raise StaleAction(encode(action))
        before = await self._active(visitor)
        schedule = Schedule(action.weekday, action.hour, 0, action.zone)
        await self._chats.remember(visitor.chat_id, ChatKind.PRIVATE, visitor.language)
        await self._chats.set_zone(visitor.chat_id, action.zone)
        if before is None:
            found = await self._subscriptions.subscribe(visitor.chat_id, schedule)
        else:
            found = await self._subscriptions.reschedule(visitor.chat_id, schedule)
        if found.next_due_at is None:
            raise LookupError("an active subscription has a next tip")
        return subscription.confirmed(
            self.edition(visitor), _when(found), found.next_due_at, changed=before is not None
        )

    async def _pick_quiet(self, visitor: Visitor, _: actions.PickQuiet) -> Reply:
        found = await self._active(visitor)
        if found is None:
            return await self._settings(visitor, actions.ShowSettings())
        return subscription.pick_quiet(self.edition(visitor), found.quiet)

    async def _set_quiet(self, visitor: Visitor, action: actions.SetQuiet) -> Reply:
        if action.hours not in QUIET_CHOICES:
            raise StaleAction(encode(action))
        if await self._active(visitor) is None:
            return await self._settings(visitor, actions.ShowSettings())
        quiet = QuietHours.of(action.hours)
        found = await self._subscriptions.set_quiet_hours(visitor.chat_id, quiet)
        if found.next_due_at is None:
            raise LookupError("an active subscription has a next tip")
        return subscription.quiet_set(self.edition(visitor), quiet, _when(found), found.next_due_at)

    async def _unsubscribe(self, visitor: Visitor, _: actions.Unsubscribe) -> Reply:
        had_one = await self._subscriptions.unsubscribe(visitor.chat_id)
        return subscription.unsubscribed(self.edition(visitor), had_one=had_one)

    async def _about(self, visitor: Visitor, _: actions.ShowAbout) -> Reply:
        return basics.show_about(self.edition(visitor), self._contact)

    async def _privacy(self, visitor: Visitor, _: actions.ShowPrivacy) -> Reply:
        return basics.show_privacy(self.edition(visitor), self._contact)

    async def _my_data(self, visitor: Visitor, _: actions.ShowMyData) -> Reply:
        return basics.show_my_data(self.edition(visitor), await self._chats.export(visitor.chat_id))

    async def _erase(self, visitor: Visitor, _: actions.Erase) -> Reply:
        await self._subscriptions.unsubscribe(visitor.chat_id)
        await self._chats.forget(visitor.chat_id)
        return basics.erased(self.edition(visitor))

    async def _place_named(self, words: str, question: actions.PickZone, visitor: Visitor) -> Reply:
        # Some 50 ms of reading and comparing: in a thread, so that nobody else waits for it.
        places = await asyncio.to_thread(find_places, words)
        edition, day, hour = self.edition(visitor), question.weekday, question.hour
        if not places:
            return subscription.no_such_place(edition, day, hour)
        if len(places) == 1 and places[0].sure:
            await self._awaited.answered(visitor.chat_id)
            return await self._set_schedule(visitor, actions.SetSchedule(day, hour, places[0].zone))
        return subscription.offer_places(edition, places, day, hour)

    async def _active(self, visitor: Visitor) -> Subscription | None:
        if not visitor.private:  # a group's tips are the group's: nobody uses them up by reading
            return None
        found = await self._subscriptions.get(visitor.chat_id)
        return found if found and found.active else None


def _when(found: Subscription) -> When:
    schedule = found.schedule
    return When(schedule.weekday, schedule.hour, schedule.minute, schedule.zone)


def _require_time(action: actions.PickZone | actions.SetSchedule) -> None:
    if action.weekday > 6 or action.hour > 23:
        raise StaleAction(encode(action))
