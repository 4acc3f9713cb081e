/** One question of consent a purpose, asked aloud; refusing costs nothing, and the screen says so. */

import { html } from "htm/preact";
import { Prompt } from "../../shell/prompt.js";
import { t } from "../../words.js";
import { AnswerKeys, focusWayOn, useAnswerKeys } from "./answering.js";
import { labelOf } from "./wording.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./lists.js").Lists["purposes"]} Purposes */

const ANSWERS = /** @type {const} */ (["yes", "no"]);

/** @param {{draft: Draft, purposes: Purposes, change: import("./editing.js").Change}} props */
export function Consent({ draft, purposes, change }) {
  // Photos were asked for before they were taken, or not at all.
  const asked = purposes.filter(({ code }) => code !== "photo");
  const set = (/** @type {Record<string, string>} */ answers) =>
    change((now) => ({ ...now, consents: { ...now.consents, ...answers } }));
  const all = (/** @type {string} */ said) => set(Object.fromEntries(asked.map(({ code }) => [code, said])));
  const isAll = (/** @type {string} */ said) => asked.every(({ code }) => draft.consents[code] === said);
  const touch = (/** @type {string} */ code, /** @type {string} */ said) =>
    draft.consents[code] === said ? change((now) => without(now, code)) : set({ [code]: said });
  const answers = ANSWERS.map((said) => ({ said, label: t(`readback.all_${said}`), act: () => all(said) }));
  useAnswerKeys(answers.map(({ label, act }) => ({ label, act: () => act().then(focusWayOn) })));
  return html`<section class="consent" aria-labelledby="consent">
    <h2 id="consent">${t("readback.consent")}</h2>
    <p class="notice">${t("readback.free")}</p><${Prompt} sentence="refusal_is_free" />
    <ul class="purposes">${asked.map(
      (line) => html`<li key=${line.code}><p id=${`purpose-${line.code}`}>${labelOf(line)}</p>
        <${Prompt} sentence=${line.say} />
        <div class="choices" role="group" aria-labelledby=${`purpose-${line.code}`}>${ANSWERS.map(
          (said) => html`<button type="button" key=${said} aria-pressed=${draft.consents[line.code] === said} onClick=${() => touch(line.code, said)}>${t(`readback.${said}`)}</button>`,
        )}</div></li>`,
    )}</ul>
    <div class="choices" role="group" aria-labelledby="consent">${answers.map(
      ({ said, label, act }) => html`<button type="button" key=${said} aria-pressed=${isAll(said)} onClick=${act}>${label}</button>`,
    )}</div><${AnswerKeys} answers=${answers} />
    <p class="help">${t("readback.whole_family")} ${t("readback.not_asked")}</p>
  </section>`;
}

/**
 * An answer taken back: the purpose counts as not asked.
 * @param {Draft} draft
 * @param {string} code
 * @returns {Draft}
 */
function without(draft, code) {
  const { [code]: _, ...consents } = draft.consents;
  return { ...draft, consents };
}
