// The list of chats: who there is, the last notification line, and how much is unread since it was last open.
import { $, brief, Drawn, make, put, timeOf } from "./dom.js";

// A title's own word, without its leading vowel, reads better than the same first letter everywhere.
const initial = (name) => name.replace(/^(ผู้อำนวยการ|ผอ\.?|หัวหน้า)?\s*(กอง|สำนัก|หน่วย)?/, "").replace(/^[เแโใไ]/, "").slice(0, 1) || name.slice(0, 1);

export const face = (name, kind = "") => make("span", { class: `face ${kind}`, "aria-hidden": "true", text: kind === "bot" ? "บอต" : initial(name) });

export class Chats {
  #room = null;
  #seen = null; // chat → how many of the bot's messages had been read
  #said = {}; // chat → what the bot has said there by now
  #drawn = new Drawn();

  // `open` are the chats on the screen: they are read. `chosen(id)` opens one.
  show(room, chats, open, chosen) {
    const { state } = room;
    const said = Object.fromEntries(chats.map((one) => [one.chat, one]));
    this.#said = said;
    this.remember(state, said, open);
    const entry = (id, name, kind, hint) => ({ id, name, kind, hint, last: said[id], unread: this.unread(id), open: open.indexOf(id) });
    const groups = state.groups.map((one) => entry(one.group_id, one.name, "group", `กลุ่ม ${one.members.length} คน`));
    const people = state.people.map((one) => entry(one.user_id, one.name, "", room.friendWord(one)));
    const nodes = this.#drawn.nodes([...groups, ...people], (one) => one.id, JSON.stringify, (one) => this.draw(one, chosen));
    put($("groups"), nodes.slice(0, groups.length));
    put($("people"), nodes.slice(groups.length));
    const all = [...groups, ...people].reduce((sum, one) => sum + one.unread, 0);
    $("all-unread").hidden = !all;
    $("all-unread").textContent = all;
  }

  remember({ room, resetting }, said, open) {
    const counts = Object.fromEntries(Object.values(said).map((one) => [one.chat, one.said]));
    if (room !== this.#room) {
      const kept = JSON.parse(sessionStorage.getItem("seen") || "null");
      this.#seen = kept && kept.room === room && Object.keys(kept.seen).every((id) => id in counts) ? kept.seen : counts;
      this.#room = room;
    }
    if (resetting) this.#seen = counts; // everybody registers anew: nothing to read
    for (const id of open) this.#seen[id] = counts[id] || 0;
    sessionStorage.setItem("seen", JSON.stringify({ room, seen: this.#seen }));
  }

  unread(id) {
    return Math.max(0, (this.#said[id]?.said || 0) - (this.#seen?.[id] || 0));
  }

  draw({ id, name, kind, hint, last, unread, open }, chosen) {
    const line = last?.line;
    const words = make("span", { class: "words" },
      make("span", { class: "name", text: brief(name) }),
      make("small", { text: line ? line.text : hint }));
    const side = make("span", { class: "aside" },
      line && make("time", { text: timeOf(line.at) }),
      unread > 0 && make("span", { class: "badge", text: unread > 99 ? "99+" : unread, "aria-label": `ยังไม่ได้อ่าน ${unread} ข้อความ` }));
    return make("li", {}, make("button", { type: "button", "aria-current": open >= 0 && "true", title: name, onclick: () => chosen(id) }, face(name, kind), words, side));
  }
}
