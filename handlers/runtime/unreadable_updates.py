"""Takes out of a batch of updates what python-telegram-bot cannot read.

When one update of a batch cannot be parsed, it lets go of all of them and asks for the same batch
again, at once and for ever: one odd update, from a Bot API server of another age, and it is deaf.
"""

from __future__ import annotations

import logging
from typing import Any

import orjson
from telegram import Update

log = logging.getLogger(__name__)

_EMPTY = len(b'{"ok":true,"result":[]}') + 2


class UnreadableUpdates:
    """Looks into a batch only when it is asked for a second time: then it was not understood."""

    def __init__(self) -> None:
        self._asked_from: Any = None
        self._was_given = False

    def passed(self, asked_from: Any, payload: bytes) -> bytes:
        """``payload`` as it came, or without what cannot be read; ``asked_from`` is the offset."""
        again = self._was_given and asked_from == self._asked_from
        self._asked_from, self._was_given = asked_from, len(payload) > _EMPTY
        return _sifted(payload) if again else payload


def _sifted(payload: bytes) -> bytes:
    try:
        answer = orjson.loads(payload)
        updates = answer["result"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return payload
    # Of an unreadable one the number stays, so that Telegram is told not to send it again.
    answer["result"] = [
        update if _is_readable(update) else {"update_id": update["update_id"]} for update in updates
    ]
    return orjson.dumps(answer)


def _is_readable(update: Any) -> bool:
    try:
        Update.de_json(orjson.loads(orjson.dumps(update)))
    except Exception as error:  # noqa: BLE001 -- whatever the parser trips over
        log.error("an update that cannot be read was left out: %s", type(error).__name__)
        return False
    return True
