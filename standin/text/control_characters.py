"""The characters that Telegram turns into a space or takes away."""

from __future__ import annotations

CONTROL: dict[int, str | None] = {code: " " for code in range(33) if code not in (10, 13)}
CONTROL |= dict.fromkeys((13, 0x333, 0x33F, 0x30A, *range(0x2028, 0x202F)))
