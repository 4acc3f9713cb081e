/** Choose a PIN: typed twice, and not one that a colleague would guess. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { t } from "../words.js";
import { weakness } from "./pin.js";
import { PinPad } from "./pinpad.js";

/** @param {{name: string, onChosen: (pin: string) => void}} props */
export function NewPin({ name, onChosen }) {
  const [first, setFirst] = useState("");
  const [error, setError] = useState("");
  const choose = (/** @type {string} */ pin) => {
    const weak = weakness(pin);
    setError(weak ? t(`pin.${weak}`) : "");
    if (!weak) setFirst(pin);
  };
  const repeat = (/** @type {string} */ pin) => {
    if (pin === first) return onChosen(pin);
    setFirst("");
    setError(t("pin.differs"));
  };
  return html`<h1>${t("pin.title", { name })}</h1>
    <p>${t("pin.text")}</p>
    <${PinPad} label=${t(first ? "pin.again" : "pin.choose")} error=${error} onPin=${first ? repeat : choose} />`;
}
