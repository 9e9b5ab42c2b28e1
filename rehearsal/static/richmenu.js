// The rich menu at a chat's bottom as the bot set it: its picture with the areas to tap.
import { make } from "./dom.js";

export class RichMenu {
  constructor(root, press) {
    this.root = root;
    this.press = press;
    this.bar = root.querySelector("button");
    this.areas = root.querySelector("div");
    this.bar.onclick = () => this.open(this.areas.hidden);
  }

  forget() {
    this.key = null;
  }

  open(wanted) {
    this.areas.hidden = !wanted;
    this.bar.setAttribute("aria-expanded", String(wanted));
  }

  show(menu, channel) {
    this.root.hidden = !menu;
    const key = JSON.stringify(menu);
    if (!menu || key === this.key) return;
    this.key = key;
    this.bar.textContent = menu.title;
    const address = `/_rehearsal/richmenu/${encodeURIComponent(menu.id)}?${new URLSearchParams({ channel })}`;
    this.areas.replaceChildren(make("img", { src: address, alt: "" }), ...menu.areas.map((one) => this.area(one, menu.size)));
    this.open(menu.selected);
  }

  area({ action, bounds }, size) {
    const label = action.label || action.text || "เลือก";
    const made = make("button", { type: "button", "aria-label": label, title: label, onclick: () => this.press(action) });
    const part = (value, whole) => `${(100 * value) / whole}%`;
    Object.assign(made.style, {
      left: part(bounds.x, size.width), top: part(bounds.y, size.height),
      width: part(bounds.width, size.width), height: part(bounds.height, size.height),
    });
    return made;
  }
}
