// Things that open over the page: toasts, dialogs and small menus, all reachable and closable by keyboard.

import { button, byId, el, icon } from "./dom.js";

/** Shows a short notice; it stays long enough to be read, and longer while the pointer is on it. */
export function toast(text, { kind = "plain" } = {}) {
  const note = el("div", { class: `toast toast-${kind}` }, el("p", {}, text));
  const shelf = byId("toasts");
  // As in Telegram, a new notice takes the place of the one before; an error does not hide the bot's words.
  for (const before of shelf.querySelectorAll(`.toast-${kind}`)) before.remove();
  const close = button({ class: "icon-button", "aria-label": "Close this notice", onclick: () => note.remove() }, icon("close"));
  note.append(close);
  shelf.append(note);
  const leave = () => { if (note.matches(":hover, :focus-within")) wait(2000); else note.remove(); };
  const wait = (span) => setTimeout(leave, span);
  wait(Math.max(4000, 1500 + text.length * 70));
}

/** An alert that must be closed, as Telegram shows a callback's `show_alert`. */
export function alertBox(title, text) {
  return new Promise((resolve) => {
    const ok = button({ class: "primary", onclick: () => dialog.close() }, "OK");
    const dialog = el("dialog", { class: "dialog", role: "alertdialog", "aria-labelledby": "alert-title", "aria-describedby": "alert-text" },
      el("h2", { id: "alert-title" }, title), el("p", { id: "alert-text", class: "dialog-text" }, text), el("div", { class: "dialog-actions" }, ok));
    showDialog(dialog, resolve);
    ok.focus();
  });
}

function showDialog(dialog, resolve) {
  const opener = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
    resolve(dialog.returnValue || null);
  });
  dialog.showModal();
}

/** Lets the person choose one of several things; gives the chosen `value` or null. */
export function choose(title, text, options) {
  return new Promise((resolve) => {
    const list = el("ul", { class: "choices" }, options.map((option) => el("li", {},
      button({ class: `choice ${option.danger ? "danger" : ""}`, onclick: () => { chosen = option.value; dialog.close(); } },
        el("span", { class: "choice-label" }, option.label), option.hint ? el("span", { class: "choice-hint" }, option.hint) : null))));
    let chosen = null;
    const cancel = button({ onclick: () => dialog.close() }, "Cancel");
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": "choose-title" },
      el("h2", { id: "choose-title" }, title), text ? el("p", { class: "dialog-text" }, text) : null, list, el("div", { class: "dialog-actions" }, cancel));
    showDialog(dialog, () => resolve(chosen));
  });
}

/** Asks for a line of text and, where `switches` are given, for yes or no; gives the values or null. */
export function ask(title, { label, value = "", confirm = "Create", switches = [] }) {
  return new Promise((resolve) => {
    let answer = null;
    const input = el("input", { id: "ask-input", type: "text", value, maxlength: 128, required: true, autocomplete: "off" });
    const boxes = switches.map((option) => [option, el("input", { type: "checkbox", checked: option.on })]);
    const form = el("form", { method: "dialog" },
      el("h2", { id: "ask-title" }, title),
      el("label", { class: "field", for: "ask-input" }, label), input,
      boxes.map(([option, box]) => el("label", { class: "check" }, box, option.label)),
      el("div", { class: "dialog-actions" }, button({ onclick: () => dialog.close() }, "Cancel"), el("button", { class: "primary", type: "submit" }, confirm)));
    form.addEventListener("submit", () => {
      answer = { text: input.value.trim() };
      for (const [option, box] of boxes) answer[option.name] = box.checked;
    });
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": "ask-title" }, form);
    showDialog(dialog, () => resolve(answer?.text ? answer : null));
    input.select();
  });
}

/** Opens a small menu beside `anchor`; arrow keys move, Escape closes and gives the focus back. */
export function menu(anchor, label, items) {
  document.querySelector(".menu")?.dispatchEvent(new Event("dismiss"));
  const list = el("div", { class: "menu", role: "menu", "aria-label": label });
  const nodes = items.map((item) => button({ class: "menu-item", role: "menuitem", tabindex: -1, onclick: () => { close(); item.run(); } },
    item.icon ? icon(item.icon) : null, el("span", {}, item.label)));
  list.append(...nodes);
  const close = (refocus = true) => {
    list.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (refocus && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => { if (!list.contains(event.target) && !anchor.contains(event.target)) close(false); };
  list.addEventListener("dismiss", () => close(false));
  list.addEventListener("focusout", (event) => { if (event.relatedTarget && !list.contains(event.relatedTarget)) close(false); });
  list.addEventListener("keydown", (event) => {
    const at = nodes.indexOf(document.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: nodes.length - 1 };
    if (event.key in moves) {
      event.preventDefault();
      nodes[(moves[event.key] + nodes.length) % nodes.length].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  document.addEventListener("pointerdown", outside, true);
  document.body.append(list);
  const place = anchor.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = place.bottom + size.height + 12 < window.innerHeight;
  list.style.top = `${Math.max(8, below ? place.bottom + 4 : place.top - size.height - 4)}px`;
  list.style.left = `${Math.max(8, Math.min(place.left, window.innerWidth - size.width - 8))}px`;
  anchor.setAttribute("aria-expanded", "true");
  nodes[0]?.focus();
}
