// Small helpers every part of the page uses: making elements, links in plain text, and Thai dates.

export const $ = (id) => document.getElementById(id);

// An element with its properties (`class`, `text`, `on…`, else attributes) and children. Text is only ever set as text.
export function make(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") made.textContent = value;
    else if (name === "class") made.className = value;
    else if (name.startsWith("on")) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((one) => one !== undefined && one !== null && one !== false && one !== ""));
  return made;
}

export const button = (text, onclick, more = {}) => make("button", { type: "button", text, onclick, ...more });

// Replaces the children only when they differ, so that focus and scrolling stay where they are.
export function put(parent, children) {
  const same = parent.childNodes.length === children.length && children.every((one, at) => parent.childNodes[at] === one);
  if (!same) parent.replaceChildren(...children);
}

// Draws again only what changed: `draw` makes the node of a thing whose `key` has not been seen with this id.
export class Drawn {
  #kept = new Map();

  nodes(things, idOf, keyOf, draw) {
    const now = new Map();
    for (const thing of things) {
      const id = idOf(thing), key = keyOf(thing), before = this.#kept.get(id);
      now.set(id, before?.key === key ? before : { key, node: draw(thing) });
    }
    this.#kept = now;
    return [...now.values()].map((one) => one.node);
  }
}

// Offers [value, text] pairs in a select, made anew only when they differ.
export function options(select, pairs, chosen) {
  const kept = JSON.stringify(pairs);
  if (select.dataset.kept !== kept) {
    select.dataset.kept = kept;
    select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value)));
  }
  select.value = chosen;
}

// A title as people write it where room is short.
export const brief = (name) => name.replace(/^ผู้อำนวยการ/, "ผอ.");

// ── links ──

const LINK = /\b(?:https?:\/\/|line:\/\/|tel:)[^\s<>"'“”]+|\/[ก-๙]+/gi; // or a command, which is not broken after its slash
const ALLOWED = ["http:", "https:", "line:", "tel:"];

export function safeLink(address) {
  try {
    return ALLOWED.includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

export const link = (address, text) => make("a", { href: address, target: "_blank", rel: "noopener noreferrer", text });

// The text with what LINE would make a link of as links.
export function linked(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(LINK)) {
    if (found[0].startsWith("/")) {
      parts.push(text.slice(at, found.index), make("span", { class: "whole", text: found[0] }));
      at = found.index + found[0].length;
      continue;
    }
    const address = found[0].replace(/[.,;:!?)\]ๆฯ]+$/, "");
    if (!safeLink(address)) continue;
    parts.push(text.slice(at, found.index), link(address, address));
    at = found.index + address.length;
  }
  return [...parts, text.slice(at)].filter(Boolean);
}

// ── dates: Asia/Bangkok, Buddhist era ──

const thai = (options) => new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", { timeZone: "Asia/Bangkok", ...options });
const TIME = thai({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = thai({ weekday: "short", day: "numeric", month: "short" });
const LONG = thai({ weekday: "long" });
const NUMBERS = thai({ day: "numeric", month: "long", year: "numeric" });
const ISO = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Bangkok", year: "numeric", month: "2-digit", day: "2-digit" });

const named = (format, at) => Object.fromEntries(format.formatToParts(at).map((one) => [one.type, one.value]));

export const timeOf = (at) => TIME.format(new Date(at)); // 08:30
export const isoDay = (at) => ISO.format(new Date(at)); // 2027-01-11, the day in Thailand
export function dayOf(at) { // จ. 11 ม.ค. 2570
  const { day, month, year } = named(thai({ day: "numeric", month: "short", year: "numeric" }), new Date(at));
  return `${DAY.formatToParts(new Date(at)).find((one) => one.type === "weekday").value} ${day} ${month} ${year}`;
}
export function monthOf(at) { // ม.ค. 2570
  const { month, year } = named(thai({ month: "short", year: "numeric" }), new Date(at));
  return `${month} ${year}`;
}
export function longDay(at) { // วันจันทร์ที่ 11 มกราคม 2570
  const { day, month, year } = named(NUMBERS, new Date(at));
  return `${LONG.format(new Date(at))}ที่ ${day} ${month} ${year}`;
}
