/** What is said of one person beside name, sex and age: the link, needs, a token of their own. */

import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { ageOn } from "../../facts/ages.js";
import { rowsOf } from "../../facts/family.js";
import { t } from "../../words.js";
import { focusCell } from "./keys.js";
import { needsFor } from "./lists.js";
import { TokenScan } from "./token_scan.js";
import { labelOf, tokenWrong } from "./wording.js";

/** @typedef {import("./row.js").Props} Props */

/** @param {Props} props */
export function Details(props) {
  const { person, place, acts } = props;
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => void box.current?.querySelector("button")?.focus(), []);
  const close = () => {
    acts.open(person);
    focusCell(person.id, "age");
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && close();
  return html`<div class="details" ref=${box} onKeyDown=${onKey}>
    ${place > 0 && html`<${Links} ...${props} />`}
    <${Needs} ...${props} />
    <${Token} ...${props} />
    <p class="actions"><button type="button" onClick=${close}>${t("close")}</button>
      <button type="button" class="danger" onClick=${() => acts.remove(person)}>${t("roster.remove")}</button></p>
  </div>`;
}

/** @param {Props} props */
function Links({ person, likely, lists, acts }) {
  const fits = lists.kin.filter(({ sex }) => !sex || !"FM".includes(person.sex || "?") || sex === person.sex);
  const often = fits.filter((line) => line.often);
  const others = fits.filter((line) => !line.often);
  const chosen = person.relationship;
  const set = (/** @type {string} */ relationship) => acts.set(person, { relationship, suggested: false });
  // Touching the suggestion confirms it; touching what is chosen takes it back.
  const touch = (/** @type {string} */ code) => set(code === chosen ? "" : code);
  return html`<fieldset><legend>${t("roster.kin_with")}</legend>
    <div class="chips">${often.map(
      (line) => html`<button type="button" key=${line.code} class=${!chosen && person.suggested && line.code === likely ? "suggested" : ""}
        aria-pressed=${line.code === chosen} onClick=${() => touch(line.code)}>${labelOf(line)}</button>`,
    )}</div>
    <div class="field"><label for=${`kin-${person.id}`}>${t("roster.other_kin")}</label>
      <select id=${`kin-${person.id}`} onChange=${(/** @type {any} */ event) => set(event.target.value)}>
        <option value="">—</option>
        ${others.map((line) => html`<option key=${line.code} value=${line.code} selected=${line.code === chosen}>${labelOf(line)}</option>`)}
      </select></div>
  </fieldset>`;
}

/** @param {Props} props */
function Needs({ person, on, acts }) {
  const [row] = rowsOf([{ ...person, name: person.name || "?" }], on);
  const codes = needsFor(person, ageOn(row.birth, on));
  const touch = (/** @type {string} */ code) =>
    acts.set(person, {
      needs: person.needs.includes(code) ? person.needs.filter((one) => one !== code) : [...person.needs, code],
    });
  return html`<fieldset><legend>${t("roster.needs_title")}</legend>
    <div class="chips">${codes.map(
      (code) => html`<button type="button" key=${code} aria-pressed=${person.needs.includes(code)} onClick=${() => touch(code)}>${t(`need.${code}`)}</button>`,
    )}</div></fieldset>`;
}

/** @param {Props} props */
function Token({ person, acts }) {
  const wrong = tokenWrong(person.token);
  const set = (/** @type {string} */ token) => acts.set(person, { token });
  return html`<div class=${`field ${wrong ? "wrong" : ""}`}>
    <label for=${`token-${person.id}`}>${t("roster.token")}</label>
    <p class="error" id=${`token-error-${person.id}`}>${wrong}</p>
    <input id=${`token-${person.id}`} class="short code" autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="40"
      aria-describedby=${`token-error-${person.id}`} value=${person.token} onInput=${(/** @type {any} */ event) => set(event.target.value)} />
    <${TokenScan} onToken=${set} />
  </div>`;
}
