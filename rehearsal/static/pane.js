// One phone: the chat of a person or a group, drawn line by line, with what can be tapped and typed there.
import { button, dayOf, Drawn, isoDay, make, options, put, timeOf } from "./dom.js";
import { call, query } from "./net.js";
import { content } from "./message.js";
import { Composer } from "./composer.js";
import { pick } from "./picker.js";
import { RichMenu } from "./richmenu.js";
import { face } from "./chats.js";

const SHOWN = 80; // lines; earlier ones are fetched when asked for

export class Pane {
  constructor(room, chosen) {
    this.room = room;
    this.chat = null;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.part = (name) => this.root.querySelector(`.${name}`);
    this.lines = this.part("lines");
    this.root.addEventListener("pointerdown", chosen);
    this.root.addEventListener("focusin", chosen);
    this.part("as").querySelector("select").onchange = (event) => {
      this.as = event.target.value;
      this.refresh();
    };
    this.composer = new Composer(this.part("composer"), this);
    this.menu = new RichMenu(this.part("richmenu"), (action) => this.press(action));
    this.drawn = new Drawn();
  }

  get group() {
    return this.room.state.groups.find((one) => one.group_id === this.chat);
  }

  // Who acts here: the phone's owner, or in a group the member chosen.
  get speaker() {
    const group = this.group;
    return this.room.person(group ? (group.members.includes(this.as) ? this.as : group.members[0]) : this.chat);
  }

  // A chat is read from the first of what was `unread` there.
  open(chat, unread) {
    if (chat === this.chat) return;
    this.chat = chat;
    this.unread = unread;
    this.firstUnread = null;
    this.shown = SHOWN;
    this.drawn = new Drawn();
    this.newest = null;
    this.notice("");
    this.menu.forget();
    this.lines.replaceChildren();
    this.root.setAttribute("aria-busy", "true");
  }

  // ── acting ──

  async act(path, body) {
    const group = this.group;
    const given = { channel: this.room.channel.slug, user: this.speaker.user_id, ...(group && { group: group.group_id }), ...body };
    try {
      const done = await call(path, given);
      const last = done.deliveries.at(-1);
      const times = done.deliveries.filter((one) => one.ok).length;
      if (done.event && !last?.ok) this.notice(`ระบบยังไม่ตอบรับเหตุการณ์นี้ (${last ? last.status || "ไม่มีคำตอบ" : "ไม่ได้ส่ง"})`);
      else this.notice(times > 1 ? `LINE ส่งเหตุการณ์นี้ถึงระบบ ${times} ครั้ง` : "", true);
      return true;
    } catch (error) {
      this.notice(this.room.state.clock?.turning ? "นาฬิกากำลังเดิน โปรดรอสักครู่" : "ทำรายการไม่สำเร็จ โปรดลองใหม่");
      this.part("notice").title = error.message; // for whoever looks into it
      return false;
    }
  }

  notice(text, calm = false) {
    this.part("notice").hidden = !text;
    this.part("notice").textContent = text;
    this.part("notice").classList.toggle("calm", calm);
  }

  say(text) {
    const names = (id, name) => text.includes(`@${name}`) && [id];
    const mentions = (this.group?.members || []).flatMap((id) => names(id, this.room.person(id).name) || []);
    return this.act("say", { text, mention: Boolean(this.group) && text.includes(`@${this.room.channel.name}`), mentions });
  }

  press(action) {
    if (action.type === "message") this.say(action.text);
    else if (action.type === "uri" && action.uri) window.open(action.uri, "_blank", "noopener,noreferrer");
    else if (action.type === "datetimepicker") pick(action, (params) => this.act("tap", { data: action.data, params }));
    else if (action.data !== undefined) this.act("tap", { data: action.data });
  }

  // ── drawing ──

  async refresh() {
    if (!this.chat || !(this.group || this.room.person(this.chat))) return;
    this.drawHeader();
    const asked = this.chat;
    const page = await call(query("page", { channel: this.room.channel.slug, chat: asked, last: this.shown }));
    if (asked !== this.chat) return; // another chat was opened meanwhile
    const refused = this.room.timeline.refused(this.chat, page.lines[0]?.at || "");
    this.drawLines(page, refused);
    const said = page.lines.filter((one) => one.kind !== "system" && one.delivered);
    put(this.part("quick"), this.quick(said.at(-1)?.drawn?.quick || []));
    this.menu.show(page.menu, this.room.channel.slug);
    this.root.removeAttribute("aria-busy");
  }

  quick(actions) {
    const key = JSON.stringify(actions);
    if (key !== this.quickKey) {
      this.quickKey = key;
      this.quickButtons = actions.map((action) => button(action.label || "เลือก", () => this.press(action)));
    }
    return this.quickButtons;
  }

