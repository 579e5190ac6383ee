"""What the bot shows of itself: its commands for each audience, its name, its descriptions."""

from __future__ import annotations

from dataclasses import dataclass, field

from standin.wire import Wire

ScopeKey = tuple[str, int, int]
"""A command scope as (type, chat id, user id), with 0 for what the scope does not name."""

DEFAULT: ScopeKey = ("default", 0, 0)


@dataclass(slots=True)
class Profile:
    """Texts by language code, where "" is for everybody else."""

    name: str = ""
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[ScopeKey, str], list[Wire]] = field(default_factory=dict)
    menu_buttons: dict[int, Wire] = field(default_factory=dict)
    default_rights: dict[bool, Wire] = field(default_factory=dict)

    def text(self, texts: dict[str, str], language: str) -> str:
        """The text for a language, else the one for everybody."""
        return texts.get(language) or texts.get("", "")

    def commands_shown(
        self, *, chat_id: int, user_id: int, private: bool, admin: bool, language: str
    ) -> list[Wire]:
        """The commands in somebody's menu: the narrowest scope wins, then the language."""
        if private:
            scopes: list[ScopeKey] = [("chat", chat_id, 0), ("all_private_chats", 0, 0)]
        else:
            scopes = [("chat_member", chat_id, user_id)]
            scopes += [("chat_administrators", chat_id, 0)] if admin else []
            scopes += [("chat", chat_id, 0)]
            scopes += [("all_chat_administrators", 0, 0)] if admin else []
            scopes += [("all_group_chats", 0, 0)]
        for scope in [*scopes, DEFAULT]:
            for code in (language, ""):
                found = self.commands.get((scope, code))
                if found:
                    return found
        return []
