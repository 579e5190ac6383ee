"""One tip at this moment."""

from __future__ import annotations

from bot.actions.registry import StaleAction
from bot.actions.tips import ShowNextTip
from bot.replies.reply import Reply
from bot.replies.tips import tip_now
from bot.screens.registry import screen
from bot.screens.request import Request
from bot.screens.subscription import active_subscription


@screen(ShowNextTip)
async def show_next_tip(request: Request, action: ShowNextTip) -> Reply:
    """Who subscribes gets the next unseen one; for others the button knows the place."""
    content = request.edition.content
    tip_ids = list(content.tips)
    subscribed = await active_subscription(request) is not None
    if subscribed:
        tip_id = await request.services.history.take_tip(request.visitor.chat_id, tip_ids)
    else:  # nothing is stored of somebody who did not ask for it
        tip_id = _following(tip_ids, f"tip/{action.after}")
    if tip_id is None:
        raise StaleAction("no tips")
    return tip_now(request.edition, content.tips[tip_id], subscribed=subscribed)


def _following(tip_ids: list[str], shown: str) -> str | None:
    if not tip_ids:
        return None
    following = tip_ids.index(shown) + 1 if shown in tip_ids else 0
    return tip_ids[following % len(tip_ids)]
