/** Says on every screen that this tablet can do nothing without the Wi-Fi of the post. */

import { html } from "htm/preact";
import { useLanguage, useStatus } from "../shell/watching.js";
import { t } from "../words.js";

export function Banner() {
  useLanguage();
  const status = useStatus();
  const sentence = status?.reached === false ? "plain.away" : "plain.banner";
  return html`<p class=${`banner ${status?.reached === false ? "bad" : "care"}`} role="status">${t(sentence)}</p>`;
}
