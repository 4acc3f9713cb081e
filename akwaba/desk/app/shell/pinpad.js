/** Six digits by touch or by keyboard. */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../words.js";
import { Icon } from "./icons.js";
import { PIN_DIGITS } from "./pin.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"];

/**
 * @param {{label: string, error?: string, busy?: boolean, onPin: (pin: string) => void}} props
 *   onPin is called with the sixth digit; the pad is empty afterwards
 */
export function PinPad({ label, error = "", busy = false, onPin }) {
  const [pin, setPin] = useState("");
  const box = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => box.current?.focus({ preventScroll: true }), [label]);
  const take = (/** @type {string} */ next) => {
    const digits = next.replace(/\D/g, "").slice(0, PIN_DIGITS);
    setPin(digits.length === PIN_DIGITS ? "" : digits);
    if (digits.length === PIN_DIGITS && !busy) onPin(digits);
  };
  const press = (/** @type {string} */ key) => take(key === "erase" ? pin.slice(0, -1) : pin + key);
  return html`<div class=${`field ${error ? "wrong" : ""}`}>
      <label for="pin">${label}</label>
      <p class="error" id="pin-error" role="alert">${error}</p>
      <input id="pin" ref=${box} class="short pin" type="password" inputmode="none" autocomplete="off"
        data-first aria-describedby="pin-error" value=${pin}
        onInput=${(/** @type {any} */ event) => take(event.target.value)} />
    </div>
    <div class="keypad" aria-hidden="true">${KEYS.map((key) => html`<${Key} name=${key} press=${press} />`)}</div>`;
}

/**
 * For fingers only: a keyboard and a screen reader use the field above.
 * @param {{name: string, press: (key: string) => void}} props
 */
function Key({ name, press }) {
  if (!name) return html`<span></span>`;
  const hold = (/** @type {Event} */ event) => event.preventDefault(); // the field keeps the focus
  return html`<button type="button" tabindex="-1" onPointerDown=${hold} onClick=${() => press(name)}>
    ${name === "erase" ? html`<${Icon} name="erase" />` : name}
  </button>`;
}

/** @param {{seconds: number, onEnd: () => void}} props counts down, then says that it is over */
export function Wait({ seconds, onEnd }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) return onEnd();
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return html`<p class="notice warning" role="timer">${t("unlock.wait", { n: left })}</p>`;
}
