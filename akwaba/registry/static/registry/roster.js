/**
 * The roster by keyboard and by touch: Enter moves on, one key sets the sex, ages are read aloud
 * back as they are typed, lines are added at the end. Without this file the form still works.
 */

import { suggestPlaces } from "./places.js";
import { watchReadings } from "./readings.js";

const KEYS = { f: "F", h: "M", m: "M", g: "M", "?": "U" };

/** Every line of the sheet, in order. */
export const linesOf = (sheet) => [...sheet.querySelectorAll(".lines > [data-line]")];

/** The control of a step ("name", "sex" or "age") on a line. */
export function step(line, name) {
  if (name === "sex") {
    return line.querySelector("[type=radio]:checked") ?? line.querySelector("[data-step=sex]");
  }
  return line.querySelector(`[data-step=${name}]`);
}

/** Add a blank line at the end and return it. */
export function addLine(sheet) {
  const total = sheet.closest("form").querySelector("[name=line-TOTAL_FORMS]");
  const index = Number(total.value);
  const made = document.createElement("template");
  made.innerHTML = sheet
    .querySelector("template")
    .innerHTML.replaceAll("__prefix__", index)
    .replaceAll("__line__", index + 1);
  sheet.querySelector(".lines").append(made.content);
  total.value = index + 1;
  return linesOf(sheet).at(-1);
}

const isBlank = (line) =>
  ![...line.querySelectorAll("input, select")].some((field) =>
    ["radio", "checkbox"].includes(field.type) ? field.checked : field.value,
  );

/** Take away the blank lines at the end, but one. */
export function trim(sheet) {
  const total = sheet.closest("form").querySelector("[name=line-TOTAL_FORMS]");
  const lines = linesOf(sheet);
  while (lines.length > 1 && isBlank(lines.at(-1)) && isBlank(lines.at(-2))) lines.pop().remove();
  total.value = lines.length;
}

/** The question on children where it is asked, else the button that saves. */
const wayOut = (form) =>
  form.querySelector("[data-children]:not([hidden]) [type=radio]") ??
  form.querySelector("[data-save]");

const STEPS = ["name", "sex", "age"];

/** Where Enter leads from a field: the next cell, the next person, or out after a blank line. */
export function after(sheet, field) {
  const line = field.closest("[data-line]");
  const lines = linesOf(sheet);
  const next = lines[lines.indexOf(line) + 1];
  if (!next && isBlank(line)) return wayOut(sheet.closest("form"));
  const place = STEPS.indexOf(field.type === "radio" ? "sex" : field.dataset.step);
  if (place >= 0 && place < STEPS.length - 1) return step(line, STEPS[place + 1]);
  return step(next ?? addLine(sheet), "name");
}

function onKey(sheet, form, event) {
  const field = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  } else if (event.key === "Enter" && field.matches("input:not([type=checkbox]), select")) {
    const next = nextOf(sheet, form, field);
    if (!next) return;
    event.preventDefault();
    next.focus();
  } else if (field.type === "radio" && field.closest(".sex") && KEYS[event.key.toLowerCase()]) {
    event.preventDefault();
    setSex(field.closest("[data-line]"), KEYS[event.key.toLowerCase()]);
  }
}

function nextOf(sheet, form, field) {
  if (sheet.contains(field)) return after(sheet, field);
  return field.closest(".band") ? leaveBand(form, field) : null;
}

/** Enter in the head of the sheet goes to its next field, then to the first name. */
function leaveBand(form, field) {
  const fields = [...form.querySelectorAll(".band input:not([type=hidden]), .band select")];
  return fields[fields.indexOf(field) + 1] ?? form.querySelector("[data-step=name]");
}

function setSex(line, value) {
  const radio = line.querySelector(`[type=radio][value=${value}]`);
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  step(line, "age").focus();
}

/** A tap on a sex leads on to the age; an arrow key does not. */
function onTap(event) {
  const radio = event.target;
  const isTap = radio.type === "radio" && radio.closest(".sex") && event.detail > 0;
  if (isTap) step(radio.closest("[data-line]"), "age").focus();
}

/** What was left blank is not sent: two hundred people stay a small form. */
function sendOnlyWhatWasSaid({ formData }) {
  for (const [name, value] of [...formData]) {
    if (name.startsWith("line-") && value === "") formData.delete(name);
  }
}

function start(form) {
  const sheet = form.querySelector("[data-roster]");
  form.classList.add("with-script");
  trim(sheet);
  form.addEventListener("keydown", (event) => onKey(sheet, form, event));
  sheet.addEventListener("click", onTap);
  form.addEventListener("formdata", sendOnlyWhatWasSaid);
  watchReadings(form, sheet, () => linesOf(sheet));
  const places = form.querySelector("datalist[data-suggest]");
  if (places) suggestPlaces(form, places);
  const first = form.querySelector("[aria-invalid]") ?? step(linesOf(sheet)[0], "name");
  first.focus({ preventScroll: !form.querySelector(".wrong") });
}

const form = document.querySelector("[data-roster-form]");
if (form) start(form);