  drawHeader() {
    const { room, group } = this, who = room.person(this.chat);
    put(this.part("front"), [face(group ? group.name : who.name, group ? "group" : "")]);
    this.part("title").textContent = group ? `${group.name} (${group.members.length})` : who.name;
    this.part("under").textContent = group ? "ห้องกลุ่ม" : `สนทนากับ ${room.channel.name}`;
    this.part("as").hidden = !group;
    if (group) options(this.part("as").querySelector("select"), group.members.map((id) => [id, room.person(id).name]), this.speaker.user_id);
    const friend = this.part("friend"), friends = who && room.friendly(who);
    friend.hidden = !who;
    friend.textContent = friends ? "บล็อก" : "เพิ่มเพื่อน";
    friend.onclick = () => this.act(friends ? "block" : "follow", {});
    this.root.setAttribute("aria-label", `ห้องสนทนา ${group ? group.name : who.name}`);
    this.composer.set({ open: group ? group.bot === room.channel.slug : friends, group: Boolean(group) });
  }

  drawLines(page, refused) {
    const speaker = this.speaker.user_id;
    const all = [...page.lines, ...refused].sort((one, two) => (one.at < two.at ? -1 : one.at > two.at ? 1 : 0));
    const things = page.earlier ? [{ id: "earlier", earlier: page.earlier }] : [];
    const opened = this.firstUnread === null;
    if (opened) this.firstUnread = firstOf(page.lines, this.unread);
    let day = "", before = "";
    for (const line of all) {
      if (isoDay(line.at) !== day) {
        things.push({ id: `day ${(day = isoDay(line.at))}`, day: line.at });
        before = "";
      }
      if (line.id === this.firstUnread) {
        things.push({ id: "unread", unread: true });
        before = "";
      }
      things.push({ ...line, follows: line.sender === before }); // named once for all they say in a row
      before = line.kind === "system" || line.error ? "" : line.sender;
    }
    if (page.loading) things.push({ id: "loading", loading: true });
    put(this.lines, this.drawn.nodes(things, (one) => one.id, (one) => JSON.stringify([one, speaker]), (one) => this.draw(one)));
    const newest = all.at(-1);
    if (newest?.id !== this.newest && newest?.sender === speaker) this.part("scroll").scrollTop = 0; // upside down: the end
    this.newest = newest?.id;
    if (opened) this.lines.querySelector(".unread")?.scrollIntoView({ block: "start" });
  }

  draw(line) {
    if (line.earlier) return make("li", { class: "note" }, button(`ข้อความก่อนหน้า (${line.earlier})`, () => this.more()));
    if (line.day) return make("li", { class: "note day", text: dayOf(line.day) });
    if (line.unread) return make("li", { class: "note unread", text: "ข้อความที่ยังไม่ได้อ่าน" });
    if (line.loading) return make("li", { class: "line" }, this.botFace(), make("div", { class: "said typing", "aria-label": "กำลังพิมพ์" }, make("i"), make("i"), make("i")));
    if (line.kind === "system") return make("li", { class: "note", text: line.text });
    if (line.error) return this.refusal(line);
    const mine = line.sender === this.speaker.user_id;
    const shown = content(line, (action) => this.press(action), (id) => this.room.person(id)?.name || "");
    const named = !mine && !line.follows;
    const what = make("div", { class: "what" }, named && make("div", { class: "who", text: line.name }), ...shown, this.foot(line, mine));
    const kinds = { mine, wide: line.drawn?.flex || line.drawn?.cards, follows: !mine && line.follows };
    const made = make("li", { class: ["line", ...Object.keys(kinds).filter((one) => kinds[one])].join(" ") });
    if (named) made.append(line.sender === "bot" ? this.botFace() : face(line.name));
    made.append(what);
    return made;
  }

  foot(line, mine) {
    const words = [timeOf(line.at)];
    if (line.cost) words.push(`นับ ${line.cost} ข้อความ`);
    if (!line.delivered) words.push("ผู้รับบล็อกไว้ จึงไม่ได้รับ");
    const unsend = mine && !line.unsent && button("ยกเลิกข้อความ", () => this.act("unsend", { message_id: line.id }), { class: "unsend" });
    return make("div", { class: "when" }, unsend, mine && line.read && make("span", { text: "อ่านแล้ว" }), make("span", { text: words.join(" · ") }));
  }

  refusal(entry) {
    return make("li", { class: "line refused" }, this.botFace(), make("div", { class: "what" },
      make("div", { class: "said" }, make("strong", { text: "LINE ไม่รับข้อความนี้" }), make("span", { text: entry.text }), make("code", { text: entry.error, lang: "en" })),
      make("div", { class: "when", text: `${timeOf(entry.at)} · ผู้รับไม่เห็นข้อความนี้` })));
  }

  botFace() {
    return face(this.room.channel.name, "bot");
  }

  more() {
    this.shown += SHOWN * 2;
    this.refresh();
  }
}

// The id of the first of the bot's last `unread` lines.
function firstOf(lines, unread) {
  const said = lines.filter((one) => one.sender === "bot" && one.delivered);
  return unread > 0 ? said.at(-Math.min(unread, said.length))?.id : "";
}
