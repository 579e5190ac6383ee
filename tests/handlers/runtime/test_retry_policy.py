"""What a person waits for is made again where that can do no harm, while they may wait."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.runtime.request import NeverLeft
from handlers.runtime.retry_policy import PATIENCE, is_for_people, is_repeatable, retried
from tests.handlers.runtime.virtual_time import in_virtual_time

REFUSED = RetryAfter(timedelta(seconds=5))
UNTIMED = NetworkError("Too Many Requests: come back later")
BROKEN = NetworkError("Bad Gateway")
NONSENSE = TelegramError("Invalid server response")


def told(failures: list[TelegramError], *, repeatable: bool = False) -> tuple[list[float], str]:
    """When each try was made, and what came of the last one."""
    tries: list[float] = []

    async def call() -> str:
        tries.append(asyncio.get_running_loop().time())
        if len(tries) <= len(failures):
            raise failures[len(tries) - 1]
        return "arrived"

    async def story() -> str:
        try:
            return await retried(call, repeatable=repeatable)
        except TelegramError as error:
            return type(error).__name__

    outcome = in_virtual_time(story)
    return tries, outcome


@pytest.mark.parametrize(
    ("failures", "tries"),
    [
        ([], [0]),
        ([REFUSED], [0, 5]),
        ([REFUSED, REFUSED], [0, 5, 10]),
        ([UNTIMED], [0, 0.5]),
        ([NeverLeft("no connection")] * 4, [0, 0.5, 1.5, 3.5, 7.5]),
    ],
)
def test_what_did_not_leave_is_sent_again(
    failures: list[TelegramError], tries: list[float]
) -> None:
    assert told(failures) == (tries, "arrived")


def test_nobody_is_answered_who_has_given_up_waiting() -> None:
    assert told([RetryAfter(timedelta(hours=1))]) == ([0], "RetryAfter")
    assert told([REFUSED] * 99)[0][-1] <= PATIENCE
    tries, outcome = told([NeverLeft("no connection")] * 99)
    assert (tries, outcome) == ([0, 0.5, 1.5, 3.5, 7.5, 15.5], "NeverLeft")


@pytest.mark.parametrize("failure", [BROKEN, NONSENSE])
def test_what_may_have_arrived_is_made_again_once_and_only_where_that_does_no_harm(
    failure: TelegramError,
) -> None:
    assert told([failure], repeatable=False) == ([0], type(failure).__name__)
    assert told([failure], repeatable=True) == ([0, 0.5], "arrived")
    assert told([failure] * 2, repeatable=True) == ([0, 0.5], type(failure).__name__)


@pytest.mark.parametrize(
    "failure", [BadRequest("no"), Forbidden("no"), ChatMigrated(-7), TimedOut("no answer")]
)
def test_a_refusal_and_a_long_silence_are_not_tried_again(failure: TelegramError) -> None:
    assert told([failure], repeatable=True) == ([0], type(failure).__name__)


def test_only_what_shows_nobody_anything_twice_is_repeatable() -> None:
    assert all(map(is_repeatable, ["editMessageText", "answerCallbackQuery", "deleteMessage"]))
    assert not any(map(is_repeatable, ["sendMessage", "copyMessage", "forwardMessage"]))
    assert is_for_people("sendMessage")
    assert not any(map(is_for_people, ["getMe", "setMyCommands", "deleteWebhook"]))
