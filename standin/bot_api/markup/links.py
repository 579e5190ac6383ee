"""Which addresses Telegram takes for a link or a button."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from standin.bot_api.refusals import Refusal, Why
from standin.wire import Wire

USER_LINK = re.compile(r"tg:(?://)?user\?id=(\d+)$", re.IGNORECASE)
SCHEMES = ("http", "https", "ftp", "tg", "ton", "tonsite")
LABEL = re.compile(r"[^\s/?#@:]{1,63}")


def checked(url: str) -> str | None:
    """The address as Telegram keeps it, or None for one that it drops silently."""
    url = url.strip()
    if not url or any(character in url for character in " \n\t<>"):
        return None
    scheme, separator, _ = url.partition("://")
    if not separator:
        if url.lower().startswith(("tg:", "ton:")):
            return url
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", url):
            return None
        url, scheme = f"http://{url}", "http"
    if scheme.lower() not in SCHEMES:
        return None
    if scheme.lower() in ("tg", "ton"):
        return url
    return _with_host(url)


def _with_host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if not _is_host(host):
        return None
    return url if parts.path or parts.query or parts.fragment else f"{url}/"


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        return len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels)
    return True


def entity(url: str) -> Wire | None:
    """What a text link becomes: a link, a mention of a user by id, or nothing."""
    user = USER_LINK.match(url.strip())
    if user:
        return {
            "type": "text_mention",
            "user": {"id": int(user[1]), "is_bot": False, "first_name": ""},
        }
    good = checked(url)
    return {"type": "text_link", "url": good} if good else None


def button(url: str) -> str:
    """The address of a button; refuses one that Telegram refuses."""
    if USER_LINK.match(url.strip()):
        return url
    scheme, separator, _ = url.strip().partition("://")
    if separator and scheme.lower() not in SCHEMES:
        raise Refusal(Why.BUTTON_URL_INVALID, url=url, reason="Unsupported URL protocol")
    good = checked(url)
    if good is None:
        raise Refusal(Why.BUTTON_URL_INVALID, url=url, reason="Wrong HTTP URL")
    return good
