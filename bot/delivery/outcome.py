"""What may become of a message that was sent, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message of a kind on its way to one chat, promised for ``slot_at``.

    ``payload`` is what its kind has chosen to say; ``attempts`` counts how often it left before.
    """

    kind: str
    chat_id: int
    slot_at: datetime
    payload: str
    thread_id: int | None = None
    attempts: int = 0


class Refusal(StrEnum):
    """Why a place cannot be written to, though the chat is there."""

    NO_RIGHTS = "no-rights"
    TOPIC_CLOSED = "topic-closed"
    TOPIC_GONE = "topic-gone"


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class SlowDown:
    """429: it did not leave; not before ``retry_after``."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot or is gone, the bot was removed, the chat does not exist."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup; it did not arrive in either."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The bot may not write there now."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly did not leave: no connection was had."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """We kept it: the bot stops, the chat has just said no more, or it could not be noted down."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: the answer was lost, or made no sense."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Telegram will never take this text: our fault, not the chat's."""

    reason: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The token is not valid: nothing leaves for anybody."""


Outcome = (
    Sent
    | SlowDown
    | Unreachable
    | Moved
    | Refused
    | NotSent
    | Withdrawn
    | Unknown
    | Failed
    | Revoked
)


class DeliveryState(StrEnum):
    """``unknown`` is final: a doubled message in a grieving group is worse than a skipped one."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    DROPPED = "dropped"
    FAILED = "failed"


class Consequence(StrEnum):
    """What happens to the chat or its place beside the delivery."""

    NONE = "none"
    SUSPEND = "suspend"  # until the chat comes back
    PAUSE = "pause"  # nothing of this kind until somebody puts the place right
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is written down for an outcome. ``ready_at`` is set for what is sent again."""

    state: DeliveryState
    consequence: Consequence = Consequence.NONE
    reason: str | None = None
    ready_at: datetime | None = None

    @property
    def seen(self) -> bool:
        """Whether the chat counts as having had it; what is to be sent again stays chosen."""
        return self.state not in {DeliveryState.DROPPED, DeliveryState.FAILED}


MOST_MOVES = 3
FIRST_RETRY = timedelta(seconds=20)
LONGEST_RETRY = timedelta(minutes=15)


def decide(outcome: Outcome, delivery: Delivery, now: datetime) -> Decision:
    """What follows from an outcome; whether it is still timely is asked again before each try."""
    match outcome:
        case Sent():
            return Decision(DeliveryState.SENT)
        case Unknown():
            return Decision(DeliveryState.UNKNOWN, reason="no answer")
        case SlowDown(retry_after):
            return _again(now + retry_after)
        case NotSent() | Withdrawn() | Revoked():
            return _again(now + _pause_before(delivery.attempts))
        case Moved() if delivery.attempts < MOST_MOVES:
            return Decision(DeliveryState.QUEUED, Consequence.MOVE, ready_at=now)
        case Moved():
            return Decision(DeliveryState.FAILED, reason="moved in a circle")
        case Unreachable(reason):
            return Decision(DeliveryState.FAILED, Consequence.SUSPEND, reason)
        case Refused(refusal):
            return Decision(DeliveryState.FAILED, Consequence.PAUSE, refusal)
        case Failed(reason):
            return Decision(DeliveryState.FAILED, reason=reason)


def _again(ready_at: datetime) -> Decision:
    return Decision(DeliveryState.QUEUED, ready_at=ready_at)


def _pause_before(attempts: int) -> timedelta:
    doublings: int = 2 ** min(attempts, 10)
    return min(FIRST_RETRY * doublings, LONGEST_RETRY)
