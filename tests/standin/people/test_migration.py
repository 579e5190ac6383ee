"""A basic group becomes a supergroup: two ids, two service messages, one conversation."""

from __future__ import annotations

from tests.standin.asking import Asker, Town


async def test_both_groups_announce_the_move(ask: Asker, town: Town) -> None:
    new_id = town.world.chats.migrate(town.group)
    left, arrived = await ask.ok("getUpdates")
    assert left["message"]["chat"]["id"] == town.group.id
    assert left["message"]["migrate_to_chat_id"] == new_id
    assert arrived["message"]["chat"] == {
        "id": new_id,
        "type": "supergroup",
        "title": town.group.title,
    }
    assert arrived["message"]["migrate_from_chat_id"] == town.group.id


async def test_the_new_group_has_the_same_members_and_takes_messages(
    ask: Asker, town: Town
) -> None:
    new_id = town.world.chats.migrate(town.group)
    assert town.world.membership.of(new_id, town.ben).present
    sent = await ask.ok("sendMessage", chat_id=new_id, text="Hello again")
    assert sent["chat"]["id"] == new_id


async def test_an_unannounced_move_is_found_by_the_error(ask: Asker, town: Town) -> None:
    new_id = town.world.chats.migrate(town.group, announce=False)
    assert await ask.ok("getUpdates") == []
    answer = await ask.raw("sendMessage", chat_id=town.group.id, text="Hello")
    assert answer.status_code == 400
    assert answer.json()["parameters"]["migrate_to_chat_id"] == new_id
