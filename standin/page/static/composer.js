// Where the person writes: text, commands, replies, edits, odd inputs, and as whom they act.

import { byId, button, el, icon } from "./dom.js";
import { Suggestions } from "./suggestions.js";
import { menu } from "./popovers.js";
import { gist, senderName } from "./words.js";

const ODD_INPUTS = [
  { kind: "sticker", label: "A sticker" },
  { kind: "photo", label: "A photo" },
  { kind: "document", label: "A document" },
  { kind: "voice", label: "A voice message" },
  { kind: "location", label: "A place" },
  { kind: "contact", label: "A contact" },
  { kind: "forward", label: "A forwarded message" },
  { kind: "emoji", label: "4,096 emoji" },
  { kind: "right_to_left", label: "Right-to-left text" },
];
const IDENTITIES = { member: "Member", admin: "Admin", limited_admin: "Admin without rights", anonymous_admin: "Anonymous admin" };

export class Composer {
  constructor(store, act) {
    this.store = store;
    this.act = act;
    this.node = byId("composer");
    this.replyTo = null;
    this.editing = null;
    this.suggestions = new Suggestions(store, {
      send: (text) => this.#sendText(text),
      fill: (text) => this.fill(text),
      inline: act.inline,
      chooseInline: (results, result) => { this.fill(""); act.chooseInline(results, result); },
    });
  }

  /** Draws the composer of the open chat anew; what was being written stays with its chat. */
  draw() {
    const chat = this.store.chat();
    const hadFocus = this.node.contains(document.activeElement);
    this.suggestions.close();
    if (chat.type === "private" && (chat.blocked || !chat.started)) return this.#drawStart(chat, hadFocus);
    if (!chat.can_write) {
      this.box = null;
      this.node.replaceChildren(el("p", { class: "cannot-write" }, "You cannot write in this chat."));
      return;
    }
    this.box = el("textarea", {
      id: "message-box", rows: 1, "aria-label": "Message", placeholder: this.#placeholder(chat), dir: "auto", autocomplete: "off",
      "aria-autocomplete": "list", "aria-controls": "suggestions", maxlength: 20000,
    });
    this.box.value = chat.draft;
    this.box.addEventListener("input", () => this.#typed());
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.above = el("div", { class: "composing-above" });
    this.sendButton = button({ class: "icon-button send", "aria-label": "Send", onclick: () => this.submit() }, icon("send"));
    const plus = button({ class: "icon-button", "aria-label": "Send something else", "aria-haspopup": "menu", onclick: () => this.#oddMenu(plus) }, icon("plus"));
    const commands = chat.commands.length
      ? button({ class: "menu-button", "aria-haspopup": "listbox", onclick: () => this.suggestions.toggleCommands() }, icon("menu"), el("span", {}, "Menu"))
      : null;
    const bar = el("div", { class: "composing-row" }, commands, plus, this.box, this.sendButton);
    this.node.replaceChildren(...[this.suggestions.node, this.above, this.#identity(chat), bar, this.#replyKeyboard(chat)].filter(Boolean));
    this.suggestions.attach(this.box, commands);
    this.#drawAbove();
    this.#grow();
    if (hadFocus) this.box.focus();
  }

  #placeholder(chat) {
    if (chat.type === "channel") return "Post to the channel";
    if (chat.identity === "anonymous_admin") return "Write anonymously";
    return "Message";
  }

  #drawStart(chat, hadFocus) {
    this.box = null;
    const start = button({ class: "primary start", onclick: () => this.act.start() }, chat.blocked ? "Unblock and restart" : "Start");
    this.node.replaceChildren(start);
    if (hadFocus) start.focus();
  }

  #identity(chat) {
    if ((chat.identities ?? []).length < 2) return null;
    const select = el("select", { id: "identity" }, chat.identities.map((value) => el("option", { value, selected: value === chat.identity }, IDENTITIES[value] ?? value)));
    select.addEventListener("change", () => this.act.identity(select.value));
    return el("p", { class: "identity" }, el("label", { for: "identity" }, "Acting as"), select);
  }

  #replyKeyboard(chat) {
    const keyboard = chat.reply_keyboard;
    if (!keyboard?.keyboard) return null;
    return el("div", { class: "reply-keyboard", role: "group", "aria-label": "Suggested answers" }, keyboard.keyboard.map((row) =>
      el("div", { class: "keyboard-row" }, row.map((key) => {
        const text = typeof key === "string" ? key : key.text;
        return button({ class: "key", onclick: () => (key.request_chat ? this.act.shareChat(key) : this.#sendText(text)) }, el("span", { class: "key-text" }, text));
      }))));
  }

  #oddMenu(anchor) {
    menu(anchor, "Send something else", ODD_INPUTS.map(({ kind, label }) => ({ label, run: () => this.act.sendOdd(kind) })));
  }

  #typed() {
    const chat = this.store.chat();
    if (!this.editing) chat.draft = this.box.value;
    this.#grow();
    this.suggestions.update();
  }

  #grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 168)}px`;
    this.node.classList.toggle("has-text", this.box.value.trim() !== "");
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.suggestions.key(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && (this.replyTo || this.editing)) {
      event.preventDefault();
      event.stopPropagation();
      this.clearContext();
    } else if (event.key === "ArrowUp" && this.box.value === "") {
      const own = this.store.shown().filter((message) => this.store.isOutgoing(message) && message.text).at(-1);
      if (own) {
        event.preventDefault();
        this.edit(own);
      }
    }
  }

  async submit() {
    const text = this.box.value;
    if (!text.trim()) return this.box.focus();
    if (this.editing) {
      const message = this.editing;
      if (await this.act.editMessage(message, text)) this.clearContext();
      return;
    }
    await this.#sendText(text);
  }

  async #sendText(text) {
    const replyTo = this.replyTo?.message_id;
    const kept = this.box?.value ?? "";
    this.fill("");
    this.clearContext();
    if (!(await this.act.send({ kind: "text", text, reply_to: replyTo }))) this.fill(kept);
  }

  fill(text) {
    if (!this.box) return;
    this.box.value = text;
    this.#typed();
    this.box.focus();
  }

  /** What the next message answers. */
  get replyId() {
    return this.replyTo?.message_id;
  }

  reply(message) {
    this.editing = null;
    this.replyTo = message;
    this.#drawAbove();
    this.box?.focus();
  }

  edit(message) {
    this.replyTo = null;
    this.editing = message;
    this.fill(message.text ?? message.caption ?? "");
    this.#drawAbove();
  }

  clearContext() {
    const wasEditing = this.editing;
    this.replyTo = null;
    this.editing = null;
    if (wasEditing) this.fill("");
    this.#drawAbove();
  }

  #drawAbove() {
    const message = this.editing ?? this.replyTo;
    if (!this.above) return;
    if (!message) return this.above.replaceChildren();
    const title = this.editing ? "Edit your message" : `Reply to ${senderName(message)}`;
    this.above.replaceChildren(
      icon(this.editing ? "edit" : "reply"),
      el("span", { class: "composing-about" }, el("strong", {}, title), el("span", {}, gist(message))),
      button({ class: "icon-button", "aria-label": this.editing ? "Stop editing" : "Do not reply", onclick: () => { this.clearContext(); this.box?.focus(); } }, icon("close")),
    );
  }
}
