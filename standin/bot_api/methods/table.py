"""The Bot API's methods by name, and which of them count against the sending limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from standin.bot_api.methods import (
    callback_queries,
    chat_actions,
    chats,
    commands,
    copying,
    deleting,
    editing,
    files,
    forum_topics,
    inline_queries,
    pinning,
    profile,
    reactions,
    sending,
    webhooks,
)
from standin.bot_api.parameters import Params
from standin.state.state import State

Method = Callable[[State, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "logOut": profile.done,
    "close": profile.done,
    "setWebhook": webhooks.set_webhook,
    "deleteWebhook": webhooks.delete_webhook,
    "getWebhookInfo": webhooks.webhook_info,
    "getFile": files.get_file,
    "setMyCommands": commands.set_commands,
    "getMyCommands": commands.get_commands,
    "deleteMyCommands": commands.delete_commands,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
    "setMyDefaultAdministratorRights": profile.set_default_rights,
    "getMyDefaultAdministratorRights": profile.get_default_rights,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "copyMessage": copying.copy_message,
    "forwardMessage": copying.forward_message,
    "sendChatAction": chat_actions.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "pinChatMessage": pinning.pin,
    "unpinChatMessage": pinning.unpin,
    "unpinAllChatMessages": pinning.unpin_all,
    "setMessageReaction": reactions.set_reaction,
    "answerCallbackQuery": callback_queries.answer_callback,
    "answerInlineQuery": inline_queries.answer_inline,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_member,
    "getChatAdministrators": chats.get_administrators,
    "getChatMemberCount": chats.count_members,
    "leaveChat": chats.leave,
    "createForumTopic": forum_topics.create_topic,
    "closeForumTopic": forum_topics.close_topic,
    "reopenForumTopic": forum_topics.reopen_topic,
    "deleteForumTopic": forum_topics.delete_topic,
}

BY_LOWER_NAME: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method) for name, method in METHODS.items()
}
"""Telegram does not mind how a method's name is capitalised."""

LIMITED = frozenset({"sendMessage", "sendDocument", "sendPhoto", "copyMessage", "forwardMessage"})
