// The panel beside the chats: the room's time and turning it, faults for demonstrations, starting over.
import { $, dayOf, isoDay, longDay, make, monthOf, options, put, timeOf } from "./dom.js";
import { call } from "./net.js";

const DAY = 24 * 60 * 60 * 1000;
const FAILED = "เลื่อนนาฬิกาไม่สำเร็จ โปรดดูข้อความในหน้าต่างคำสั่ง";
const CANCELLED = "หยุดนาฬิกาไว้ที่เวลานี้แล้ว";

export class ClockPanel {
  #heard = null; // the room's time when it was last told, and when that was
  #switches = "";
  #today = "";
  #turned = false; // this page has seen the clock being turned and has yet to say how that ended

  constructor() {
    $("plus-day").onclick = () => this.turn({ days: 1 });
    $("to-next").onclick = () => this.turn({ next: true });
    $("cancel").onclick = () => this.ask("clock/cancel", {});
    $("to-date").onsubmit = (event) => {
      event.preventDefault();
      this.turn({ to: `${$("month").value}-${$("day").value}T09:00:00+07:00` }); // after the morning's reminders
    };
    $("month").onchange = () => this.offerDays($("day").value);
    $("reset").onclick = () => {
      $("sure").returnValue = "";
      $("sure").showModal();
    };
    $("sure").onclose = () => {
      if ($("sure").returnValue === "ok") this.ask("reset", {});
    };
    setInterval(() => this.tell(), 1000);
  }

  async turn(body) {
    if (await this.ask("clock", body)) this.#turned = true;
  }

  async ask(path, body) {
    try {
      this.notice("");
      await call(path, body);
      return true;
    } catch (error) {
      this.notice("ทำรายการไม่สำเร็จ โปรดลองใหม่");
      $("clock-notice").title = error.message; // for whoever looks into it
      return false;
    }
  }

  notice(text, calm = false) {
    $("clock-notice").hidden = !text;
    $("clock-notice").textContent = text;
    $("clock-notice").classList.toggle("calm", calm);
  }

  show({ now, clock, resetting, switches }) {
    this.#heard = { room: new Date(clock?.now || now).getTime(), here: Date.now() };
    this.tell();
    $("turns").hidden = $("reset").hidden = !clock?.turns;
    const turning = clock?.turning, busy = Boolean(turning || resetting);
    for (const part of document.querySelectorAll("#turns button:not(#cancel), #turns select, #reset")) part.disabled = busy;
    $("reset").textContent = resetting ? "กำลังเริ่มใหม่…" : "เริ่มห้องซ้อมใหม่";
    if (clock?.turns) this.showTurns(clock, turning, busy);
    this.showSwitches(switches || []);
  }

  showTurns(clock, turning, busy) {
    const now = this.#heard.room;
    this.offerMonths(now);
    $("to-next").disabled = busy || !clock.next;
    $("next").textContent = clock.next ? `ครั้งถัดไป ${dayOf(clock.next)} เวลา ${timeOf(clock.next)} น.` : "ไม่มีการเตือนที่รออยู่";
    $("next").hidden = Boolean(turning);
    $("turning").hidden = !turning;
    if (turning) {
      $("progress").max = turning.total || 1;
      $("progress").value = turning.done;
      $("turning-words").textContent = `กำลังเดินนาฬิกา ถึง${longDay(turning.at)}`;
      this.#turned = true;
    } else if (this.#turned && clock.ended) {
      this.#turned = false;
      if (clock.ended === "failed") this.notice(FAILED);
      if (clock.ended === "cancelled") this.notice(CANCELLED, true);
    }
  }

  // A browser's own calendar writes days in its own way; here they stand as people write them.
  offerMonths(now) {
    const today = isoDay(now);
    if (today === this.#today) return;
    this.#today = today;
    const first = new Date(`${today.slice(0, 7)}-15T12:00:00Z`);
    const months = Array.from({ length: 13 }, (_, at) => new Date(first).setUTCMonth(first.getUTCMonth() + at));
    const inAWeek = isoDay(now + 7 * DAY);
    options($("month"), months.map((at) => [isoDay(at).slice(0, 7), monthOf(at)]), inAWeek.slice(0, 7));
    this.offerDays(inAWeek.slice(8));
  }

  // Only the days ahead of the month chosen.
  offerDays(chosen) {
    const [year, month] = $("month").value.split("-").map(Number);
    const all = Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, at) => String(at + 1).padStart(2, "0"));
    const ahead = all.filter((day) => `${$("month").value}-${day}` > this.#today);
    options($("day"), ahead.map((day) => [day, String(Number(day))]), ahead.includes(chosen) ? chosen : ahead[0]);
    $("to-date").lastElementChild.disabled = !ahead.length;
  }

  tell() {
    if (!this.#heard) return;
    const at = this.#heard.room + Date.now() - this.#heard.here;
    const [day, time] = $("now").children;
    day.textContent = longDay(at);
    time.textContent = `เวลา ${timeOf(at)} น.`;
    $("brief").textContent = `${dayOf(at)} ${timeOf(at)} น.`;
  }

  showSwitches(switches) {
    const on = switches.filter((one) => one.on).length;
    $("weather").hidden = !switches.length;
    $("faults-on").hidden = !on;
    $("faults-on").textContent = on;
    const key = JSON.stringify(switches);
    if (key === this.#switches) return;
    this.#switches = key;
    const focused = document.activeElement?.name;
    put($("switches"), switches.map((one) => this.switchOf(one)));
    if (focused) document.querySelector(`#switches input[name="${CSS.escape(focused)}"]`)?.focus();
  }

  switchOf({ name, title, about, on }) {
    const box = make("input", { type: "checkbox", role: "switch", name, onchange: () => this.ask("faults", { switch: name, on: box.checked }) });
    box.checked = on;
    return make("label", {}, box, make("span", {}, make("strong", { text: title }), make("small", { text: about })));
  }
}
