"""The method that shows what the bot is doing, such as "typing"."""

from __future__ import annotations

from standin.bot_api.methods import access
from standin.bot_api.parameters import Params
from standin.bot_api.refusals import Refusal, Why
from standin.state.changes import ChangeKind
from standin.state.state import State

ACTIONS = frozenset(
    {
        "cancel",
        "typing",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_photo",
        "upload_document",
        "choose_sticker",
        "find_location",
        "pick_up_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_chat_action(state: State, params: Params) -> bool:
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise Refusal(Why.WRONG_ACTION)
    chat = access.writable_chat(state, params)
    access.topic_to_post_in(state, chat, params.integer("message_thread_id"))
    state.tell(ChangeKind.TYPING, chat.id, action=action)
    return True
