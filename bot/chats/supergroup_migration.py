"""A group that became a supergroup: what is known of it follows, and every row about it."""

from __future__ import annotations

import aiosqlite

from bot.chats.personal_data import tables_with

IS_KNOWN = "SELECT 1 FROM chats WHERE chat_id = ?"
COPY_CHAT = """
INSERT INTO chats (chat_id, kind, language, zone, country, state, state_at, created_at, seen_at)
SELECT ?, 'supergroup', language, zone, country, state, state_at, created_at, seen_at
FROM chats WHERE chat_id = ?
"""
MERGE_CHAT = """
UPDATE chats SET
    language = coalesce(chats.language, old.language), zone = coalesce(chats.zone, old.zone),
    country = coalesce(chats.country, old.country),
    created_at = min(chats.created_at, old.created_at), seen_at = max(chats.seen_at, old.seen_at)
FROM chats AS old WHERE chats.chat_id = ? AND old.chat_id = ?
"""
REMEMBER_MOVE = """
INSERT INTO moved_chats (old_chat_id, new_chat_id) VALUES (?, ?)
ON CONFLICT (old_chat_id) DO UPDATE SET new_chat_id = excluded.new_chat_id
"""
FOLLOW_MOVES = "UPDATE moved_chats SET new_chat_id = ? WHERE new_chat_id = ?"
CURRENT = "SELECT new_chat_id FROM moved_chats WHERE old_chat_id = ?"


async def current_id(connection: aiosqlite.Connection, chat_id: int) -> int:
    """The number that the chat has now, should it have become a supergroup."""
    for row in await connection.execute_fetchall(CURRENT, (chat_id,)):
        return int(row["new_chat_id"])
    return chat_id


async def join(connection: aiosqlite.Connection, old_id: int, new_id: int) -> None:
    """What is known of the group is known of the supergroup too; both are there for now."""
    is_known = list(await connection.execute_fetchall(IS_KNOWN, (new_id,)))
    await connection.execute(MERGE_CHAT if is_known else COPY_CHAT, (new_id, old_id))


async def rename(connection: aiosqlite.Connection, old_id: int, new_id: int) -> None:
    """Every row follows; where the supergroup has one for the same already, that one stays."""
    await connection.execute(FOLLOW_MOVES, (new_id, old_id))
    for table in await tables_with(connection, "chat_id"):
        if table != "chats":
            await connection.execute(
                f"UPDATE OR IGNORE {table} SET chat_id = ? WHERE chat_id = ?", (new_id, old_id)
            )
        await connection.execute(f"DELETE FROM {table} WHERE chat_id = ?", (old_id,))
    await connection.execute(REMEMBER_MOVE, (old_id, new_id))
