/** When they came: typed as one says it, or one of two buttons. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { isDay, printedDay, readArrival } from "../../facts/arrivals.js";
import { isoOf } from "../../facts/days.js";
import { say, t } from "../../words.js";

const IN_FULL = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** @param {{arrived: string, on: number, look: string, set: (arrived: string) => void}} props */
export function Arrived({ arrived, on, look, set }) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const wrong = typed === null ? arrivalWrong(arrived, on) : "";
  const onInput = (/** @type {any} */ { target }) => {
    const day = readArrival(target.value, on);
    setTyped(target.value);
    set(typeof day === "string" ? day : target.value); // what is no day yet is not lost either
  };
  const chip = (/** @type {string} */ key, /** @type {number} */ day) => html`<button type="button" aria-pressed=${arrived === isoOf(day)}
    onClick=${() => set(isoOf(day))}>${t(key)}</button>`;
  return html`<div class=${`${look} ${wrong ? "wrong" : ""}`}>
    <label for="arrived">${t("band.arrived_on")}</label>
    <p class="error" id="arrived-error" role="alert">${wrong}</p>
    <input id="arrived" class="short" inputmode="text" autocomplete="off" maxlength="30" aria-invalid=${Boolean(wrong)} aria-describedby="arrived-error arrived-read"
      value=${typed ?? printedDay(arrived)} onInput=${onInput} onBlur=${() => setTyped(null)} />
    <p class="help" id="arrived-read">${isDay(arrived) ? say(arrived, IN_FULL) : ""}</p>
    <div class="chips">${chip("band.today", on)}${chip("band.yesterday", on - 1)}</div></div>`;
}

/**
 * Nobody has arrived tomorrow; clocks may differ by a day, as on the node.
 * @param {string} arrived a day, or what was typed in its place
 * @param {number} on
 * @returns {string} what is wrong with it and how to mend it; empty where nothing is
 */
export function arrivalWrong(arrived, on) {
  const day = readArrival(arrived, on);
  if (typeof day === "string") return day > isoOf(on + 1) ? t("band.future") : "";
  return t("band.arrived_refused", { value: arrived, reason: t(`age.${day.reason}`) });
}
