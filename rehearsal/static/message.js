// Draws what one line of a chat holds: text with links and mentions, pictures, files, cards, Flex, what was unsent.
import { button, linked, make, safeLink } from "./dom.js";
import { flex } from "./flex.js";

const WORDS = { video: "ส่งวิดีโอ", audio: "ส่งข้อความเสียง", sticker: "ส่งสติกเกอร์", location: "ส่งตำแหน่งที่ตั้ง", imagemap: "ส่งภาพแบบแตะได้" };

const said = (...parts) => make("div", { class: "said" }, ...parts);

// `press(action)` does what a button does; `nameOf(userId)` is who a mention means.
export function content(line, press, nameOf) {
  if (line.unsent) return [make("div", { class: "said gone", text: "ยกเลิกข้อความแล้ว" })];
  const { message, drawn } = line;
  if (drawn.flex) return flexOr(line, press);
  if (drawn.cards) return [make("div", { class: "cards" }, ...drawn.cards.map((one) => card(one, press)))];
  if (message.type === "text") return [said(...withMentions(message))];
  if (message.type === "textV2") return [said(...substituted(message, nameOf))];
  if (message.type === "image") return [picture(line)];
  if (message.type === "file") return [file(line)];
  return [said(WORDS[message.type] || line.text)];
}

function flexOr(line, press) {
  try {
    return [flex(line.drawn, press)];
  } catch {
    return [said(line.text)]; // what the renderer cannot draw is read as text
  }
}

const mention = (text) => make("span", { class: "mention", text });

function withMentions({ text, mention: mentioned }) {
  const parts = [];
  let at = 0;
  for (const { index, length } of mentioned?.mentionees || []) {
    parts.push(...linked(text.slice(at, index)), mention(text.slice(index, index + length)));
    at = index + length;
  }
  return [...parts, ...linked(text.slice(at))];
}

function substituted({ text, substitution }, nameOf) {
  return text.split(/(\{\{|\}\}|\{\w+\})/).flatMap((part) => {
    if (part === "{{" || part === "}}") return [part[0]];
    const found = /^\{(\w+)\}$/.exec(part) && substitution?.[part.slice(1, -1)];
    if (!found) return linked(part);
    if (found.type !== "mention") return [""];
    return [mention(`@${found.mentionee.type === "all" ? "All" : nameOf(found.mentionee.userId)}`)];
  });
}

function picture(line) {
  const address = line.sender === "bot" ? safeLink(line.drawn.picture) : `/_rehearsal/content/${line.id}`;
  const shown = make("img", { class: "picture", src: address, alt: "รูปภาพที่ส่ง", loading: "lazy" });
  const held = make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, shown);
  shown.onerror = () => held.replaceWith(said("ส่งรูปภาพ (แสดงในหน้านี้ไม่ได้)"));
  return held;
}

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function file({ id, message }) {
  const words = make("span", {}, make("strong", { text: message.fileName }), make("small", { text: size(message.fileSize || 0) }));
  return make("a", { class: "said file", href: `/_rehearsal/content/${id}`, download: message.fileName }, words);
}

function card(drawn, press) {
  return make("div", { class: "card" },
    drawn.title && make("strong", { text: drawn.title }),
    make("div", { text: drawn.text }),
    ...drawn.actions.map((action) => button(action.label || "เลือก", () => press(action))));
}
