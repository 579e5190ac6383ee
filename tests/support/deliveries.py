"""What is written down of deliveries, asked of the database itself."""

from __future__ import annotations

from bot.store.database import Database

COUNTS = "SELECT state, count(*) AS count FROM deliveries GROUP BY state"


async def delivery_counts(database: Database) -> dict[str, int]:
    """How many deliveries are written down in each state; none of those without any."""
    async with database.read() as connection:
        rows = await connection.execute_fetchall(COUNTS)
    return {row["state"]: row["count"] for row in rows}
