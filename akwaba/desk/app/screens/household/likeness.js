/** Somebody of the draft beside somebody of the register; whoever is of one household together. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { familyAnswer, isFamily, withAnswer, withFamilyAnswer } from "../../facts/alike.js";
import { rowsOf } from "../../facts/family.js";
import { printedNumber, printedToken } from "../../facts/tokens.js";
import { say, t } from "../../words.js";
import { Face } from "./face.js";
import { photoOf } from "./looking.js";
import { ageText, sexText, sexWord } from "./wording.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").Answer} Answer */
/** @typedef {import("./editing.js").Change} Change */
/** @typedef {import("./looking.js").Found} Found */
/** @typedef {import("../../facts/alike.js").Group} Group */

export const ANSWERS = /** @type {const} */ (["other", "same", "review"]);
/** Reasons that this device gives as codes; those of the node are sentences. */
const OWN_REASONS = new Set([
  "same_name", "close_name", "same_sex", "same_age", "same_token", "same_family",
]);

/** @param {Change} change @param {string} key @param {Answer} said */
export const answer = (change, key, said) =>
  change((now) => ({ ...now, looked: withAnswer(now.looked, key, said) }));

/** @param {Change} change @param {Group} group @param {Answer} said */
export const answerFamily = (change, group, said) =>
  change((now) => ({ ...now, looked: withFamilyAnswer(now.looked, group, said) }));

/**
 * A registered household: what its people have in common with the draft, one answer for all of
 * them, and one for each.
 * @param {{draft: Draft, group: Group, on: number, change: Change}} props
 */
export function Household({ draft, group, on, change }) {
  const [first] = group.found;
  const told = (draft.looked.families ?? []).find(({ household }) => household === group.household);
  const said = familyAnswer(group, draft.looked.answers);
  const pairs = group.found.map((found) => html`<${Pair} key=${found.key} draft=${draft} found=${found} on=${on} change=${change} isAlone=${!isFamily(group)} />`);
  if (!isFamily(group)) return pairs;
  const where = { post: first.post_name, day: first.registered_on ? say(first.registered_on) : "" };
  const since = where.post && where.day ? t("known.family_since", where) : t("known.family_here");
  const alike = told ? t("known.alike", { alike: told.alike, people: told.people }) : "";
  return html`<section class="family" data-family=${group.household} aria-label=${numberOf(first)}>
    <div class="card family-head"><h2>${numberOf(first)}</h2><${Verdict} band=${told?.band} />
      <p class="lead">${[since, alike].filter(Boolean).join(" ")}</p>
      <${Reasons} reasons=${told?.reasons ?? []} />
      <div class="answers" role="group" aria-label=${numberOf(first)}>${ANSWERS.map(
        (one) => html`<button type="button" key=${one} aria-pressed=${said === one} onClick=${() => answerFamily(change, group, one)}>${t(`known.family_${one}`)}</button>`,
      )}</div></div>
    ${pairs}</section>`;
}

/**
 * @param {{draft: Draft, found: Found, on: number, change: Change, isAlone: boolean}} props isAlone:
 *   no household above says where they are registered
 */
function Pair({ draft, found, on, change, isAlone }) {
  const row = rowsOf(draft.people, on).find(({ id }) => id === found.person);
  const said = draft.looked.answers[found.key];
  const sex = found.birth ? sexText(found.sex, found.birth, on) : sexWord(found.sex, found.is_child);
  const age = found.birth ? ageText(found.birth, on) : found.age_text;
  const registered = found.registered_on ? t("known.registered_on", { day: say(found.registered_on) }) : "";
  return html`<section class="card pair" data-pair=${found.key} aria-label=${found.name}>
    <${Verdict} band=${found.band} />
    <div class="pair-up">
      <div><h3>${t("known.here")}</h3>${row?.photo && html`<${Face} person=${row} />`}
        <p><b dir="auto">${row ? row.name : t("known.household")}</b><br />${row && [sexText(row.sex, row.birth, on), ageText(row.birth, on)].filter(Boolean).join(", ")}</p></div>
      <div><h3>${t("known.there")}</h3><${Portrait} address=${found.photo ?? ""} />
        <p><b dir="auto">${found.name}</b><br />${[sex, age].filter(Boolean).join(", ")}</p>
        ${isAlone && html`<p>${[registered, found.post_name || t("known.this_device")].filter(Boolean).join(" · ")}<br />${numberOf(found)}</p>`}
        ${found.token && html`<p>${t("known.token", { token: printedToken(found.token) })}</p>`}</div>
    </div>
    <${Reasons} reasons=${found.reasons} />
    <div class="answers" role="group" aria-label=${`${row?.name ?? ""} – ${found.name}`}>${ANSWERS.map(
      (one) => html`<button type="button" key=${one} aria-pressed=${said === one} onClick=${() => answer(change, found.key, one)}>${t(`known.${one}`)}</button>`,
    )}</div>
    ${said === "same" && html`<p class="help" role="status">${t("known.same_later")}</p>`}</section>`;
}

/** @param {{band?: string}} props */
const Verdict = ({ band }) => band && html`<p class="verdict">${t(`known.${band}`)}</p>`;

/** @param {{reasons: string[]}} props */
const Reasons = ({ reasons }) =>
  reasons.length > 0 && html`<ul class="reasons">${reasons.map((reason) => html`<li class="badge" dir="auto">${OWN_REASONS.has(reason) ? t(`known.${reason}`) : reason}</li>`)}</ul>`;

/**
 * The picture that the register holds: asked for while the screen is shown, kept nowhere.
 * @param {{address: string}} props
 */
function Portrait({ address }) {
  const [picture, setPicture] = useState("");
  useEffect(() => {
    let here = true;
    setPicture("");
    if (address) photoOf(address).then((found) => here && setPicture(found));
    return () => void (here = false);
  }, [address]);
  return picture && html`<img src=${picture} alt="" />`;
}

/** @param {Found} found */
export const numberOf = ({ household_number }) =>
  household_number ? t("known.number", { number: printedNumber(household_number) }) : "";
