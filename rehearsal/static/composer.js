// The line at a chat's bottom: Enter sends, Shift+Enter breaks; attaching a picture or a file; mentioning in a group.
import { button, put } from "./dom.js";

const MOST_BYTES = 10 * 1024 * 1024;
const PICTURES = ["image/jpeg", "image/png", "image/gif", "image/webp"];

export class Composer {
  constructor(form, pane) {
    this.pane = pane;
    this.form = form;
    this.text = form.querySelector("textarea");
    this.file = form.querySelector("input[type=file]");
    this.people = form.querySelector(".people");
    this.at = form.querySelector(".at");
    form.onsubmit = (event) => {
      event.preventDefault();
      this.send();
    };
    this.text.onkeydown = (event) => this.key(event);
    this.text.oninput = () => this.typed();
    form.querySelector(".attach").onclick = () => this.file.click();
    this.file.onchange = () => this.attach([...this.file.files]);
    this.text.onpaste = (event) => event.clipboardData.files.length && this.attach([...event.clipboardData.files]);
    this.at.onclick = () => this.offer(this.people.hidden);
    form.addEventListener("keydown", (event) => event.key === "Escape" && this.offer(false));
  }

  set({ open, group }) {
    this.at.hidden = !group;
    for (const one of this.form.querySelectorAll("button, textarea")) one.disabled = !open;
    this.text.placeholder = open ? "พิมพ์ข้อความ" : "ยังไม่ได้เป็นเพื่อนกับบัญชีนี้";
    if (!group) this.offer(false);
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  typed() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 120)}px`;
    const asks = !this.at.hidden && /(^|\s)@$/.test(this.text.value.slice(0, this.text.selectionStart));
    if (asks || !this.people.hidden) this.offer(asks);
  }

  async send() {
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.typed();
    const sent = await this.pane.say(text);
    if (!sent && !this.text.value) this.text.value = text; // nothing typed is lost
  }

  async attach(files) {
    this.file.value = "";
    for (const one of files) {
      if (one.size > MOST_BYTES) {
        this.pane.notice("ไฟล์ใหญ่เกิน 10 MB โปรดเลือกไฟล์ที่เล็กลง");
        continue;
      }
      const kind = PICTURES.includes(one.type) ? "image" : "file";
      const media = one.type || "application/octet-stream";
      await this.pane.act("attach", { kind, name: one.name, media_type: media, base64: await base64(one) });
    }
  }

  // ── mentions ──

  offer(open) {
    this.people.hidden = !open;
    this.at.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const { room, group, speaker } = this.pane;
    const names = group.members.filter((id) => id !== speaker.user_id).map((id) => room.person(id).name);
    put(this.people, [room.channel.name, ...names].map((name) => button(name, () => this.mention(name))));
  }

  mention(name) {
    const at = this.text.selectionStart, before = this.text.value.slice(0, at).replace(/@$/, "");
    this.text.value = `${before}@${name} ${this.text.value.slice(at)}`;
    this.offer(false);
    this.text.focus();
    this.text.selectionStart = this.text.selectionEnd = before.length + name.length + 2;
  }
}

function base64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}
