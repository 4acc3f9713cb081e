/** Choose the language of the desk: each one under its own name. */

import { html } from "htm/preact";
import { set } from "../store/settings.js";
import { LANGUAGES, language, setLanguage, t } from "../words.js";

/** @param {{label?: boolean}} props label: whether the word for "language" stands above */
export function LanguageChoice({ label = false }) {
  return html`<div class="field" role="group" aria-label=${t("language")}>
    ${label && html`<p class="label">${t("language")}</p>`}
    <div class="choices">${Object.entries(LANGUAGES).map(
      ([code, { name, dir }]) => html`<button type="button" lang=${code} dir=${dir}
        aria-pressed=${code === language()} onClick=${() => choose(code)}>${name}</button>`,
    )}</div>
  </div>`;
}

/** @param {string} code */
async function choose(code) {
  await set("language", code);
  await setLanguage(code);
}
