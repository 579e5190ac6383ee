// The list above the message box: the bot's commands while `/` is typed, inline results after `@bot`.

import { el } from "./dom.js";

const INLINE_DELAY = 200;

export class Suggestions {
  constructor(store, act) {
    this.store = store;
    this.act = act;
    this.node = el("div", { class: "suggestions", hidden: true });
    this.active = -1;
    this.options = [];
    this.asked = 0;
  }

  attach(box, opener) {
    this.box = box;
    this.opener = opener;
    opener?.setAttribute("aria-expanded", "false");
  }

  /** Shows what fits the text in the box, or nothing. */
  update() {
    const text = this.box.value;
    const inline = this.#inlineQuery(text);
    if (inline !== null) return this.#askInline(inline);
    if (/^\/[A-Za-z0-9_]*$/.test(text)) return this.#showCommands(text.slice(1).toLowerCase());
    this.close();
  }

  /** The Menu button: all commands, or none. */
  toggleCommands() {
    if (!this.node.hidden) {
      this.close();
      this.box.focus();
      return;
    }
    this.#showCommands("");
    this.box.focus();
    this.#activate(0);
  }

  #inlineQuery(text) {
    const prefix = `@${this.store.bot.username.toLowerCase()} `;
    return text.toLowerCase().startsWith(prefix) ? text.slice(prefix.length) : null;
  }

  #showCommands(typed) {
    this.asked += 1;
    const chat = this.store.chat();
    const fitting = chat.commands.filter(({ command }) => command.startsWith(typed));
    const suffix = chat.type === "private" ? "" : `@${this.store.bot.username}`;
    this.#show("Commands", fitting.map(({ command, description }) => ({
      title: `/${command}`,
      note: description,
      take: () => this.act.send(`/${command}${suffix}`),
      complete: () => this.act.fill(`/${command} `),
    })));
  }

  async #askInline(query) {
    const asked = ++this.asked;
    await new Promise((resolve) => setTimeout(resolve, INLINE_DELAY));
    if (asked !== this.asked) return;
    this.#say("Asking the bot…");
    let answer;
    try {
      answer = await this.act.inline(query);
    } catch (error) {
      if (asked === this.asked) this.#say(error.message);
      return;
    }
    if (asked !== this.asked) return;
    const options = answer.results.map((result) => ({
      title: result.title ?? result.id,
      note: result.description ?? "",
      take: () => this.act.chooseInline(answer, result),
    }));
    if (answer.button) options.unshift({ title: answer.button.text, note: "", special: true, take: () => this.act.chooseInline(answer, null) });
    if (options.length) this.#show("Inline results", options);
    else this.#say("The bot has no result for this.");
  }

  #say(text) {
    this.options = [];
    this.active = -1;
    this.node.replaceChildren(el("p", { class: "suggestions-note", role: "status" }, text));
    this.node.hidden = false;
  }

  #show(label, options) {
    this.options = options;
    this.active = -1;
    this.box.removeAttribute("aria-activedescendant");
    if (!options.length) return this.close();
    const list = el("ul", { class: "suggestion-list", id: "suggestions", role: "listbox", "aria-label": label }, options.map((option, index) =>
      el("li", {
        class: `suggestion ${option.special ? "special" : ""}`, role: "option", id: `suggestion-${index}`, "aria-selected": "false",
        // The box keeps the focus, so that typing goes on.
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.#take(index),
      }, el("span", { class: "suggestion-title" }, option.title), option.note ? el("span", { class: "suggestion-note" }, option.note) : null)));
    this.nodes = [...list.children];
    this.node.replaceChildren(list, el("p", { class: "visually-hidden", role: "status" }, `${options.length} in the list ${label}`));
    this.node.hidden = false;
    this.opener?.setAttribute("aria-expanded", "true");
  }

  close() {
    this.asked += 1;
    this.options = [];
    this.active = -1;
    this.node.hidden = true;
    this.node.replaceChildren();
    this.box?.removeAttribute("aria-activedescendant");
    this.opener?.setAttribute("aria-expanded", "false");
  }

  /** Handles a key of the message box; true when the key was meant for the list. */
  key(event) {
    if (this.node.hidden) return false;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      return true;
    }
    if (!this.options.length) return false;
    const last = this.options.length - 1;
    if (event.key === "ArrowDown") return this.#activate(this.active >= last ? 0 : this.active + 1);
    if (event.key === "ArrowUp") return this.#activate(this.active <= 0 ? last : this.active - 1);
    if (event.key === "Tab" && !event.shiftKey && this.active >= 0) {
      const option = this.options[this.active];
      (option.complete ?? option.take)();
      return true;
    }
    if (event.key === "Enter" && this.active >= 0) {
      this.#take(this.active);
      return true;
    }
    return false;
  }

  #activate(index) {
    this.nodes[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    this.nodes[index].setAttribute("aria-selected", "true");
    this.nodes[index].scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", `suggestion-${index}`);
    return true;
  }

  #take(index) {
    const option = this.options[index];
    this.close();
    option.take();
    this.box?.focus();
  }
}
