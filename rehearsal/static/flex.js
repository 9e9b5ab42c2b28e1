// Draws a Flex message. The server has made it safe to render (rehearsal/preview.py); the result is checked here once more.
import { render } from "/static/vendor/flex-render/flex-render.js";

const TAGS = ["DIV", "P", "A", "SPAN"];
const ATTRIBUTES = ["class", "style", "dir"];

export function flex(drawn, press) {
  const holder = document.createElement("template"); // inert: nothing in it loads or runs
  // The renderer's own handlers only name our numbered links; the page's policy would refuse them one by one.
  holder.innerHTML = render(drawn.flex).replace(/ onclick="window\.open\('#action-\d+'\)"/g, "");
  for (const part of [...holder.content.querySelectorAll("*")]) {
    const number = /^#action-(\d+)$/.exec(part.getAttribute("href") || "");
    const foreign = !TAGS.includes(part.tagName);
    for (const { name } of [...part.attributes])
      if (foreign || !ATTRIBUTES.includes(name)) part.removeAttribute(name);
    if (foreign) part.remove();
    if (number) pressable(part, drawn.actions[Number(number[1])], press);
  }
  for (const slider of holder.content.querySelectorAll(".LySlider")) slider.tabIndex = 0; // arrow keys scroll it
  return holder.content;
}

function pressable(part, action, press) {
  part.role = "button";
  part.tabIndex = 0;
  if (!part.textContent.trim()) part.ariaLabel = action.label || "เปิด";
  part.onclick = (event) => {
    event.stopPropagation();
    press(action);
  };
  part.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    part.click();
  };
}
