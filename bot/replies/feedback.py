"""Writing to the team, as the person sees it and as the team does."""

from __future__ import annotations

from bot.actions.chat_ids import base36
from bot.actions.feedback import DiscardFeedback, SendFeedback, ShowFeedback, TakeBackFeedback
from bot.actions.resources import ShowResources
from bot.content.edition import Edition
from bot.content.rich_text import joined
from bot.replies.contact import who_runs_it
from bot.replies.navigation import way_back
from bot.replies.reading import reads
from bot.replies.reply import Button, Reply


def ask_for_feedback(edition: Edition) -> Reply:
    """What becomes of a message to the team, before it is written."""
    return Reply(edition.l10n.rich("feedback-ask"), (way_back(edition.l10n),))


def nobody_reads(edition: Edition, contact: str) -> Reply:
    """Said before anybody writes in vain; ``contact`` may lead to them another way."""
    l10n = edition.l10n
    resources = Button(l10n.text("button-resources"), ShowResources())
    text = joined([l10n.rich("feedback-nobody"), who_runs_it(l10n, contact)])
    return Reply(text, ((resources,), way_back(l10n)))


def enough_for_today(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("feedback-enough"), (way_back(edition.l10n),))


def preview_feedback(edition: Edition, message_id: int) -> Reply:
    """Answers the message that would be sent, so that it is seen as the team will see it."""
    l10n = edition.l10n
    send = Button(l10n.text("button-feedback-send"), SendFeedback(base36(message_id)))
    discard = Button(l10n.text("button-feedback-discard"), DiscardFeedback())
    rows = ((send, discard), way_back(l10n))
    return Reply(l10n.rich("feedback-preview"), rows, quotes=True)


def feedback_sent(edition: Edition, message_id: int) -> Reply:
    l10n = edition.l10n
    back = Button(l10n.text("button-feedback-take-back"), TakeBackFeedback(base36(message_id)))
    return Reply(l10n.rich("feedback-sent"), ((back,), way_back(l10n)))


def feedback_not_sent(edition: Edition, message_id: int) -> Reply:
    """The team could not be reached; it may be tried again."""
    l10n = edition.l10n
    again = Button(l10n.text("button-feedback-again"), SendFeedback(base36(message_id)))
    return Reply(l10n.rich("feedback-not-sent"), ((again,), way_back(l10n)))


def feedback_gone(edition: Edition) -> Reply:
    """What they wrote is not in the chat any more."""
    return _with_new_one(edition, "feedback-gone")


def feedback_discarded(edition: Edition) -> Reply:
    return _with_new_one(edition, "feedback-discarded")


def taken_back(edition: Edition) -> Reply:
    return _with_new_one(edition, "feedback-taken-back")


def partly_taken_back(edition: Edition) -> Reply:
    """A copy could not be deleted."""
    return _with_new_one(edition, "feedback-partly-taken-back")


def nothing_to_take_back(edition: Edition) -> Reply:
    return _with_new_one(edition, "feedback-nothing-to-take-back")


def note_to_operator(edition: Edition) -> Reply:
    """Answers the copy in an operator's chat: whose it is and how to answer it."""
    return Reply(edition.l10n.rich("feedback-note"))


def team_answers(edition: Edition) -> Reply:
    """Stands above what an operator wrote to a person."""
    return Reply(edition.l10n.rich("feedback-team-answers"))


def answer_delivered(edition: Edition) -> Reply:
    return Reply(edition.l10n.rich("feedback-answer-delivered"))


def person_unreachable(edition: Edition) -> Reply:
    """They have blocked the bot, or their account is gone."""
    return Reply(edition.l10n.rich("feedback-answer-unreachable"))


def answer_not_delivered(edition: Edition) -> Reply:
    """For the time being, or for ever: it may be tried again."""
    return Reply(edition.l10n.rich("feedback-answer-not-delivered"))


def answers_nobody(edition: Edition) -> Reply:
    """An operator has replied to what is no (known) message of a person."""
    return Reply(edition.l10n.rich("feedback-answers-nobody"))


def _with_new_one(edition: Edition, key: str) -> Reply:
    l10n = edition.l10n
    new = Button(l10n.text("button-feedback"), ShowFeedback())
    return Reply(l10n.rich(key), ((new,), way_back(l10n)))


reads(DiscardFeedback, lambda edition, _: feedback_discarded(edition))
