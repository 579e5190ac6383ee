// Turns a text and Telegram's entities into nodes; offsets count UTF-16 units, as JavaScript's do.

import { button, el } from "./dom.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** The nodes for `text`; `act.link(url)` and `act.command(text)` answer what a person presses. */
export function richText(text, entities, act) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...within(text, 0, text.length, ordered, act));
  return fragment;
}

function within(text, start, end, entities, act) {
  const nodes = [];
  const queue = [...entities];
  let at = start;
  while (queue.length) {
    const entity = queue.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    const inner = [];
    const later = [];
    for (const other of queue) {
      if (other.offset >= to) later.push(other);
      else {
        inner.push(other);
        const past = other.offset + other.length - to;
        if (past > 0) later.push({ ...other, offset: to, length: past });
      }
    }
    queue.splice(0, queue.length, ...later.sort((a, b) => a.offset - b.offset));
    const block = BLOCKS.has(entity.type);
    let before = text.slice(at, from);
    if (block && before.endsWith("\n")) before = before.slice(0, -1);
    if (before) nodes.push(before);
    nodes.push(wrapped(entity, text.slice(from, to), within(text, from, to, inner, act), act));
    at = to;
    // A block stands on lines of its own; the line break beside it is already drawn.
    if (block && text[at] === "\n" && !queue.some((other) => other.offset === at)) at += 1;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function wrapped(entity, covered, children, act) {
  if (entity.type in TAGS) return el(TAGS[entity.type], {}, children);
  switch (entity.type) {
    case "pre":
      return el("pre", { tabindex: 0, role: "region", "aria-label": "Code" }, el("code", {}, children));
    case "blockquote":
      return el("blockquote", {}, children);
    case "expandable_blockquote":
      return expandable(children);
    case "spoiler":
      return spoiler(children);
    case "text_link":
      return link(entity.url, children, act);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(covered) ? covered : `https://${covered}`, children, act);
    case "email":
      return link(`mailto:${covered}`, children, act);
    case "phone_number":
      return link(`tel:${covered.replace(/[^+\d]/g, "")}`, children, act);
    case "mention":
      return link(`https://t.me/${covered.slice(1)}`, children, act);
    case "bot_command":
      return button({ class: "inline-link", onclick: () => act.command(covered) }, children);
    default:
      return el("span", { class: `entity-${entity.type}` }, children);
  }
}

function link(url, children, act) {
  if (!/^(https?|tg|mailto|tel):/i.test(url ?? "")) return el("span", {}, children);
  return el("a", {
    href: url, target: "_blank", rel: "noopener noreferrer",
    onclick: (event) => { if (act.link(url)) event.preventDefault(); },
  }, children);
}

function spoiler(children) {
  const cover = el("span", { class: "spoiler-text", "aria-hidden": "true" }, children);
  const node = el("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Hidden text, press to show" }, cover);
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (!node.hasAttribute("role")) return;
    event.preventDefault();
    node.classList.add("shown");
    for (const name of ["role", "aria-label"]) node.removeAttribute(name);
    node.tabIndex = -1;
    cover.removeAttribute("aria-hidden");
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", show);
  return node;
}

function expandable(children) {
  const text = el("div", { class: "quote-text" }, children);
  const label = el("span", {}, "Show more");
  const toggle = button({ class: "quote-toggle", "aria-expanded": "false", hidden: true }, el("span", { class: "chevron", "aria-hidden": "true" }), label);
  const quote = el("blockquote", { class: "expandable collapsed" }, text, toggle);
  const set = (open) => {
    quote.classList.toggle("collapsed", !open);
    toggle.setAttribute("aria-expanded", String(open));
    label.textContent = open ? "Show less" : "Show more";
  };
  toggle.addEventListener("click", (event) => {
    event.stopPropagation();
    set(quote.classList.contains("collapsed"));
  });
  // As in Telegram, a tap anywhere on a folded quote opens it; who marks words to copy is left alone.
  quote.addEventListener("click", () => { if (!toggle.hidden && window.getSelection().isCollapsed) set(true); });
  // A link that is out of sight must not take the focus unseen.
  text.addEventListener("focusin", () => set(true));
  new ResizeObserver(() => {
    if (quote.classList.contains("collapsed")) toggle.hidden = text.scrollHeight <= text.clientHeight + 2;
  }).observe(text);
  return quote;
}
