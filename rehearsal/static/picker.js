// LINE's date picker: a dialog with the browser's own calendar; what is chosen is read back in the Buddhist era.
import { $, longDay, timeOf } from "./dom.js";

const INPUT = { date: "date", time: "time", datetime: "datetime-local" };

export function pick(action, chosen) {
  const dialog = $("picker"), field = $("picked");
  field.type = INPUT[action.mode] || "date";
  field.min = action.min || "";
  field.max = action.max || "";
  field.value = action.initial || "";
  field.oninput = () => readBack(field);
  readBack(field);
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue === "ok" && field.value) chosen({ [action.mode]: field.value });
  };
  dialog.showModal();
}

function readBack(field) {
  const at = field.type === "time" ? null : new Date(`${field.value.slice(0, 10)}T${field.value.slice(11) || "12:00"}+07:00`);
  const clock = field.type === "datetime-local" ? ` เวลา ${at && !isNaN(at) ? timeOf(at) : ""} น.` : "";
  $("readback").textContent = at && !isNaN(at) ? longDay(at) + clock : "";
}
