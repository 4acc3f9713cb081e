/** The head of the sheet: where and when they came, where from. Repeated from the household before. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { isDay } from "../../facts/arrivals.js";
import { t, say } from "../../words.js";
import { Arrived, arrivalWrong } from "./arrived.js";
import { withBand } from "./draft.js";
import { PlaceField } from "./place_field.js";
import { TokenScan } from "./token_scan.js";
import { labelOf, tokenWrong } from "./wording.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./lists.js").Lists} Lists */
/** @typedef {Partial<import("../../facts/family.js").Band>} Part */

/**
 * One line where it repeats the household before; the fields where it does not, or on demand.
 * @param {{draft: Draft, on: number, lists: Lists, change: import("./editing.js").Change}} props
 */
export function Band({ draft, on, lists, change }) {
  const [isOpen, setOpen] = useState(draft.carried.length === 0 || arrivalWrong(draft.band.arrived_on, on) !== "");
  const set = (/** @type {Part} */ part) => change((now) => withBand(now, part));
  if (!isOpen) {
    return html`<section class="band card carried" aria-label=${t("band.title")}>
      <p><b>${summary(draft.band, lists)}</b> <span class="badge care">${t("band.carried")}</span></p>
      <button type="button" onClick=${() => setOpen(true)}>${t("band.change")}</button>
    </section>`;
  }
  return html`<section class="band card" aria-label=${t("band.title")}>
    ${draft.carried.length > 0 && html`<p><span class="badge care">${t("band.carried")}</span></p>`}
    <div class="fields">
      <${Crossing} draft=${draft} lists=${lists} set=${set} />
      <${Arrived} arrived=${draft.band.arrived_on} on=${on} look=${look(draft, "arrived_on")} set=${(/** @type {string} */ arrived_on) => set({ arrived_on })} />
      <${Country} draft=${draft} lists=${lists} set=${set} />
      <${Origin} draft=${draft} lists=${lists} set=${set} />
    </div>
  </section>`;
}

/** @typedef {{draft: Draft, lists: Lists, set: (part: Part) => void}} FieldProps */

/**
 * @param {Draft} draft
 * @param {string} name
 */
const look = (draft, name) => `field ${draft.carried.includes(name) ? "carried" : ""}`;

/** @param {any} event */
const valueOf = (event) => event.target.value;

/** @param {FieldProps} props */
const Crossing = ({ draft, lists, set }) => html`<div class=${look(draft, "crossing")}>
  <label for="crossing">${t("band.crossing")}</label>
  <select id="crossing" value=${draft.band.crossing} onChange=${(/** @type {Event} */ event) => set({ crossing: valueOf(event) })}>
    <option value="">${t("band.crossing_unknown")}</option>
    ${lists.crossings.map(({ code, name }) => html`<option key=${code} value=${code} selected=${code === draft.band.crossing}>${name}</option>`)}
  </select></div>`;

/** @param {FieldProps} props */
const Country = ({ draft, lists, set }) => html`<div class=${look(draft, "origin_country")}>
  <label for="country">${t("band.country")}</label>
  <select id="country" onChange=${(/** @type {Event} */ event) => set({ origin_country: valueOf(event) })}>
    <option value="">${t("band.country_unknown")}</option>
    ${[true, false].map(
      (near) => html`<optgroup label=${t(near ? "band.near" : "band.others")}>${lists.countries
        .filter((line) => Boolean(line.near) === near)
        .map((line) => html`<option key=${line.code} value=${line.code} selected=${line.code === draft.band.origin_country}>${labelOf(line)}</option>`)}</optgroup>`,
    )}
  </select></div>`;

/** @param {FieldProps} props */
const Origin = ({ draft, lists, set }) => html`<${PlaceField} said=${draft.band.origin_said} country=${draft.band.origin_country}
  places=${lists.places} onChange=${(/** @type {string} */ said, /** @type {any} */ offer) =>
    set({
      origin_said: said,
      origin_place: offer?.code ?? "",
      ...(offer?.country ? { origin_country: offer.country } : {}),
    })} />`;

/**
 * The code of the household's own token; its check character catches a slip of the eye.
 * @param {{draft: Draft, change: import("./editing.js").Change}} props
 */
export function TokenField({ draft, change }) {
  const [left, setLeft] = useState(true);
  const wrong = left ? tokenWrong(draft.band.token) : "";
  const set = (/** @type {string} */ token) => change((now) => withBand(now, { token }));
  return html`<div class=${`field ${wrong ? "wrong" : ""}`}>
    <label for="token">${t("band.token")}</label>
    <p class="error" id="token-error">${wrong}</p>
    <input id="token" class="short code" autocomplete="off" autocapitalize="characters" spellcheck=${false} aria-describedby="token-error"
      aria-invalid=${Boolean(wrong)} maxlength="40" value=${draft.band.token} onFocus=${() => setLeft(false)} onBlur=${() => setLeft(true)}
      onInput=${(/** @type {Event} */ event) => set(valueOf(event))} />
    <${TokenScan} onToken=${set} /></div>`;
}

/**
 * @param {import("../../facts/family.js").Band} band
 * @param {Lists} lists
 */
export function summary(band, lists) {
  const crossing = lists.crossings.find(({ code }) => code === band.crossing)?.name ?? band.crossing;
  const arrived = isDay(band.arrived_on)
    ? t("band.arrived_short", { day: say(band.arrived_on, { day: "numeric", month: "long" }) })
    : t("band.arrived_unknown");
  return [crossing, arrived, originOf(band, lists)].filter(Boolean).join(" · ");
}

/**
 * @param {import("../../facts/family.js").Band} band
 * @param {Lists} lists
 */
export function originOf({ origin_said, origin_country }, lists) {
  const country = labelOf(lists.countries.find(({ code }) => code === origin_country), origin_country);
  return [origin_said, country].filter(Boolean).join(", ");
}
