// Light or dark: as the system says, until the person chooses.

import { byId, icon } from "./dom.js";

const system = window.matchMedia("(prefers-color-scheme: dark)");

export function startTheme() {
  const root = document.documentElement;
  const toggle = byId("theme");
  let chosen = remembered();
  const draw = () => {
    const dark = chosen ? chosen === "dark" : system.matches;
    root.dataset.theme = dark ? "dark" : "light";
    toggle.replaceChildren(icon(dark ? "sun" : "moon"));
    toggle.setAttribute("aria-label", dark ? "Use the light theme" : "Use the dark theme");
  };
  toggle.addEventListener("click", () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("preview-theme", chosen);
    } catch {
      // A browser that keeps nothing still shows the chosen theme until the page is closed.
    }
    draw();
  });
  system.addEventListener("change", draw);
  draw();
}

function remembered() {
  try {
    return localStorage.getItem("preview-theme");
  } catch {
    return null;
  }
}
