"""Whose menu shows which commands."""

from __future__ import annotations

from tests.standin.asking import Asker, Town


async def commands(ask: Asker, name: str, **where: object) -> None:
    await ask.ok("setMyCommands", commands=[{"command": name, "description": "D"}], **where)


def shown(town: Town, *, where: int, who: int) -> str:
    (command,) = town.world.people.commands_shown(where, who)
    return str(command["command"])


async def test_the_narrowest_scope_wins_and_in_it_the_language(ask: Asker, town: Town) -> None:
    group, maria, ben = town.supergroup.id, town.maria.id, town.ben.id
    await commands(ask, "default")
    assert shown(town, where=maria, who=maria) == "default"
    assert shown(town, where=group, who=ben) == "default"
    await commands(ask, "private", scope={"type": "all_private_chats"})
    assert shown(town, where=maria, who=maria) == "private"
    await commands(ask, "group", scope={"type": "all_group_chats"})
    assert shown(town, where=group, who=ben) == "group"
    await commands(ask, "admins", scope={"type": "all_chat_administrators"})
    assert (shown(town, where=group, who=maria), shown(town, where=group, who=ben)) == (
        "admins",
        "group",
    )
    await commands(ask, "here", scope={"type": "chat", "chat_id": group})
    assert shown(town, where=group, who=maria) == "here"
    await commands(ask, "boss", scope={"type": "chat_administrators", "chat_id": group})
    assert shown(town, where=group, who=maria) == "boss"
    await commands(ask, "ben", scope={"type": "chat_member", "chat_id": group, "user_id": ben})
    assert shown(town, where=group, who=ben) == "ben"
    await commands(ask, "english", scope={"type": "all_private_chats"}, language_code="en")
    assert shown(town, where=maria, who=maria) == "english"


async def test_a_missing_language_falls_back_to_everybodys_text(ask: Asker, town: Town) -> None:
    await ask.ok("setMyDescription", description="For all")
    await ask.ok("setMyDescription", description="Para todos", language_code="pt")
    assert await ask.ok("getMyDescription", language_code="pt") == {"description": "Para todos"}
    assert await ask.ok("getMyDescription", language_code="de") == {"description": "For all"}
    await ask.ok("setMyDescription", language_code="pt")
    assert await ask.ok("getMyDescription", language_code="pt") == {"description": "For all"}
