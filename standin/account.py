"""The methods about the bot itself: who it is, its texts and commands, its updates and files."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from standin import access
from standin.changes import ChangeKind
from standin.parameters import Params
from standin.people import Wire
from standin.profile import DEFAULT, ScopeKey
from standin.refusals import Refusal, Why
from standin.state import State

COMMAND = re.compile(r"[a-z0-9_]+")
LANGUAGE = re.compile(r"[a-z]{2}")
MOST_COMMANDS = 100
LONGEST_COMMAND, LONGEST_COMMAND_TEXT = 32, 256
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_SHORT = 64, 512, 120
LONGEST_SECRET = 256
SECRET = re.compile(r"[A-Za-z0-9_-]*")
PORTS = (443, 80, 88, 8443)
SIMPLE_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def get_me(state: State, params: Params) -> Wire:  # noqa: ARG001 -- every method takes its parameters
    return state.bot.wire() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy_mode,
        "supports_inline_queries": state.can_be_inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def _scope(state: State, params: Params) -> ScopeKey:
    given = params.structure("scope", "BotCommandScope")
    if given is None:
        return DEFAULT
    if not isinstance(given, dict) or "type" not in given:
        raise Refusal(Why.SCOPE_BROKEN, reason='Can\'t find field "type"')
    kind = given["type"]
    if kind in SIMPLE_SCOPES:
        return kind, 0, 0
    if kind not in CHAT_SCOPES:
        raise Refusal(Why.SCOPE_BROKEN, reason="Unsupported type specified")
    if "chat_id" not in given:
        raise Refusal(Why.SCOPE_BROKEN, reason='Can\'t find field "chat_id"')
    chat = access.reachable_chat(state, Params({"chat_id": given["chat_id"]}))
    user_id = int(given.get("user_id", 0)) if kind == "chat_member" else 0
    if kind == "chat_member" and user_id not in state.people:
        raise Refusal(Why.USER_NOT_FOUND)
    return kind, chat.id, user_id


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise Refusal(Why.LANGUAGE_INVALID)
    return code


def _command(given: Any) -> Wire:
    if not isinstance(given, dict):
        raise Refusal(Why.COMMAND_BROKEN, reason="expected an Object")
    for field in ("command", "description"):
        if not isinstance(given.get(field), str):
            raise Refusal(Why.COMMAND_BROKEN, reason=f'Can\'t find field "{field}"')
    name = given["command"].strip().removeprefix("/")
    description = given["description"].strip()
    _check_command(name, description)
    return {"command": name, "description": description}


def _check_command(name: str, description: str) -> None:
    if not name:
        raise Refusal(Why.COMMAND_EMPTY)
    if len(name) > LONGEST_COMMAND:
        raise Refusal(Why.COMMAND_TOO_LONG)
    if not description:
        raise Refusal(Why.COMMAND_TEXT_EMPTY)
    if len(description) > LONGEST_COMMAND_TEXT:
        raise Refusal(Why.COMMAND_TEXT_TOO_LONG)
    if not COMMAND.fullmatch(name):
        raise Refusal(Why.COMMAND_INVALID)


def set_commands(state: State, params: Params) -> bool:
    given = params.structure("commands", "commands") or []
    if not isinstance(given, list):
        raise Refusal(Why.COMMANDS_NOT_ARRAY)
    if len(given) > MOST_COMMANDS:
        raise Refusal(Why.COMMANDS_TOO_MANY)
    commands = [_command(command) for command in given]
    state.profile.commands[(_scope(state, params), _language(params))] = commands
    state.tell(ChangeKind.COMMANDS)
    return True


def get_commands(state: State, params: Params) -> list[Wire]:
    return state.profile.commands.get((_scope(state, params), _language(params)), [])


def delete_commands(state: State, params: Params) -> bool:
    state.profile.commands.pop((_scope(state, params), _language(params)), None)
    state.tell(ChangeKind.COMMANDS)
    return True


def _set_text(
    state: State, texts: dict[str, str], params: Params, name: str, longest: int, refusal: Why
) -> bool:
    text = params.text(name)
    if len(text) > longest:
        raise Refusal(refusal)
    texts[_language(params)] = text
    state.tell(ChangeKind.PROFILE)
    return True


def set_name(state: State, params: Params) -> bool:
    return _set_text(state, state.profile.names, params, "name", LONGEST_NAME, Why.NAME_TOO_LONG)


def set_description(state: State, params: Params) -> bool:
    texts = state.profile.descriptions
    return _set_text(
        state, texts, params, "description", LONGEST_DESCRIPTION, Why.DESCRIPTION_TOO_LONG
    )


def set_short_description(state: State, params: Params) -> bool:
    texts = state.profile.short_descriptions
    return _set_text(
        state, texts, params, "short_description", LONGEST_SHORT, Why.SHORT_DESCRIPTION_TOO_LONG
    )


def get_name(state: State, params: Params) -> Wire:
    profile = state.profile
    return {"name": profile.text(profile.names, _language(params)) or profile.name}


def get_description(state: State, params: Params) -> Wire:
    profile = state.profile
    return {"description": profile.text(profile.descriptions, _language(params))}


def get_short_description(state: State, params: Params) -> Wire:
    profile = state.profile
    return {"short_description": profile.text(profile.short_descriptions, _language(params))}


def set_menu_button(state: State, params: Params) -> bool:
    button = params.structure("menu_button", "menu button") or {"type": "default"}
    state.profile.menu_buttons[params.integer("chat_id")] = button
    state.tell(ChangeKind.PROFILE)
    return True


def get_menu_button(state: State, params: Params) -> Wire:
    return state.profile.menu_buttons.get(params.integer("chat_id"), {"type": "commands"})


def set_default_rights(state: State, params: Params) -> bool:
    rights = params.structure("rights", "administrator rights") or {}
    state.profile.default_rights[params.flag("for_channels")] = rights
    return True


def set_webhook(state: State, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return delete_webhook(state, params)
    _check_webhook(url, params.text("secret_token"))
    state.updates.ask_for(params.structure("allowed_updates"))
    state.updates.end_poll(Why.WEBHOOK_TERMINATED)
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


def _check_webhook(url: str, secret: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise Refusal(Why.BAD_WEBHOOK, reason="An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise Refusal(
            Why.BAD_WEBHOOK, reason="Webhook can be set up only on ports 80, 88, 443 or 8443"
        )
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


def get_file(state: State, params: Params) -> Wire:
    file = state.files.get(params.text("file_id"))
    if file is None:
        raise Refusal(Why.FILE_ID_INVALID)
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": f"documents/{file.id}",
    }


def done(state: State, params: Params) -> bool:  # noqa: ARG001 -- logging out of a world in memory changes nothing
    return True
