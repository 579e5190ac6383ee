// Builds elements from values, so that no text of a message is ever read as markup.

/**
 * Makes an element. Properties named `on...` are listeners, `data` fills the dataset; `false`, `null`
 * and `undefined` leave an attribute out. Children are nodes or text.
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that never submits a form by accident. */
export function button(properties, ...children) {
  return el("button", { type: "button", ...properties }, ...children);
}

export const byId = (id) => document.getElementById(id);

/** Whether this person asked their system for less motion. */
export function calmMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-5 16-3.500-6.500zM11.500 13.500L20 4",
  plus: "M12 5v14M5 12h14",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 6v.01M12 12v.01M12 18v.01",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M10 6L4 12l6 6M4 12h10a6 6 0 0 1 6 6",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  down: "M6 9l6 6 6-6",
  open: "M8 16L18 6M10 6h8v8",
  copy: "M9 9h10v10H9zM5 15V5h10",
  switch: "M4 9h14l-4-4M20 15H6l4 4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M18.700 5.300l-1.400 1.400M6.700 17.300l-1.400 1.400",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c0-3.500 3-6 6.500-6s6.500 2.500 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500c2 .8 3.500 2.800 3.500 5.500",
  heart: "M12 20C6.500 16.500 3.500 13.500 3.500 9.700A4.500 4.500 0 0 1 12 7.500a4.500 4.500 0 0 1 8.500 2.200c0 3.800-3 6.800-8.500 10.300z",
  megaphone: "M4 10v4h3l9 4V6L7 10zM19 10a3 3 0 0 1 0 4M8 14l1 5",
  forward: "M14 6l6 6-6 6M20 12H10a6 6 0 0 0-6 6",
};

/** A line icon; it says nothing to a screen reader, the control beside it carries the name. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
