"""Where updates go: to a webhook, or to whoever polls."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.state import State
from standin.wire import Wire

LONGEST_SECRET = 256
SECRET = re.compile(r"[A-Za-z0-9_-]*")
PORTS = (443, 80, 88, 8443)


def set_webhook(state: State, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return delete_webhook(state, params)
    _check_secret(params.text("secret_token"))
    if not state.local_server:
        _check_public(url)
    state.updates.ask_for(params.structure("allowed_updates"))
    if params.flag("drop_pending_updates"):
        state.updates.drop_all()
    state.updates.set_webhook(
        {
            "url": url,
            "has_custom_certificate": "certificate" in params.files,
            "max_connections": params.integer("max_connections", 40),
            "secret_token": params.text("secret_token"),
        }
    )
    return True


def _check_public(url: str) -> None:
    """What Telegram's servers ask of an address; a Bot API server of one's own takes any."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise Refusal(Why.BAD_WEBHOOK, reason="An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise Refusal(
            Why.BAD_WEBHOOK, reason="Webhook can be set up only on ports 80, 88, 443 or 8443"
        )


def _check_secret(secret: str) -> None:
    if len(secret) > LONGEST_SECRET:
        raise Refusal(Why.SECRET_TOKEN_TOO_LONG)
    if not SECRET.fullmatch(secret):
        raise Refusal(Why.SECRET_TOKEN_WRONG)


def delete_webhook(state: State, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        state.updates.drop_all()
    state.updates.set_webhook(None)
    return True


def webhook_info(state: State, params: Params) -> Wire:  # noqa: ARG001 -- every method takes its parameters
    hook = state.updates.webhook or {"url": "", "has_custom_certificate": False}
    info = {key: hook[key] for key in hook if key != "secret_token"}
    info["pending_update_count"] = len(state.updates)
    if state.updates.allowed is not None:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return info
