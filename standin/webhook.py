"""Brings updates to the bot's webhook, one after the other, and again until it says 200."""

from __future__ import annotations

import asyncio

import httpx
import orjson

from standin.state.state import State
from standin.wire import Wire

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- a header's name


class WebhookCourier:
    """Posts what waits for the bot; ``client`` may reach the bot's web app in memory."""

    def __init__(self, state: State, client: httpx.AsyncClient, retry_after: float = 0.05) -> None:
        self._state = state
        self._client = client
        self._retry_after = retry_after
        self._stirred = asyncio.Event()
        state.updates.on_change = self._stirred.set

    async def run(self) -> None:
        """Delivers until it is cancelled."""
        while True:
            self._stirred.clear()
            hook, update = self._state.updates.webhook, self._state.updates.first()
            if hook is None or update is None:
                await self._stirred.wait()
            elif await self._deliver(hook, update):
                self._state.updates.confirm_before(update["update_id"] + 1)
            else:
                await asyncio.sleep(self._retry_after)

    async def _deliver(self, hook: Wire, update: Wire) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook["secret_token"]:
            headers[SECRET_HEADER] = hook["secret_token"]
        try:
            answer = await self._client.post(
                hook["url"], content=orjson.dumps(update), headers=headers
            )
        except httpx.HTTPError:
            self._note_failure(hook, "Connection timed out")
            return False
        if not answer.is_success:
            self._note_failure(
                hook,
                f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}",
            )
        return answer.is_success

    def _note_failure(self, hook: Wire, reason: str) -> None:
        hook["last_error_date"] = self._state.now()
        hook["last_error_message"] = reason
