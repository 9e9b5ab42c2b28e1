// What the bot sent, to whom and at what cost, newest first, with what LINE refused; and this month's quota as a gauge.
import { $, brief, button, dayOf, Drawn, isoDay, make, put, timeOf } from "./dom.js";
import { call, query } from "./net.js";

const FIRST = 60; // entries drawn until more are asked for
const KINDS = { reply: "ตอบกลับ", push: "ส่งแจ้ง", multicast: "ส่งแจ้งหลายคน" };

export class Timeline {
  #room = null;
  #entries = new Map();
  #shown = FIRST;
  #more = false;
  #drawn = new Drawn();

  // The state carries the newest entries; what lies between them and those known already is fetched.
  async update(state) {
    if (state.room !== this.#room) {
      this.#room = state.room;
      this.#entries.clear();
      this.#shown = FIRST;
    }
    const newest = state.timeline || [];
    const known = Math.max(0, ...this.#entries.keys());
    const missed = newest.length && newest.at(-1).n > known + 1;
    const given = missed ? await call(query("timeline", { limit: 200 })) : { entries: newest };
    if (missed) {
      this.#more = given.more;
      if (given.entries.at(-1).n > known + 1) this.#entries.clear(); // a gap remains: what is older is asked for again
    }
    for (const one of given.entries) this.#entries.set(one.n, one);
  }

  get #sorted() {
    return [...this.#entries.values()].sort((one, two) => two.n - one.n);
  }

  // What LINE refused for a chat, as lines of it: nobody sees them there, the visitor does.
  refused(chat, since) {
    const wanted = (one) => one.error && one.status >= 400 && one.status < 409 && one.at >= since && one.to.some(({ id }) => id === chat);
    return [...this.#entries.values()].filter(wanted).map((one) => ({ ...one, id: `refused ${one.n}`, kind: "refused" }));
  }

  show(state, open) {
    const things = [];
    let day = "";
    for (const one of this.#sorted.slice(0, this.#shown)) {
      if (isoDay(one.at) !== day) things.push({ id: `day ${(day = isoDay(one.at))}`, day: one.at });
      things.push({ ...one, id: one.n });
    }
    const nodes = this.#drawn.nodes(things, (one) => one.id, JSON.stringify, (one) => this.draw(one, open));
    if (this.#more || this.#entries.size > this.#shown) nodes.push(make("li", {}, button("ก่อนหน้านี้", () => this.earlier(state, open))));
    put($("timeline"), nodes);
    $("nothing-sent").hidden = this.#entries.size > 0;
    $("timeline").hidden = !this.#entries.size;
    gauge(state);
  }

  async earlier(state, open) {
    this.#shown += FIRST;
    if (this.#shown > this.#entries.size && this.#more) {
      const given = await call(query("timeline", { before: Math.min(...this.#entries.keys()), limit: 200 }));
      for (const one of given.entries) this.#entries.set(one.n, one);
      this.#more = given.more;
    }
    this.show(state, open);
  }

  draw(one, open) {
    if (one.day) return make("li", { class: "day", text: dayOf(one.day) });
    const [kind, words] = outcome(one);
    const to = one.to.map(({ name }) => brief(name)).join(", ") || "ไม่ทราบผู้รับ";
    const told = make("span", { class: "told" },
      make("span", { class: "head" }, make("time", { text: timeOf(one.at) }), make("strong", { text: to })),
      make("span", { class: "text", text: one.text }),
      one.error && make("code", { text: one.error, lang: "en" }));
    const cost = make("span", { class: `cost ${kind}`, text: words });
    const whole = [told, cost];
    if (one.to.length !== 1) return make("li", {}, make("div", { class: "entry" }, ...whole));
    return make("li", {}, make("button", { type: "button", class: "entry", title: `${KINDS[one.kind] || ""}ถึง ${to}`, onclick: () => open(one.to[0].id) }, ...whole));
  }
}

function outcome(one) {
  if (one.repeated) return ["free", "ส่งซ้ำ ไม่นับ"];
  if (!one.accepted) return ["refused", one.status >= 400 && one.status < 409 ? "LINE ไม่รับ" : "ยังไม่ถึง"];
  if (!one.cost) return ["free", "ฟรี"];
  return ["paid", `นับ ${one.cost}`];
}

function gauge({ quota }) {
  $("quota").hidden = !quota;
  if (!quota) return;
  const { limit, used } = quota, part = limit ? Math.min(1, used / limit) : 0;
  const bar = $("gauge");
  bar.hidden = limit === null;
  bar.className = part >= 0.9 ? "full" : part >= 0.7 ? "high" : "";
  bar.firstElementChild.style.width = `${part * 100}%`;
  bar.setAttribute("aria-valuemax", String(limit ?? 0));
  bar.setAttribute("aria-valuenow", String(Math.min(used, limit ?? used)));
  bar.setAttribute("aria-valuetext", `ใช้แล้ว ${used} จาก ${limit} ข้อความ`);
  $("quota-words").textContent = limit === null ? `ใช้แล้ว ${used} ข้อความ ไม่จำกัด` : `ใช้แล้ว ${used} จาก ${limit} ข้อความ เหลือ ${Math.max(0, limit - used)}`;
}
