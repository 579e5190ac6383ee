// Shows the simulated time, which runs on, and moves it when asked.

import { button, byId } from "./dom.js";
import { day, dayAndYear, hour, shortDay } from "./words.js";

const MOVES = [
  { move: "next_tip", label: "To the next tip", short: "Next tip" },
  { move: "day", label: "+1 day", short: "+1 day" },
  { move: "week", label: "+1 week", short: "+1 week" },
];

export class ClockPanel {
  constructor(onmove) {
    this.offset = 0;
    this.buttons = MOVES.map(({ move, label, short }) => {
      const narrow = document.createElement("span");
      narrow.className = "when-narrow";
      narrow.setAttribute("aria-hidden", "true");
      narrow.textContent = short;
      const wide = document.createElement("span");
      wide.className = "when-wide";
      wide.setAttribute("aria-hidden", "true");
      wide.textContent = label;
      return button({ class: "clock-move", "aria-label": label, onclick: () => this.#move(move, onmove) }, narrow, wide);
    });
    byId("clock-moves").append(...this.buttons);
    setInterval(() => this.draw(), 1000);
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

  async #move(move, onmove) {
    if (this.moving) return;
    this.moving = true;
    // aria-disabled and not disabled: the button keeps the focus while time moves.
    for (const node of this.buttons) node.setAttribute("aria-disabled", "true");
    byId("clock-said").textContent = "Moving the clock…";
    try {
      const answer = await onmove(move);
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
  if (move === "next_tip") {
    if (!dueAt) return "No tip is due: nobody here has asked for tips.";
    const due = new Date(dueAt);
    return `Next tip: ${shortDay(due)}, ${hour(due)}. ${messages}`;
  }
  const moved = new Date(now);
  return `${move === "day" ? "A day" : "A week"} later: ${shortDay(moved)}. ${messages}`;
}
