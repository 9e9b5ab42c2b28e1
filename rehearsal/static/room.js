// The rehearsal room's page: keeps what the room says in one place and lets the chats, the list and the panel draw it.
import { $, options, put } from "./dom.js";
import { call, follow, query } from "./net.js";
import { Chats } from "./chats.js";
import { ClockPanel } from "./clock.js";
import { Pane } from "./pane.js";
import { Timeline } from "./timeline.js";

const here = new URLSearchParams(location.search);
const BREATH = 250; // milliseconds
const wide = matchMedia("(min-width: 1000px)");

const room = {
  state: { channels: [], people: [], groups: [] },
  timeline: new Timeline(),
  person: (id) => room.state.people.find((one) => one.user_id === id),
  get channel() {
    return room.state.channels.find((one) => one.slug === here.get("channel")) || room.state.channels[0];
  },
  friendly: (one) => one.friend_of.includes(room.channel.slug) && !one.blocked.includes(room.channel.slug),
  friendWord(one) {
    if (one.blocked.includes(room.channel?.slug)) return "บล็อกอยู่";
    return room.channel && room.friendly(one) ? "เพื่อน" : "ยังไม่เป็นเพื่อน";
  },
};

const chats = new Chats();
const clock = new ClockPanel();
const panes = ["chat", "beside"].map((name, at) => ({ name, pane: new Pane(room, () => activate(at)) }));
let active = 0;

function activate(at) {
  active = at;
  panes.forEach(({ pane }, index) => pane.root.classList.toggle("active", two() && index === at));
}

const two = () => here.has("beside") && wide.matches;

function go(changes) {
  for (const [name, value] of Object.entries(changes)) value === null ? here.delete(name) : here.set(name, value);
  history.replaceState(null, "", `?${here}`);
  return refresh();
}

function open(chat) {
  drawer(null);
  const shown = panes.findIndex(({ name }, at) => here.get(name) === chat && (at === 0 || two()));
  if (shown >= 0) return activate(shown);
  return go({ [panes[two() ? active : 0].name]: chat });
}

// ── drawing ──

const exists = (id) => room.person(id) || room.state.groups.some((one) => one.group_id === id);

function settle() {
  const all = [...room.state.people.map((one) => one.user_id), ...room.state.groups.map((one) => one.group_id)];
  const first = room.state.groups.length ? room.state.groups[0].group_id : all[1];
  if (!exists(here.get("chat"))) here.set("chat", all[0]);
  if (here.has("beside") && !exists(here.get("beside"))) here.set("beside", first || all[0]);
}

function shown() {
  return panes.slice(0, two() ? 2 : 1);
}

let drawing = Promise.resolve();

// One after the other, so that an older answer never covers a newer one.
function refresh() {
  drawing = drawing.catch(() => {}).then(drawAll);
  return drawing;
}

async function drawAll() {
  const state = await call("state");
  room.state = state;
  if (!room.channel || !state.people.length) return state.version;
  settle();
  await room.timeline.update(state);
  const [{ chats: said }] = await Promise.all([call(query("chats", { channel: room.channel.slug })), drawPanes()]);
  chats.show(room, said, shown().map(({ name }) => here.get(name)), open);
  clock.show(state);
  room.timeline.show(state, open);
  options($("channel"), state.channels.map((one) => [one.slug, one.name]), room.channel.slug);
  $("channel-row").hidden = state.channels.length < 2;
  $("phones").removeAttribute("aria-busy");
  return state.version;
}

function drawPanes() {
  put($("phones"), shown().map(({ pane }) => pane.root));
  document.body.classList.toggle("two", two());
  $("two").setAttribute("aria-pressed", String(two()));
  if (!two()) active = 0;
  activate(active);
  return Promise.all(shown().map(({ name, pane }) => {
    pane.open(here.get(name), chats.unread(here.get(name)));
    return pane.refresh();
  }));
}

// ── the drawers of a narrow screen ──

function drawer(wanted) {
  for (const name of ["list", "side"]) {
    const opened = name === wanted;
    $(name).classList.toggle("open", opened);
    $(`${name}-toggle`).setAttribute("aria-expanded", String(opened));
  }
  $("shade").hidden = !wanted;
}

for (const name of ["list", "side"])
  $(`${name}-toggle`).onclick = () => drawer($(name).classList.contains("open") ? null : name);
$("shade").onclick = () => drawer(null);
document.addEventListener("keydown", (event) => event.key === "Escape" && drawer(null));
$("two").onclick = () => go({ beside: here.has("beside") ? null : room.state.groups[0]?.group_id || room.state.people[1]?.user_id });
$("channel").onchange = () => go({ channel: $("channel").value });
wide.onchange = () => refresh();

follow(
  async () => {
    const version = await refresh();
    document.body.classList.remove("lost");
    // While the clock turns there is news all the time: drawing all of it would only hold it up.
    if (room.state.clock?.turning) await new Promise((again) => setTimeout(again, BREATH));
    return version;
  },
  (error) => {
    console.warn(error);
    document.body.classList.add("lost");
  },
);
