/** Installing the desk: browsers then keep what it stores, and open it without their bars. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../words.js";

/** @typedef {Event & {prompt(): Promise<unknown>}} InstallEvent */

/** @type {InstallEvent | null} */
let offered = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/** The browser offers it once, early; the button may come much later. */
export function rememberInstallOffer() {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    set(/** @type {InstallEvent} */ (event));
  });
  addEventListener("appinstalled", () => set(null));
}

/** Shown only where this browser offers it and it was not done yet. */
export function InstallButton() {
  const [offer, setOffer] = useState(offered);
  useEffect(() => {
    const tell = () => setOffer(offered);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  if (!offer) return null;
  return html`<p>${t("install.text")}</p>
    <p class="actions"><button type="button" onClick=${() => offer.prompt()}>${t("install.button")}</button></p>`;
}

/** @returns {boolean} whether the desk runs as an installed app */
export function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches;
}

/** @param {InstallEvent | null} event */
function set(event) {
  offered = event;
  for (const tell of listeners) tell();
}
