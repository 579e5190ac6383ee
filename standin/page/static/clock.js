// Shows the simulated time, which runs on, and moves it when asked; without a clock to move, nothing.

import { button, byId, el } from "./dom.js";
import { day, dayAndYear, hour, shortDay } from "./words.js";

const SPANS = [
  { name: "day", label: "+1 day", short_label: "+1 day", later: "A day later" },
  { name: "week", label: "+1 week", short_label: "+1 week", later: "A week later" },
];

export class ClockPanel {
  constructor(onmove) {
    this.offset = 0;
    this.onmove = onmove;
    setInterval(() => this.draw(), 1000);
  }

  /** Takes what the clock can do, or null where there is none to be moved. */
  offer(clock) {
    byId("clock").hidden = clock === null;
    const moves = clock === null ? [] : [...clock.jumps, ...SPANS];
    // A page that connects anew must not take the focus from a button that is still the same.
    const offered = JSON.stringify(moves);
    if (this.offered === offered) return;
    this.offered = offered;
    this.buttons = moves.map((move) => button(
      { class: "clock-move", "aria-label": move.label, onclick: () => this.#move(move) },
      el("span", { class: "when-narrow", "aria-hidden": "true" }, move.short_label),
      el("span", { class: "when-wide", "aria-hidden": "true" }, move.label),
    ));
    byId("clock-moves").replaceChildren(...this.buttons);
  }

  set(now) {
    this.offset = new Date(now).getTime() - Date.now();
    this.draw();
  }

  now() {
    return new Date(Date.now() + this.offset);
  }

  draw() {
    const now = this.now();
    const text = `${shortDay(now)} ${hour(now)}`;
    if (this.drawn === text) return;
    this.drawn = text;
    byId("clock-time").dateTime = now.toISOString();
    byId("clock-time").title = day(now);
    byId("clock-date").textContent = window.matchMedia("(min-width: 700px)").matches ? dayAndYear(now) : shortDay(now);
    byId("clock-hour").textContent = hour(now);
  }

  async #move(move) {
    if (this.moving) return;
    this.moving = true;
    // aria-disabled and not disabled: the button keeps the focus while time moves.
    for (const node of this.buttons) node.setAttribute("aria-disabled", "true");
    byId("clock-said").textContent = "Moving the clock…";
    try {
      const answer = await this.onmove(move.name);
      this.set(answer.now);
      byId("clock-said").textContent = whatHappened(move, answer);
    } catch (error) {
      byId("clock-said").textContent = error.message;
    } finally {
      this.moving = false;
      for (const node of this.buttons) node.removeAttribute("aria-disabled");
    }
  }
}

/** The answer to a move, in words. */
function whatHappened(move, { now, due_at: dueAt, arrived }) {
  const messages = arrived === 0 ? "No new message." : arrived === 1 ? "1 new message." : `${arrived} new messages.`;
  if (move.later) return `${move.later}: ${shortDay(new Date(now))}. ${messages}`;
  if (!dueAt) return move.nothing_due;
  const due = new Date(dueAt);
  return `${move.short_label}: ${shortDay(due)}, ${hour(due)}. ${messages}`;
}
