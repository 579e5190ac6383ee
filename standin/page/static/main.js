// Puts the page together: what the server tells is drawn, what the person does is sent.

import { listen, post } from "./api.js";
import { drawChatList } from "./chatlist.js";
import { ClockPanel } from "./clock.js";
import { Composer } from "./composer.js";
import { deeds } from "./deeds.js";
import { button, byId, el, icon } from "./dom.js";
import { drawHead, drawPinned, drawTopics } from "./head.js";
import { Log } from "./log.js";
import { toast } from "./popovers.js";
import { Store, topicOf } from "./store.js";
import { startTheme } from "./theme.js";

const TYPING_LASTS = 5000;

const store = new Store();
const page = { store, pending: new Set(), openChat, known };
const act = { ...deeds(page), back, openTopic };
const log = new Log({ store, act, pending: page.pending });
const composer = new Composer(store, act);
Object.assign(page, { log, composer });
const clock = new ClockPanel((move) => post("clock", { move }));
const awaited = new Map();

/** Resolves as soon as the page knows this chat. */
function known(chatId) {
  if (store.chats.has(chatId)) return Promise.resolve();
  return new Promise((resolve) => { awaited.set(chatId, resolve); });
}

// --- What is drawn ---------------------------------------------------------------------------------

function drawList() {
  drawChatList(store, clock.now(), openChat);
  const unread = [...store.chats.values()].reduce((sum, chat) => sum + store.unreadIn(chat), 0);
  document.title = `${unread ? `(${unread}) ` : ""}Preview – not Telegram`;
}

function drawOpenChat() {
  const chat = store.chat();
  byId("welcome").hidden = chat !== null;
  byId("conversation-inner").hidden = chat === null;
  byId("app").dataset.pane = chat ? "chat" : "list";
  if (!chat) return;
  drawHead(store, act);
  drawTopics(store, act);
  drawPinned(store, act);
  drawTyping();
  composer.draw();
}

function drawHistory() {
  const chat = store.chat();
  if (!chat) return;
  log.fill(store.shown());
  drawIntroduction(chat);
}

/** What Telegram shows in an empty private chat: the bot's own description. */
function drawIntroduction(chat) {
  byId("introduction")?.remove();
  if (chat.type !== "private" || store.shown().length) return;
  byId("log").before(el("section", { class: "introduction", id: "introduction", "aria-label": "What can this bot do?" },
    el("h2", {}, "What can this bot do?"),
    el("p", {}, store.bot.description || "The bot has set no description yet.")));
}

function openChat(id, topic) {
  const chat = store.chats.get(id);
  if (!chat) return;
  composer.replyTo = null;
  composer.editing = null;
  const mostRecent = chat.is_forum && topic === undefined ? unreadTopic(chat) : (topic ?? null);
  store.open(id, mostRecent);
  drawList();
  drawOpenChat();
  drawHistory();
  const box = byId("message-box") ?? byId("composer").querySelector("button") ?? byId("chat-title");
  // On a touch screen the focus in the box would open the keyboard over the messages.
  (isTouch() ? byId("chat-title") : box).focus({ preventScroll: true });
  if (window.history.state?.pane !== "chat" && isNarrow()) window.history.pushState({ pane: "chat" }, "");
}

const isTouch = () => window.matchMedia("(pointer: coarse)").matches;
const isNarrow = () => window.matchMedia("(max-width: 699.98px)").matches;

function unreadTopic(chat) {
  const known = [null, ...chat.topics.map((topic) => topic.id)];
  return known.find((id) => (chat.unread.get(id) ?? 0) > 0) ?? null;
}

function openTopic(topic) {
  store.open(store.openChat, topic);
  composer.clearContext();
  drawOpenChat();
  drawHistory();
  drawList();
}

function back() {
  if (window.history.state?.pane === "chat") window.history.back();
  else closeChat();
}

function closeChat() {
  const left = store.openChat;
  store.openChat = null;
  byId("app").dataset.pane = "list";
  drawList();
  document.querySelector(`[data-chat="${left}"]`)?.focus();
}

