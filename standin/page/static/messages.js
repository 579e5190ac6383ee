// Draws one message: who, what, when, and the buttons below it.

import { button, el, icon } from "./dom.js";
import { richText } from "./entities.js";
import { dateOf, day, gist, hour, personName, senderName, senderTone, serviceText } from "./words.js";

const KINDS = {
  url: { mark: "open", hint: "opens a link" },
  copy_text: { mark: "copy", hint: "copies text" },
  switch_inline_query: { mark: "switch", hint: "choose a chat" },
  switch_inline_query_current_chat: { mark: "switch", hint: null },
  switch_inline_query_chosen_chat: { mark: "switch", hint: "choose a chat" },
};

/** The node of a message; `act` answers what a person does to it. */
export function messageNode(message, { store, act, pending }) {
  const service = serviceText(message);
  const when = dateOf(message);
  const shared = { id: `message-${message.message_id}`, tabindex: -1, data: { id: message.message_id, day: when.toDateString() } };
  if (service) {
    const node = el("article", { ...shared, class: "service", "aria-label": `Service message, ${hour(when)}` }, el("p", {}, service));
    return node;
  }
  const outgoing = store.isOutgoing(message);
  const who = outgoing && message.from?.id === store.person.id ? "You" : senderName(message);
  const tone = senderTone(message);
  const node = el("article", {
    ...shared,
    class: `message ${outgoing ? "outgoing" : "incoming"}`,
    "aria-label": `${who}, ${hour(when)}`,
  });
  node.dataset.sender = String(message.sender_chat?.id ?? message.from?.id ?? 0);
  const bubble = el("div", { class: "bubble" });
  if (message.chat.type !== "private" && (!outgoing || message.sender_chat)) {
    bubble.append(el("p", { class: `sender tone-${tone}` }, who, senderBadge(message)));
  }
  if (message.via_bot) bubble.append(el("p", { class: "aside" }, `via @${message.via_bot.username}`));
  if (message.forward_origin) bubble.append(el("p", { class: "aside" }, `Forwarded from ${originName(message.forward_origin)}`));
  // A message in a topic is written as a reply to the one that made the topic: that is no quote.
  if (message.reply_to_message && !message.reply_to_message.forum_topic_created) bubble.append(quoted(message.reply_to_message, message.quote, act));
  const media = mediaNode(message);
  if (media) bubble.append(media);
  const text = message.text ?? message.caption;
  if (text !== undefined) {
    bubble.append(el("div", { class: "text", dir: "auto" }, richText(text, message.entities ?? message.caption_entities, act)));
  }
  const card = previewCard(message, act);
  if (card) bubble.append(card);
  if (message.reactions?.length) bubble.append(el("p", { class: "reactions" }, el("span", { class: "visually-hidden" }, "Reactions: "), message.reactions.join(" ")));
  bubble.append(metaLine(message, when));
  const tools = button({ class: "icon-button tools", "aria-label": `Actions for the message of ${who}, ${hour(when)}`, "aria-haspopup": "menu" }, icon("more"));
  tools.addEventListener("click", () => act.messageMenu(message, tools));
  node.append(bubble, tools);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows?.length) node.append(keyboardNode(message, rows, act, pending));
  return node;
}

function senderBadge(message) {
  if (message.sender_chat?.id === message.chat.id && message.chat.type !== "channel") return el("span", { class: "badge-word" }, "anonymous admin");
  if (message.from?.is_bot && !message.sender_chat) return el("span", { class: "badge-word" }, "bot");
  return null;
}

function originName(origin) {
  if (origin.type === "user") return personName(origin.sender_user);
  if (origin.type === "hidden_user") return origin.sender_user_name;
  return origin.sender_chat?.title ?? origin.chat?.title ?? "a chat";
}

function quoted(original, quote, act) {
  return button({ class: `quoted tone-${senderTone(original)}`, onclick: () => act.jump(original.message_id) },
    el("span", { class: "visually-hidden" }, "In reply to "),
    el("strong", {}, senderName(original)),
    el("span", { class: "quoted-text" }, quote?.text ?? gist(original)));
}

function metaLine(message, when) {
  const line = el("p", { class: "meta" });
  // Telegram hides the word where a bot changes a message that carries buttons.
  const panel = message.from?.is_bot && message.reply_markup?.inline_keyboard;
  if (message.edit_date && !panel) line.append(el("span", {}, "edited"));
  if (message.disable_notification) line.append(el("span", {}, "silent"));
  line.append(el("time", { datetime: when.toISOString(), title: day(when) }, hour(when)));
  return line;
}

function mediaNode(message) {
  if (message.sticker) return el("div", { class: "sticker", role: "img", "aria-label": `Sticker ${message.sticker.emoji ?? ""}` }, message.sticker.emoji ?? "🙂");
  if (message.photo) return el("div", { class: "photo", role: "img", "aria-label": "Photo" }, "Photo");
  if (message.contact) {
    return el("div", { class: "file" }, el("span", { class: "file-mark", "aria-hidden": "true" }, icon("people")),
      el("span", {}, el("strong", {}, personName(message.contact)), el("br"), message.contact.phone_number));
  }
  const file = message.document ?? message.voice ?? message.audio ?? message.video ?? message.animation;
  if (file) {
    const size = file.file_size ? `${Math.max(1, Math.round(file.file_size / 1024))} KB` : "";
    return el("div", { class: "file" }, el("span", { class: "file-mark", "aria-hidden": "true" }, icon("copy")),
      el("span", {}, el("strong", {}, file.file_name ?? gist(message)), el("br"), size));
  }
  return null;
}

/** Says that Telegram would show a link's preview; the page itself fetches nothing. */
function previewCard(message, act) {
  const options = message.link_preview_options ?? {};
  if (options.is_disabled || !message.text) return null;
  const found = (message.entities ?? []).find((entity) => entity.type === "text_link" || entity.type === "url");
  const url = options.url ?? found?.url ?? (found && message.text.substr(found.offset, found.length));
  if (!url) return null;
  let host;
  try {
    host = new URL(/^[a-z]+:/i.test(url) ? url : `https://${url}`).host;
  } catch {
    return null;
  }
  if (host === "t.me" || !host) return null;
  return el("p", { class: "preview-card" }, el("strong", {}, host), el("span", {}, "Telegram shows this page’s preview here."));
}

function keyboardNode(message, rows, act, pending) {
  const board = el("div", { class: "keyboard", role: "group", "aria-label": "Buttons of this message" });
  rows.forEach((row) => {
    const line = el("div", { class: "keyboard-row" });
    row.forEach((key) => {
      const kind = Object.keys(KINDS).find((name) => key[name] !== undefined);
      const busy = pending.has(pendingKey(message, key));
      const node = button({
        class: `key ${key.style ? `key-${key.style}` : ""}`,
        "aria-busy": busy ? "true" : null,
        data: { key: key.callback_data ?? "" },
        onclick: () => act.press(message, key, node),
      }, el("span", { class: "key-text" }, key.text));
      if (kind) {
        node.append(icon(KINDS[kind].mark));
        if (KINDS[kind].hint) node.append(el("span", { class: "visually-hidden" }, `, ${KINDS[kind].hint}`));
      }
      node.append(el("span", { class: "spinner", "aria-hidden": "true" }));
      line.append(node);
    });
    board.append(line);
  });
  return board;
}

export const pendingKey = (message, key) => `${message.chat.id}/${message.message_id}/${key.callback_data}`;
