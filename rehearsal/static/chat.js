// The chat page: shows one person's or group's chat as LINE would, and acts for them through /_rehearsal/.
// The server has made every Flex safe to render (rehearsal/preview.py); the result is checked here once more.
import { render } from "/static/vendor/flex-render/flex-render.js";

const $ = (id) => document.getElementById(id);
const here = new URLSearchParams(location.search);
let state = { version: -1, channels: [], people: [], groups: [] };
let shown = ""; // what is drawn now, so that an unrelated change does not disturb the reader

async function call(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`/_rehearsal/${path}`, options);
  const given = await answer.json();
  if (!answer.ok) throw new Error(given.error || given.message);
  return given;
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const initial = (name) => name.replace(/^[เแโใไ]/, "").slice(0, 1); // a leading vowel alone reads as nothing
const channel = () => state.channels.find((one) => one.slug === here.get("channel")) || state.channels[0];
const group = () => state.groups.find((one) => one.group_id === here.get("chat"));
const person = (id) => state.people.find((one) => one.user_id === id);
const speaker = () => (group() ? person($("as").value) : person(here.get("chat")));

function go(name, value) {
  here.set(name, value);
  history.replaceState(null, "", `?${here}`);
  shown = "";
  refresh();
}

// ── acting ──

async function act(path, body) {
  const who = speaker();
  if (!who) return;
  const more = group() ? { group: group().group_id } : {};
  try {
    const done = await call(path, { channel: channel().slug, user: who.user_id, ...more, ...body });
    const last = done.deliveries.at(-1);
    const failed = done.event && !(last && last.ok);
    notice(failed ? `ระบบยังไม่ตอบรับเหตุการณ์นี้ (${last ? last.status || "ไม่มีคำตอบ" : "ไม่ได้ส่ง"})` : "");
  } catch (error) {
    notice("ทำรายการไม่สำเร็จ", error.message);
  }
}

function notice(text, detail = "") {
  $("notice").hidden = !text;
  $("notice").textContent = text;
  $("notice").title = detail;
}

const say = (text) => act("say", { text, mention: Boolean(group()) && text.includes(`@${channel().name}`) });

function press(action) {
  if (action.type === "message") say(action.text);
  else if (action.type === "uri" && action.uri) window.open(action.uri, "_blank", "noopener");
  else if (action.type === "datetimepicker") pick(action);
  else if (action.data !== undefined) act("tap", { data: action.data });
}

function pick(action) {
  const kinds = { date: "date", time: "time", datetime: "datetime-local" };
  $("picked").type = kinds[action.mode] || "date";
  $("picked").value = "";
  $("picker").returnValue = "";
  $("picker").onclose = () => {
    if ($("picker").returnValue === "ok" && $("picked").value)
      act("tap", { data: action.data, params: { [action.mode]: $("picked").value } });
  };
  $("picker").showModal();
}

function buttonFor(action) {
  const made = make("button", "", action.label || "เลือก");
  made.type = "button";
  made.onclick = () => press(action);
  return made;
}

// ── drawing ──

function flex(drawn) {
  const holder = document.createElement("template"); // inert: nothing in it loads or runs
  // The renderer's own handlers only name our numbered links; the page's policy would refuse them one by one.
  holder.innerHTML = render(drawn.flex).replace(/ onclick="window\.open\('#action-\d+'\)"/g, "");
  for (const part of [...holder.content.querySelectorAll("*")]) {
    const number = /^#action-(\d+)$/.exec(part.getAttribute("href") || "");
    const foreign = !["DIV", "P", "A", "SPAN"].includes(part.tagName);
    for (const { name } of [...part.attributes])
      if (foreign || !["class", "style", "dir"].includes(name)) part.removeAttribute(name);
    if (foreign) part.remove();
    if (!number) continue;
    part.role = "button";
    part.tabIndex = 0;
    part.onclick = (event) => { event.stopPropagation(); press(drawn.actions[Number(number[1])]); };
    part.onkeydown = (event) => { if (event.key === "Enter") part.click(); };
  }
  return holder.content;
}

function cards(drawn) {
  return drawn.cards.map((card) => {
    const made = make("div", "card");
    if (card.title) made.append(make("strong", "", card.title));
    made.append(make("div", "", card.text), ...card.actions.map(buttonFor));
    return made;
  });
}

function content(line) {
  if (line.unsent) return [make("div", "said gone", "ยกเลิกข้อความแล้ว")];
  try {
    if (line.drawn.flex) return [flex(line.drawn)];
  } catch (error) {
    return [make("div", "said", line.text)];
  }
  if (line.drawn.cards) return cards(line.drawn);
  const words = { image: "ส่งรูปภาพ", video: "ส่งวิดีโอ", audio: "ส่งเสียง", sticker: "ส่งสติกเกอร์", location: "ส่งตำแหน่งที่ตั้ง" };
  const { type, text, fileName } = line.message;
  return [make("div", "said", type === "file" ? `ไฟล์ ${fileName}` : words[type] || text || line.text)];
}

