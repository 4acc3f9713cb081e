/** The start of the desk. */

import { html, render } from "htm/preact";
import { followHistory } from "./router.js";
import { atPost, startDay } from "./session.js";
import { Frame } from "./shell/frame.js";
import { lockWhenUntouched } from "./shell/lock.js";
import { applyLook } from "./shell/look.js";
import { rememberInstallOffer } from "./shell/install.js";
import { keepOffline } from "./shell/update.js";
import { today } from "./shell/today.js";
import { enrolment } from "./store/device.js";
import { get } from "./store/settings.js";
import { onLanguage, setLanguage } from "./words.js";

const EVERY = 60 * 60_000;
/** Milliseconds between two looks for new lists, on a page that stays open all day. */
const QUIET = 1500;
/** Milliseconds after the first screen before the rest is fetched: typing comes first. */

const PATIENCE = 4000;
/** Milliseconds that the storage may take to open before the page says so. */

const STUCK = {
  fr: "Le navigateur ne donne pas encore la mémoire de cet appareil. Fermez toutes ses fenêtres, puis rouvrez. Rien n’est perdu.",
  en: "The browser does not give this device’s storage yet. Close all its windows, then open it again. Nothing is lost.",
};
/** Here, not among the words: the language itself is kept in that storage. */

async function start() {
  const stuck = setTimeout(sayStuck, PATIENCE);
  const [language, device, day] = await Promise.all([get("language"), enrolment(), get("day")]);
  clearTimeout(stuck);
  onLanguage(applyLook);
  await setLanguage(language ?? "fr");
  await applyLook();
  if (device) atPost({ post: device.post, post_name: device.post_name });
  if (day && day.on === today()) startDay(day);
  followHistory();
  rememberInstallOffer();
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  root.textContent = "";
  render(html`<${Frame} />`, root);
  lockWhenUntouched();
  setTimeout(later, QUIET);
}

function sayStuck() {
  for (const [lang, sentence] of Object.entries(STUCK)) {
    const told = Object.assign(document.createElement("p"), { lang, className: "notice warning", textContent: sentence });
    document.getElementById("app")?.append(told);
  }
}

/** What nobody waits for: entries leave, and the desk is kept for use without a network. */
async function later() {
  const { start: startSending } = await import("./exchange/sender.js");
  startSending();
  await keepOffline();
  await freshen();
  setInterval(freshen, EVERY);
}

/** Lists and recorded sentences of today, while the node answers; else those of before. */
async function freshen() {
  const [{ refreshReference }, { keepPrompts }] = await Promise.all([
    import("./shell/reference.js"),
    import("./shell/prompt.js"),
  ]);
  await refreshReference();
  await keepPrompts();
}

// Over plain HTTP the browser gives no keys: the desk then works by way of the node.
if (isSecureContext) start();
else location.replace("/desk/plain/");
