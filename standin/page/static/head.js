// The head of the open chat: name, who is in it, topics as tabs, and the pinned message.

import { avatar } from "./chatlist.js";
import { byId, button, el, icon } from "./dom.js";
import { topicOf } from "./store.js";
import { gist } from "./words.js";

export function drawHead(store, act) {
  const chat = store.chat();
  byId("chat-head").replaceChildren(
    button({ class: "icon-button back", "aria-label": "Back to the chats", onclick: act.back }, icon("back")),
    avatar(chat),
    el("div", { class: "chat-title" }, el("h1", { id: "chat-title", tabindex: -1 }, chat.title), el("p", { class: "subtitle" }, subtitle(chat))),
    button({ class: "icon-button", "aria-label": "Chat options", "aria-haspopup": "menu", onclick: (event) => act.chatMenu(event.currentTarget) }, icon("more")),
  );
  byId("conversation").setAttribute("aria-label", `Conversation: ${chat.title}`);
}

function subtitle(chat) {
  if (chat.type === "private") return chat.blocked ? "bot · blocked by you" : "bot · preview, not Telegram";
  const members = chat.type === "channel" ? "subscribers" : "members";
  const presence = {
    creator: "bot: admin", administrator: "bot: admin", member: "bot: member", restricted: "bot: may not write",
    left: "bot: not here", kicked: "bot: removed",
  }[chat.bot_status] ?? "bot: not here";
  return `${chat.member_count} ${chat.member_count === 1 ? members.slice(0, -1) : members} · ${presence}`;
}

export function drawTopics(store, act) {
  const chat = store.chat();
  const strip = byId("topics");
  const body = byId("conversation-body");
  strip.hidden = !chat.is_forum;
  if (!chat.is_forum) {
    body.removeAttribute("role");
    body.removeAttribute("aria-labelledby");
    strip.replaceChildren();
    return;
  }
  const focused = strip.contains(document.activeElement);
  const topics = [{ id: null, name: "General", closed: chat.general_closed }, ...chat.topics];
  const tabs = topics.map((topic) => {
    const selected = topic.id === store.openTopic;
    const unread = chat.unread.get(topic.id) ?? 0;
    return button({
      class: "topic", role: "tab", id: `topic-${topic.id ?? 0}`, "aria-selected": String(selected), "aria-controls": "conversation-body",
      tabindex: selected ? 0 : -1, onclick: () => act.openTopic(topic.id),
    }, topic.name, topic.closed ? el("span", { class: "topic-note" }, "closed") : null,
    unread ? el("span", { class: "unread" }, String(unread), el("span", { class: "visually-hidden" }, " unread")) : null);
  });
  strip.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = topics.findIndex((topic) => topic.id === store.openTopic);
    const next = event.key === "Home" ? 0 : event.key === "End" ? topics.length - 1 : step ? (at + step + topics.length) % topics.length : null;
    if (next === null) return;
    event.preventDefault();
    act.openTopic(topics[next].id);
  };
  strip.replaceChildren(...tabs);
  body.setAttribute("role", "tabpanel");
  body.setAttribute("aria-labelledby", `topic-${store.openTopic ?? 0}`);
  const current = strip.querySelector("[aria-selected=true]");
  if (focused) current?.focus();
  current?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function drawPinned(store, act) {
  const chat = store.chat();
  const bar = byId("pinned");
  const pins = (chat.pinned ?? []).map((id) => chat.messages.get(id)).filter((message) => message && (!chat.is_forum || topicOf(message) === store.openTopic));
  const top = pins.at(-1);
  bar.hidden = !top;
  if (!top) return bar.replaceChildren();
  bar.replaceChildren(button({ class: "pinned-button", onclick: () => act.jump(top.message_id) },
    icon("pin"),
    el("span", { class: "pinned-text" }, el("strong", {}, pins.length > 1 ? `Pinned message (latest of ${pins.length})` : "Pinned message"), el("span", { class: "pinned-gist" }, gist(top)))));
}