function draw(line) {
  if (line.kind === "system") return make("div", "note", line.text);
  const bot = line.sender === "bot";
  const who = speaker();
  const mine = who && line.sender === who.user_id;
  const made = make("div", `line ${mine ? "mine" : ""} ${line.drawn.flex ? "wide" : ""}`);
  const what = make("div", "what");
  if (!mine) {
    made.append(make("div", `face ${bot ? "bot" : ""}`, bot ? "บอต" : initial(line.name)));
    what.append(make("div", "who", line.name));
  }
  const when = new Date(line.at).toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok" });
  const cost = line.cost ? ` · ส่งแจ้ง ${line.cost} คน` : "";
  what.append(...content(line), make("div", "when", `${when}${cost}${line.delivered ? "" : " · ผู้รับบล็อกไว้ จึงไม่ได้รับ"}`));
  made.append(what);
  return made;
}

function drawChats() {
  const entry = (id, name, kind, hint) => {
    const item = make("li"), button = make("button"), label = make("span");
    button.type = "button";
    button.setAttribute("aria-current", String(id === here.get("chat")));
    button.onclick = () => go("chat", id);
    label.append(name, make("small", "", hint));
    button.append(make("span", `face ${kind}`, initial(name)), label);
    item.append(button);
    return item;
  };
  const groups = state.groups.map((one) => entry(one.group_id, one.name, "group", `กลุ่ม ${one.members.length} คน`));
  const people = state.people.map((one) => entry(one.user_id, one.name, "", friendWord(one)));
  $("chats").replaceChildren(...people, ...groups);
  $("chats").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  options($("channel"), state.channels.map((one) => [one.slug, one.name]), channel()?.slug);
  $("channel-row").hidden = state.channels.length < 2;
  const now = channel();
  $("quota").textContent = now ? `เดือนนี้ส่งแจ้งแล้ว ${now.used}${now.quota === null ? "" : ` จาก ${now.quota}`} คน` : "";
}

function friendWord(one) {
  const slug = channel()?.slug;
  if (one.blocked.includes(slug)) return "บล็อกอยู่";
  return one.friend_of.includes(slug) ? "เพื่อน" : "ยังไม่เป็นเพื่อน";
}

function options(select, pairs, chosen) {
  const kept = JSON.stringify([pairs, chosen]);
  if (select.dataset.kept === kept) return;
  select.dataset.kept = kept;
  select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value, false, value === chosen)));
}

function drawHeader() {
  const room = group(), who = person(here.get("chat"));
  $("title").textContent = room ? `${room.name} (${room.members.length})` : who ? `${channel().name} กับ ${who.name}` : "เลือกห้องสนทนา";
  $("as-row").hidden = $("mention").hidden = !room;
  if (room) options($("as"), room.members.map((id) => [id, person(id).name]), here.get("as") || room.members[0]);
  $("friend").hidden = !who;
  const friends = who && friendWord(who) === "เพื่อน";
  $("friend").textContent = friends ? "บล็อก" : "เพิ่มเพื่อน";
  $("friend").onclick = () => act(friends ? "block" : "follow", {});
  $("text").disabled = $("send").disabled = !(room ? room.bot === channel().slug : friends);
}

function drawQuick(lines, menu) {
  const said = lines.filter((one) => one.kind !== "system" && one.delivered);
  const quick = said.at(-1)?.drawn.quick || [];
  $("quick").replaceChildren(...quick.map(buttonFor));
  $("menu").hidden = !menu;
  if (menu) {
    $("menu").querySelector("summary").textContent = menu.title;
    $("menu").querySelector("div").replaceChildren(...menu.actions.map(buttonFor));
  }
}

async function refresh() {
  state = await call("state");
  if (!here.get("chat") && state.people.length) here.set("chat", state.people[0].user_id);
  drawChats();
  if (!channel() || !(group() || person(here.get("chat")))) return;
  drawHeader();
  const page = await call(`page?${new URLSearchParams({ channel: channel().slug, chat: here.get("chat") })}`);
  const now = JSON.stringify([here.get("chat"), $("as").value, page.lines]);
  drawQuick(page.lines, page.menu);
  if (now === shown) return;
  shown = now;
  $("lines").replaceChildren(...page.lines.map(draw));
  $("lines").scrollTop = $("lines").scrollHeight;
}

$("composer").onsubmit = (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (text) say(text);
  $("text").value = "";
};
$("mention").onclick = () => { $("text").value = `@${channel().name} ${$("text").value}`; $("text").focus(); };
$("as").onchange = () => go("as", $("as").value);
$("channel").onchange = () => go("channel", $("channel").value);

for (;;) {
  try {
    await refresh();
    await call(`wait?after=${state.version}&seconds=25`);
  } catch (error) {
    notice("ติดต่อห้องซ้อมไม่ได้ กำลังลองใหม่", error.message);
    await new Promise((again) => setTimeout(again, 2000));
  }
}
