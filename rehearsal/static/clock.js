// The panel beside the chats: the room's time and turning it, faults for demonstrations, starting over.
import { $, dayOf, isoDay, longDay, make, put, timeOf } from "./dom.js";
import { call } from "./net.js";

const DAY = 24 * 60 * 60 * 1000;
const ENDED = { failed: "เลื่อนนาฬิกาไม่สำเร็จ โปรดดูข้อความในหน้าต่างคำสั่ง", cancelled: "หยุดนาฬิกาไว้ที่เวลานี้แล้ว" };

export class ClockPanel {
  #heard = null; // the room's time when it was last told, and when that was
  #switches = "";
  #told = "";

  constructor() {
    $("plus-day").onclick = () => this.turn({ days: 1 });
    $("to-next").onclick = () => this.turn({ next: true });
    $("cancel").onclick = () => this.ask("clock/cancel", {});
    $("to-date").onsubmit = (event) => {
      event.preventDefault();
      this.turn({ to: `${$("day").value}T09:00:00+07:00` }); // after the morning's reminders
    };
    $("day").oninput = () => this.readBack();
    $("reset").onclick = () => {
      $("sure").returnValue = "";
      $("sure").showModal();
    };
    $("sure").onclose = () => $("sure").returnValue === "ok" && this.ask("reset", {});
    setInterval(() => this.tell(), 1000);
  }

  turn(body) {
    this.#told = "";
    return this.ask("clock", body);
  }

  async ask(path, body) {
    try {
      this.notice("");
      await call(path, body);
    } catch (error) {
      this.notice(`ทำรายการไม่สำเร็จ (${error.message})`);
    }
  }

  // The browser writes the day in its own way: it is read back in the Buddhist era.
  readBack() {
    $("day-words").textContent = $("day").value ? longDay(`${$("day").value}T12:00:00+07:00`) : "";
  }

  notice(text) {
    $("clock-notice").hidden = !text;
    $("clock-notice").textContent = text;
  }

  show({ now, clock, resetting, switches }) {
    this.#heard = { room: new Date(clock?.now || now).getTime(), here: Date.now() };
    this.tell();
    $("turns").hidden = $("reset").hidden = !clock?.turns;
    const turning = clock?.turning, busy = Boolean(turning || resetting);
    for (const part of document.querySelectorAll("#turns .row > button:not(#cancel), #day, #reset")) part.disabled = busy;
    $("reset").textContent = resetting ? "กำลังเริ่มใหม่…" : "เริ่มห้องซ้อมใหม่";
    if (clock?.turns) this.showTurns(clock, turning, busy);
    this.showSwitches(switches || []);
  }

  showTurns(clock, turning, busy) {
    const now = this.#heard.room;
    $("day").min = isoDay(now + DAY);
    $("day").max = isoDay(now + 400 * DAY);
    $("to-next").disabled = busy || !clock.next;
    $("next").textContent = clock.next ? `ครั้งถัดไป ${dayOf(clock.next)} เวลา ${timeOf(clock.next)} น.` : "ไม่มีการเตือนที่รออยู่";
    $("next").hidden = Boolean(turning);
    $("turning").hidden = !turning;
    if (turning) {
      $("progress").max = turning.total || 1;
      $("progress").value = turning.done;
      $("turning-words").textContent = `กำลังเดินนาฬิกา ถึง${longDay(turning.at)}`;
      this.#told = "";
    } else if (clock.ended && clock.ended !== this.#told) {
      this.#told = clock.ended;
      if (ENDED[clock.ended]) this.notice(ENDED[clock.ended]);
    }
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
