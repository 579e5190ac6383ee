// Keeps the message history on the screen in step with what is known, without losing place or focus.

import { byId, calmMotion, el, icon } from "./dom.js";
import { messageNode } from "./messages.js";
import { day } from "./words.js";

export class Log {
  constructor(context) {
    this.context = context;
    this.node = byId("log");
    this.scroller = byId("scroller");
    this.latest = byId("to-latest");
    this.fresh = 0;
    this.latest.addEventListener("click", () => this.toEnd(true));
    this.scroller.addEventListener("scroll", () => { if (this.atEnd()) this.#setFresh(0); });
    // A message that grows (a quote that is opened, a font that arrives) must not push the end away.
    const watch = new ResizeObserver(() => { if (this.sticks) this.toEnd(); });
    watch.observe(this.node);
    watch.observe(this.scroller);
    // Who opens a quote wants to read from its beginning.
    this.node.addEventListener("click", (event) => { if (event.target.closest(".expandable")) this.sticks = false; }, true);
    this.scroller.addEventListener("scroll", () => { this.sticks = this.atEnd(); });
    this.sticks = true;
  }

  /** Draws a whole history; it is not read aloud, only what comes afterwards is. */
  fill(messages) {
    this.node.setAttribute("aria-live", "off");
    this.node.replaceChildren(...messages.map((message) => messageNode(message, this.context)));
    this.#arrange();
    this.#setFresh(0);
    this.toEnd();
    requestAnimationFrame(() => requestAnimationFrame(() => this.node.setAttribute("aria-live", "polite")));
  }

  /** Adds a message, or changes it where it stands. */
  put(message, { isNew, outgoing }) {
    const old = byId(`message-${message.message_id}`);
    const node = messageNode(message, this.context);
    const stays = this.atEnd();
    if (old) {
      const focus = this.#focusWithin(old);
      node.classList.add("changed");
      old.replaceWith(node);
      if (focus) this.#restoreFocus(node, focus);
    } else {
      if (isNew) node.classList.add("arrived");
      const next = [...this.node.querySelectorAll("article")].find((other) => Number(other.dataset.id) > message.message_id);
      this.node.insertBefore(node, next ?? null);
    }
    this.#arrange();
    if (stays || (isNew && outgoing)) this.toEnd();
    else if (isNew) this.#setFresh(this.fresh + 1);
  }

  remove(ids) {
    for (const id of ids) byId(`message-${id}`)?.remove();
    this.#arrange();
  }

  #focusWithin(node) {
    const active = document.activeElement;
    if (!node.contains(active)) return null;
    const keys = [...node.querySelectorAll(".key")];
    return { data: active.dataset?.key, label: active.textContent, index: keys.indexOf(active), count: keys.length };
  }

  /** The focus stays on the same button, else on the one in its place, else on the message. */
  #restoreFocus(node, { data, label, index, count }) {
    const keys = [...node.querySelectorAll(".key")];
    const same = keys.find((key) => data && key.dataset.key === data) ?? keys.find((key) => index >= 0 && key.textContent === label);
    const target = same ?? (keys.length === count && index >= 0 ? keys[index] : node);
    target.focus({ preventScroll: true });
  }

  /** Puts a date above each day's first message and joins what one sender wrote in a row. */
  #arrange() {
    let dayBefore = null;
    let sender = null;
    let separator = null;
    for (const node of [...this.node.children]) {
      if (node.classList.contains("day")) {
        separator?.remove();
        separator = node;
        continue;
      }
      if (node.dataset.day !== dayBefore) {
        dayBefore = node.dataset.day;
        sender = null;
        // One that stands already stays: a new one would be read aloud again.
        if (separator?.dataset.day !== dayBefore) {
          separator?.remove();
          node.before(el("p", { class: "day", data: { day: dayBefore } }, el("span", {}, day(new Date(dayBefore)))));
        }
      } else separator?.remove();
      separator = null;
      node.classList.toggle("continued", sender !== null && sender === node.dataset.sender);
      sender = node.dataset.sender ?? null;
    }
    separator?.remove();
  }

  atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 60;
  }

  toEnd(gently = false) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: gently && !calmMotion() ? "smooth" : "instant" });
    this.sticks = true;
    this.#setFresh(0);
  }

  #setFresh(count) {
    this.fresh = count;
    this.latest.hidden = count === 0;
    if (count) this.latest.replaceChildren(icon("down"), count === 1 ? "1 new message" : `${count} new messages`);
  }

  /** Brings a message into view and marks it for a moment; false when it is not here. */
  jump(id) {
    const node = byId(`message-${id}`);
    if (!node) return false;
    this.sticks = false;
    node.scrollIntoView({ block: "center", behavior: calmMotion() ? "instant" : "smooth" });
    node.focus({ preventScroll: true });
    node.classList.remove("sought");
    void node.offsetWidth;
    node.classList.add("sought");
    return true;
  }
}

