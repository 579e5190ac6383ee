"""The Bot API's methods by name, and which of them count against the sending limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from standin import account, answering, editing, knowing, sending
from standin.parameters import Params
from standin.state import State

Method = Callable[[State, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": account.get_me,
    "logOut": account.done,
    "close": account.done,
    "setWebhook": account.set_webhook,
    "deleteWebhook": account.delete_webhook,
    "getWebhookInfo": account.webhook_info,
    "getFile": account.get_file,
    "setMyCommands": account.set_commands,
    "getMyCommands": account.get_commands,
    "deleteMyCommands": account.delete_commands,
    "setMyName": account.set_name,
    "getMyName": account.get_name,
    "setMyDescription": account.set_description,
    "getMyDescription": account.get_description,
    "setMyShortDescription": account.set_short_description,
    "getMyShortDescription": account.get_short_description,
    "setChatMenuButton": account.set_menu_button,
    "getChatMenuButton": account.get_menu_button,
    "setMyDefaultAdministratorRights": account.set_default_rights,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin,
    "unpinChatMessage": editing.unpin,
    "unpinAllChatMessages": editing.unpin_all,
    "setMessageReaction": editing.set_reaction,
    "answerCallbackQuery": answering.answer_callback,
    "answerInlineQuery": answering.answer_inline,
    "getChat": knowing.get_chat,
    "getChatMember": knowing.get_member,
    "getChatAdministrators": knowing.get_administrators,
    "getChatMemberCount": knowing.count_members,
    "leaveChat": knowing.leave,
    "createForumTopic": knowing.create_topic,
    "closeForumTopic": knowing.close_topic,
    "reopenForumTopic": knowing.reopen_topic,
    "deleteForumTopic": knowing.delete_topic,
}

BY_LOWER_NAME: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method) for name, method in METHODS.items()
}
"""Telegram does not mind how a method's name is capitalised."""

LIMITED = frozenset({"sendMessage", "sendDocument", "sendPhoto", "copyMessage", "forwardMessage"})
EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})
