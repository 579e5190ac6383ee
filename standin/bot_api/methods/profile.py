"""What the bot says of itself: its account, its name and descriptions, its menu button."""

from __future__ import annotations

from standin.bot_api.methods.commands import language
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import ChatKind, rights_of
from standin.state.state import State
from standin.wire import Wire

LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_SHORT = 64, 512, 120


def get_me(state: State, params: Params) -> Wire:  # noqa: ARG001 -- every method takes its parameters
    return state.bot.wire() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy_mode,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def _set_text(
    state: State, texts: dict[str, str], params: Params, name: str, longest: int, refusal: Why
) -> bool:
    text = params.text(name)
    if len(text) > longest:
        raise Refusal(refusal)
    texts[language(params)] = text
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
    return {"name": profile.text(profile.names, language(params)) or profile.name}


def get_description(state: State, params: Params) -> Wire:
    profile = state.profile
    return {"description": profile.text(profile.descriptions, language(params))}


def get_short_description(state: State, params: Params) -> Wire:
    profile = state.profile
    return {"short_description": profile.text(profile.short_descriptions, language(params))}


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


def get_default_rights(state: State, params: Params) -> Wire:
    channels = params.flag("for_channels")
    asked = state.profile.default_rights.get(channels, {})
    kind = ChatKind.CHANNEL if channels else ChatKind.SUPERGROUP
    names = ("is_anonymous", *rights_of(kind))
    return {name: bool(asked.get(name)) for name in names}


def done(state: State, params: Params) -> bool:  # noqa: ARG001 -- logging out of a world in memory changes nothing
    return True