window.addEventListener("popstate", () => { if (isNarrow()) closeChat(); });

function drawTyping() {
  const active = (store.typing.get(store.openChat) ?? 0) > Date.now();
  const node = byId("typing");
  node.classList.toggle("active", active);
  node.textContent = active ? `${store.bot.name} is typing…` : "";
}

// --- What the server tells -------------------------------------------------------------------------

const TELLS = {
  message({ chat_id: chatId, message, now }) {
    clock.set(now);
    const isNew = store.putMessage(chatId, message);
    const topic = topicOf(message);
    if (!message.from || message.from.id === store.bot.id) store.typing.delete(chatId);
    if (store.isOpen(chatId, topic)) {
      byId("introduction")?.remove();
      drawTyping();
      log.put(message, { isNew, outgoing: store.isOutgoing(message) });
      drawPinned(store, act);
      const wanted = isNew && message.force_reply;
      if (wanted && composer.box) composer.reply(message);
    } else if (store.chat()?.is_forum && store.openChat === chatId) drawTopics(store, act);
    drawList();
  },
  deleted({ chat_id: chatId, message_ids: ids }) {
    store.removeMessages(chatId, ids);
    if (store.openChat === chatId) {
      log.remove(ids);
      drawPinned(store, act);
    }
    drawList();
  },
  chat({ chat }) {
    const before = store.chat(chat.id);
    const redraw = !before || composerFacts(before) !== composerFacts(chat);
    store.putChat(chat);
    awaited.get(chat.id)?.();
    awaited.delete(chat.id);
    if (store.openChat === chat.id) {
      const gone = store.openTopic !== null && !chat.topics.some((topic) => topic.id === store.openTopic);
      if (gone) return openTopic(null);
      drawHead(store, act);
      drawTopics(store, act);
      drawPinned(store, act);
      if (redraw) composer.draw();
    }
    drawList();
  },
  chat_gone({ chat_id: chatId, moved_to: movedTo }) {
    const wasOpen = store.openChat === chatId;
    store.removeChat(chatId);
    if (wasOpen && store.chats.has(movedTo)) openChat(movedTo);
    else if (wasOpen) drawOpenChat();
    drawList();
  },
  bot({ bot }) {
    store.bot = bot;
    if (store.chat()) drawIntroduction(store.chat());
  },
  typing({ chat_id: chatId }) {
    store.typing.set(chatId, Date.now() + TYPING_LASTS);
    drawTyping();
    setTimeout(drawTyping, TYPING_LASTS + 50);
  },
  clock({ now }) {
    clock.set(now);
  },
  state({ state }) {
    load(state);
  },
};

/** The facts of a chat on which the composer depends. */
function composerFacts(chat) {
  return JSON.stringify([chat.type, chat.blocked, chat.started, chat.can_write, chat.commands, chat.identity, chat.identities, chat.reply_keyboard]);
}

function load(state) {
  const first = store.bot === null;
  store.load(state);
  clock.offer(state.clock);
  clock.set(state.now);
  drawList();
  if (first && !isNarrow()) openChat(store.ordered()[0]?.id);
  else if (store.chat()) {
    drawOpenChat();
    drawHistory();
  } else drawOpenChat();
  byId("app").removeAttribute("aria-busy");
}

// --- Beginning -------------------------------------------------------------------------------------

startTheme();
byId("chats-foot").append(button({ class: "new-chat", onclick: act.addNewChat }, icon("plus"), "New group or channel"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && store.openChat !== null && isNarrow() && !document.querySelector("dialog[open], .menu")) back();
});

let lost = false;
listen({
  onevent: (event) => {
    if (lost) toast("The preview is back.");
    lost = false;
    TELLS[event.kind]?.(event);
  },
  onlost: () => {
    if (!lost) toast("The preview does not answer. It will go on when it is back.", { kind: "error" });
    lost = true;
  },
});
