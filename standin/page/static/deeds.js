// What the person at the page does: each deed is sent to the server, or dealt with on the page itself.

import { post } from "./api.js";
import { chatMenuItems, newChat, pickChat, pickGroupForBot } from "./chatactions.js";
import { byId } from "./dom.js";
import { meaningOf } from "./links.js";
import { pendingKey } from "./messages.js";
import { alertBox, menu, toast } from "./popovers.js";
import { topicOf } from "./store.js";
import { gist, senderName } from "./words.js";

/** Does something that may fail and says so; true when it went well. */
async function attempt(work) {
  try {
    return (await work()) ?? true;
  } catch (error) {
    toast(error.message, { kind: "error" });
    return false;
  }
}

/** The deeds, by name; `page` gives them the store, the log, the composer and the way to a chat. */
export function deeds(page) {
  const { store, pending } = page;

  function here() {
    return { chat_id: store.openChat, thread_id: store.openTopic };
  }

  function send(what) {
    return attempt(() => post("send", { ...here(), ...what }));
  }

  async function sendOdd(kind) {
    const texts = { emoji: "😀".repeat(4096), right_to_left: "שלום, מה שלומך היום? مرحبا، كيف حالك اليوم؟" };
    const reply = page.composer.replyId;
    page.composer.clearContext();
    await send(texts[kind] ? { kind: "text", text: texts[kind], reply_to: reply } : { kind, reply_to: reply });
  }

  function editMessage(message, text) {
    return attempt(() => post("send", { kind: "edit", chat_id: message.chat.id, message_id: message.message_id, text }));
  }

  function command(text) {
    const chat = store.chat();
    const full = chat.type !== "private" && !text.includes("@") ? `${text}@${store.bot.username}` : text;
    return send({ kind: "text", text: full });
  }

  function start(payload = null) {
    return attempt(async () => {
      const { chat_id: chatId } = await post("start", { payload });
      if (store.openChat !== chatId) {
        await page.known(chatId);
        page.openChat(chatId);
      }
    });
  }

  async function identity(value) {
    await attempt(() => post("identity", { chat_id: store.openChat, identity: value }));
    byId("identity")?.focus();
  }

  async function press(message, key, node) {
    if (key.url) return openLink(key.url);
    if (key.copy_text) return copy(key.copy_text.text);
    if (key.switch_inline_query_current_chat !== undefined) return page.composer.fill(`@${store.bot.username} ${key.switch_inline_query_current_chat}`);
    const elsewhere = key.switch_inline_query ?? key.switch_inline_query_chosen_chat?.query;
    if (elsewhere !== undefined) return fillElsewhere(`@${store.bot.username} ${elsewhere}`);
    if (key.callback_data === undefined) return toast("This kind of button does nothing in the preview.");
    const busy = pendingKey(message, key);
    if (pending.has(busy)) return;
    pending.add(busy);
    node.setAttribute("aria-busy", "true");
    await attempt(async () => {
      const answer = await post("press", { chat_id: message.chat.id, message_id: message.message_id, data: key.callback_data });
      if (answer.url) openLink(answer.url);
      if (answer.text && answer.show_alert) alertBox(store.bot.name, answer.text);
      else if (answer.text) toast(answer.text);
    });
    pending.delete(busy);
    for (const other of document.querySelectorAll(`#message-${message.message_id} .key[aria-busy]`)) {
      if (other.dataset.key === key.callback_data) other.removeAttribute("aria-busy");
    }
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast(`Copied: ${text}`);
    } catch {
      await alertBox("Copy this text", text);
    }
  }

  /** Follows a link of the bot's; true when the page dealt with it itself. */
  function link(url) {
    const meaning = meaningOf(url, store.bot.username);
    switch (meaning?.kind) {
      case "start":
        start(meaning.payload);
        return true;
      case "open":
        openPrivate();
        return true;
      case "startgroup":
      case "startchannel":
        addBot(meaning);
        return true;
      case "share":
        fillElsewhere(meaning.text);
        return true;
      case "message":
        return openMessage(meaning);
      default:
        return false;
    }
  }

  function openLink(url) {
    if (!link(url) && /^(https?|tg|ton):/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
  }

  function openPrivate() {
    const chat = [...store.chats.values()].find((other) => other.type === "private");
    if (chat) page.openChat(chat.id);
  }

  function openMessage({ chatId, username, messageId }) {
    const chat = [...store.chats.values()].find((other) => (username ? other.username === username : other.id === chatId));
    if (!chat) return false;
    const message = chat.messages.get(messageId);
    if (store.openChat !== chat.id || (message && store.openTopic !== topicOf(message))) page.openChat(chat.id, message ? topicOf(message) : null);
    if (!page.log.jump(messageId)) toast("That message is no longer here.");
    return true;
  }

  function jump(id) {
    if (!page.log.jump(id)) toast("That message is no longer here.");
  }

  async function fillElsewhere(text) {
    const chatId = await pickChat(store);
    if (chatId === null) return;
    page.openChat(chatId);
    page.composer.fill(text);
  }

  async function addBot({ kind, payload = null, admin }) {
    const target = await pickGroupForBot(store, kind);
    if (!target) return;
    await attempt(async () => {
      const chatId = target.chatId ?? (await post("group", { action: "create", ...target.create })).chat_id;
      await post("group", { action: "add_bot", chat_id: chatId, as_admin: admin, payload });
      await page.known(chatId);
      page.openChat(chatId);
    });
  }

  async function shareChat(key) {
    const wanted = key.request_chat.chat_is_channel ? ["channel"] : ["group", "supergroup"];
    const chatId = await pickChat(store, (chat) => wanted.includes(chat.type));
    if (chatId !== null) await send({ kind: "chat_shared", request_id: key.request_chat.request_id, shared_chat_id: chatId });
  }

  function inline(query) {
    return post("inline", { chat_id: store.openChat, query });
  }

  async function chooseInline(answer, result) {
    if (result === null) return start(answer.button.start_parameter ?? null);
    await attempt(() => post("inline/choose", { ...here(), query_id: answer.query_id, result_id: result.id }));
  }

  function messageMenu(message, anchor) {
    const items = [];
    if (page.composer.box) items.push({ label: "Reply", icon: "reply", run: () => page.composer.reply(message) });
    if (page.composer.box && store.isOutgoing(message) && message.text && !message.forward_origin) items.push({ label: "Edit", icon: "edit", run: () => page.composer.edit(message) });
    if (message.text) items.push({ label: "Copy text", icon: "copy", run: () => copy(message.text) });
    if (page.composer.box && message.from?.id === store.bot.id) items.push({ label: "Forward to the bot", icon: "forward", run: () => forward(message) });
    menu(anchor, `Actions: ${senderName(message)}, ${gist(message)}`, items);
  }

  function forward(message) {
    return send({ kind: "forward", from_chat_id: message.chat.id, message_id: message.message_id });
  }

  function chatMenu(anchor) {
    const chat = store.chat();
    const run = (body) => attempt(() => post("group", { chat_id: chat.id, ...body }));
    menu(anchor, `Options of ${chat.title}`, chatMenuItems(chat, store.openTopic, run));
  }

  /** Makes a group or channel and opens it. */
  function addNewChat() {
    return attempt(async () => {
      const facts = await newChat();
      if (!facts) return;
      const { chat_id: chatId } = await post("group", { action: "create", ...facts });
      await page.known(chatId);
      page.openChat(chatId);
    });
  }

  return {
    send, sendOdd, editMessage, command, start, identity, press, link, jump, shareChat, inline, chooseInline, messageMenu, chatMenu, addNewChat,
  };
}
