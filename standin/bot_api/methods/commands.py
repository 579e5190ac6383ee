"""The command menus, for each audience and each language."""

from __future__ import annotations

import re
from typing import Any

from standin.bot_api.methods import access
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.changes import ChangeKind
from standin.state.profile import DEFAULT, ScopeKey
from standin.state.state import State
from standin.wire import Wire

COMMAND = re.compile(r"[a-z0-9_]+")
LANGUAGE = re.compile(r"[a-z]{2}")
MOST_COMMANDS = 100
LONGEST_COMMAND, LONGEST_COMMAND_TEXT = 32, 256
SIMPLE_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def set_commands(state: State, params: Params) -> bool:
    given = params.structure("commands", "commands") or []
    if not isinstance(given, list):
        raise Refusal(Why.COMMANDS_NOT_ARRAY)
    if len(given) > MOST_COMMANDS:
        raise Refusal(Why.COMMANDS_TOO_MANY)
    commands = [_command(command) for command in given]
    state.profile.commands[(_scope(state, params), language(params))] = commands
    state.tell(ChangeKind.COMMANDS)
    return True


def get_commands(state: State, params: Params) -> list[Wire]:
    return state.profile.commands.get((_scope(state, params), language(params)), [])


def delete_commands(state: State, params: Params) -> bool:
    state.profile.commands.pop((_scope(state, params), language(params)), None)
    state.tell(ChangeKind.COMMANDS)
    return True


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
    user_id = Params(given).integer("user_id") if kind == "chat_member" else 0
    if kind == "chat_member" and user_id not in state.accounts:
        raise Refusal(Why.USER_NOT_FOUND)
    return kind, chat.id, user_id


def language(params: Params) -> str:
    """The two-letter code of the request; empty where it speaks to everybody."""
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
