// The list of chats: picture, name, last message, what is unread.

import { byId, button, el, icon } from "./dom.js";
import { dateOf, gist, hour, initials, senderName, shortDay } from "./words.js";

const KIND = { group: "group", supergroup: "group", channel: "channel" };

export function avatar(chat) {
  if (chat.type === "private") return el("span", { class: "avatar avatar-bot", "aria-hidden": "true" }, icon("heart"));
  if (chat.type === "channel") return el("span", { class: "avatar tone-3", "aria-hidden": "true" }, icon("megaphone"));
  return el("span", { class: `avatar tone-${Math.abs(chat.id) % 6}`, "aria-hidden": "true" }, initials(chat.title));
}

export function drawChatList(store, now, onopen) {
  const list = byId("chat-list");
  const focused = document.activeElement?.closest?.("[data-chat]")?.dataset.chat;
  list.replaceChildren(...store.ordered().map((chat) => el("li", {}, row(store, chat, now, onopen))));
  if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
}

function row(store, chat, now, onopen) {
  const last = store.latest(chat);
  const unread = store.unreadIn(chat);
  const open = store.openChat === chat.id;
  const about = `about-chat-${chat.id}`;
  const name = [chat.title, KIND[chat.type] ?? "bot", unread === 1 ? "1 unread message" : unread ? `${unread} unread messages` : null];
  const line = el("span", { id: about, class: `chat-line ${unread ? "" : "wide"}` });
  if (chat.draft && !open) line.append(el("em", {}, "Draft: "), chat.draft);
  else if (last) {
    const who = store.isOutgoing(last) ? "You: " : chat.type === "private" || chat.type === "channel" ? "" : `${senderName(last)}: `;
    line.append(el("span", { class: "chat-who" }, who), gist(last));
  } else line.append(chat.type === "private" ? "Press to start" : "No messages yet");
  return button({
    class: "chat-row",
    // The name stays short; what was said last is the description.
    "aria-label": name.filter(Boolean).join(", "),
    "aria-describedby": about,
    "aria-current": open ? "true" : null,
    data: { chat: chat.id },
    onclick: () => onopen(chat.id),
  },
  avatar(chat),
  el("span", { class: "chat-name" }, chat.title),
  el("span", { class: "chat-when" }, last ? when(dateOf(last), now) : ""),
  line,
  unread ? el("span", { class: "unread" }, String(unread)) : null);
}

function when(date, now) {
  return date.toDateString() === now.toDateString() ? hour(date) : shortDay(date).replace(/^\S+ /, "");
}
