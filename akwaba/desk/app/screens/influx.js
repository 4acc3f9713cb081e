/** Rapid influx: a name and how many came, in a minute; each person is written down later. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { BANDS } from "../facts/ages.js";
import { peopleIn } from "../facts/family.js";
import { go } from "../router.js";
import { count, t } from "../words.js";
import { arrivalWrong } from "./household/arrived.js";
import { Band, TokenField } from "./household/band.js";
import { freshPerson, withPerson } from "./household/draft.js";
import { useDraft } from "./household/editing.js";
import { needsFor, useLists } from "./household/lists.js";
import { Problem } from "./household/problem.js";
import { MOST_PEOPLE } from "./household/sheet.js";
import { nameWrong, tokenWrong } from "./household/wording.js";
import { useSaving } from "./readback.js";

export const title = () => t("influx.title");

/** @typedef {import("./household/draft.js").Draft} Draft */
/** @typedef {import("./household/editing.js").Change} Change */

/** @param {{params: Record<string, string>}} props */
export default function Influx({ params }) {
  const { draft, on, change, problem } = useDraft(params.id, "influx");
  const lists = useLists();
  const [wrong, setWrong] = useState("");
  const saving = useSaving(draft);
  useEffect(() => document.getElementById("head")?.focus({ preventScroll: true }), [draft?.id]);
  if (!draft) return html`<${Problem} problem=${problem} />`;
  const save = () => {
    const found = wrongIn(draft, on);
    setWrong(found);
    if (!found) saving.save();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  const toRoster = async () => {
    if (await change((now) => ({ ...now, kind: "roster", step: "roster", counts: {}, size: 0 }))) go("roster", { id: draft.id }, { replace: true });
  };
  return html`<div onKeyDown=${onKey}><h1>${t("influx.title")}</h1>
    <${Problem} problem=${problem} /><${Problem} problem=${saving.problem} words="readback.failed" />
    <${Band} draft=${draft} on=${on} lists=${lists} change=${change} />
    <${Head} draft=${draft} change=${change} />
    <${Steppers} draft=${draft} change=${change} />
    <${Needs} draft=${draft} change=${change} />
    <${TokenField} draft=${draft} change=${change} />
    <p class="actions"><button type="button" onClick=${toRoster}>${t("influx.to_roster")}</button></p></div>
    <div class="way-on"><p role="status">${wrong || count("influx.sum", peopleIn(draft))}</p>
      <button type="button" class="primary" data-next aria-disabled=${saving.busy} onClick=${save}>${t(saving.busy ? "saving" : "save")}</button></div>`;
}

/**
 * @param {Draft} draft
 * @param {number} on
 */
function wrongIn(draft, on) {
  const name = draft.people[0]?.name ?? "";
  if (!name.trim()) return t("roster.nobody");
  return arrivalWrong(draft.band.arrived_on, on) || nameWrong(name) || tokenWrong(draft.band.token) || (peopleIn(draft) ? "" : t("influx.none"));
}

/** @param {{draft: Draft, change: Change}} props */
function Head({ draft, change }) {
  const [isLeft, setLeft] = useState(true);
  const [blank] = useState(freshPerson);
  const person = draft.people[0] ?? blank;
  const wrong = isLeft ? nameWrong(person.name) : "";
  const set = (/** @type {{name: string}} */ part) => change((now) => withPerson(now, person, part));
  return html`<div class=${`field ${wrong ? "wrong" : ""}`}>
      <label for="head">${t("influx.name")}</label><p class="error" id="head-error">${wrong}</p>
      <input id="head" dir="auto" autocomplete="off" autocapitalize="words" spellcheck=${false} maxlength="200" aria-describedby="head-error"
        value=${person.name} onFocus=${() => setLeft(false)} onBlur=${() => setLeft(true)} onInput=${(/** @type {any} */ event) => set({ name: event.target.value })} /></div>`;
}

/**
 * What is urgent for the person who speaks; offered once they have a name.
 * @param {{draft: Draft, change: Change}} props
 */
function Needs({ draft, change }) {
  const [person] = draft.people;
  if (!person) return null;
  const touch = (/** @type {string} */ code) => {
    const needs = person.needs.includes(code) ? person.needs.filter((one) => one !== code) : [...person.needs, code];
    return change((now) => withPerson(now, person, { needs }));
  };
  return html`<fieldset><legend>${t("influx.needs")}</legend><div class="chips">${needsFor(person, null).map(
      (code) => html`<button type="button" key=${code} aria-pressed=${person.needs.includes(code)} onClick=${() => touch(code)}>${t(`need.${code}`)}</button>`,
    )}</div></fieldset>`;
}

/** @param {{draft: Draft, change: Change}} props */
function Steppers({ draft, change }) {
  const set = (/** @type {string} */ group, /** @type {number} */ people) =>
    change((now) => ({ ...now, counts: { ...now.counts, [group]: Math.max(0, Math.min(MOST_PEOPLE, people)) } }));
  return html`<h2>${t("influx.people")}</h2>
    <table class="bands"><thead><tr><th scope="col">${t("influx.age")}</th><th scope="col">${t("influx.women")}</th><th scope="col">${t("influx.men")}</th></tr></thead>
      <tbody>${BANDS.map(
        ([, band]) => html`<tr key=${band}><th scope="row">${band}</th>
          ${["F", "M"].map((sex) => html`<td><${Stepper} group=${`${sex} ${band}`} people=${draft.counts[`${sex} ${band}`] ?? 0} set=${set} /></td>`)}</tr>`,
      )}</tbody></table>
    <div class="field"><label for="total">${t("influx.total")}</label><p class="help" id="total-help">${t("influx.total_help")}</p>
      <input id="total" class="short" inputmode="numeric" autocomplete="off" aria-describedby="total-help" maxlength="3"
        value=${draft.size || ""} onInput=${(/** @type {any} */ event) => change((now) => ({ ...now, size: Math.min(MOST_PEOPLE, Number(event.target.value.replace(/\D/g, ""))) }))} /></div>`;
}

/** @param {{group: string, people: number, set: (group: string, people: number) => void}} props */
function Stepper({ group, people, set }) {
  const [sex, band] = group.split(" ");
  const named = `${t(sex === "F" ? "influx.women" : "influx.men")}, ${t("influx.band", { band })}`;
  return html`<span class="stepper"><button type="button" aria-label=${t("influx.less", { group: named })} aria-disabled=${people === 0} onClick=${() => set(group, people - 1)}>−</button>
    <output class=${people ? "" : "zero"} aria-label=${named}>${people}</output>
    <button type="button" aria-label=${t("influx.more", { group: named })} onClick=${() => set(group, people + 1)}>+</button></span>`;
}
