/** Already known? Likenesses side by side, with the reasons; a person decides, never the desk. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { rowsOf } from "../facts/family.js";
import { printedNumber } from "../facts/tokens.js";
import { go } from "../router.js";
import { dropDraft, saveDraft } from "../store/drafts.js";
import { useStatus } from "../shell/watching.js";
import { count, say, t } from "../words.js";
import { AnswerKeys, focusWayOn, useAnswerKeys } from "./household/answering.js";
import { useDraft } from "./household/editing.js";
import { askedOf, lookFor, unanswered } from "./household/looking.js";
import { Problem } from "./household/problem.js";
import { ageText, sexText } from "./household/wording.js";

export const title = () => t("known.title");

/** @typedef {import("./household/draft.js").Draft} Draft */
/** @typedef {import("./household/looking.js").Found} Found */

const ANSWERS = /** @type {const} */ (["other", "same", "review"]);
/** Reasons that this device gives as codes; those of the node are sentences. */
const OWN_REASONS = new Set([
  "same_name", "close_name", "same_sex", "same_age", "same_token", "same_family",
]);

/** @param {{params: Record<string, string>}} props */
export default function Known({ params }) {
  const { draft, on, change, problem } = useDraft(params.id, "known");
  const status = useStatus();
  const asked = draft ? askedOf(draft) : "";
  const isLooked = draft?.looked.asked === asked;
  useEffect(() => {
    if (!draft || isLooked || !status) return;
    lookFor(draft, on, status.reached).then(async ({ found, by }) => {
      const looked = { asked, found, by, answers: kept(draft, found) };
      await change((now) => ({ ...now, looked }));
      if (!found.length) goOn(draft.id);
    });
  }, [asked, isLooked, status === null]);
  if (!draft || !isLooked) return html`<h1>${t("known.title")}</h1><${Problem} problem=${problem} /><p role="status">${t("known.looking")}</p>`;
  const same = draft.looked.found.find(({ key }) => draft.looked.answers[key] === "same");
  if (same) return html`<${Same} draft=${draft} same=${same} back=${() => answer(change, same.key, "")} />`;
  return html`<h1>${t("known.title")}</h1>
    <${Problem} problem=${problem} />
    ${draft.looked.by === "device" && html`<p class="notice">${t("known.device")}</p>`}
    <p class="lead">${t("known.lead")}</p>
    <${Keys} draft=${draft} change=${change} />
    ${draft.looked.found.map((found) => html`<${Pair} key=${found.key} draft=${draft} found=${found} on=${on} change=${change} />`)}
    <${WayOn} draft=${draft} />`;
}

/**
 * Answers given before stay with those who are found again.
 * @param {Draft} draft
 * @param {Found[]} found
 */
const kept = ({ looked }, found) =>
  Object.fromEntries(found.flatMap(({ key }) => (looked.answers[key] ? [[key, looked.answers[key]]] : [])));

/** @param {string} id */
const goOn = (id) => go("readback", { id }, { replace: true });

/** @param {{draft: Draft}} props */
function WayOn({ draft }) {
  const left = unanswered(draft).length;
  return html`<div class="way-on"><p role="status">${left > 0 && count("known.left", left)}</p>
    <button type="button" class="primary" aria-disabled=${left > 0} data-next onClick=${() => !left && go("readback", { id: draft.id })}>${t("next")}</button></div>`;
}

/**
 * @param {import("./household/editing.js").Change} change
 * @param {string} key
 * @param {import("./household/draft.js").Answer} said
 */
const answer = (change, key, said) =>
  change((now) => ({ ...now, looked: { ...now.looked, answers: { ...now.looked.answers, [key]: said } } }));

/**
 * A key answers for the pair in which the cursor stands, else for the first that nobody answered.
 * @param {{draft: Draft, change: import("./household/editing.js").Change}} props
 */
function Keys({ draft, change }) {
  const pairAt = () => {
    const here = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".pair"));
    return here?.dataset.pair ?? unanswered(draft)[0]?.key;
  };
  const answers = ANSWERS.map((one) => ({
    label: t(`known.${one}`),
    act: async () => {
      const key = pairAt();
      if (key === undefined) return;
      await answer(change, key, one);
      const left = unanswered(draft).find((found) => found.key !== key);
      if (left) focusPair(left.key);
      else focusWayOn();
    },
  }));
  useAnswerKeys(answers);
  return html`<${AnswerKeys} answers=${answers} />`;
}

/** @param {string} key */
const focusPair = (key) =>
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-pair="${key}"] .answers button`))?.focus();

/** @param {{draft: Draft, found: Found, on: number, change: import("./household/editing.js").Change}} props */
function Pair({ draft, found, on, change }) {
  const row = rowsOf(draft.people, on).find(({ id }) => id === found.person);
  const said = draft.looked.answers[found.key];
  const age = found.birth ? ageText(found.birth, on) : found.age_text;
  const registered = found.registered_on ? t("known.registered_on", { day: say(found.registered_on) }) : "";
  return html`<section class="card pair" data-pair=${found.key} aria-label=${found.name}>
    <div class="pair-up">
      <div><h3>${t("known.here")}</h3>
        <p><b dir="auto">${row ? row.name : t("known.household")}</b><br />${row && [sexText(row.sex, row.birth, on), ageText(row.birth, on)].filter(Boolean).join(", ")}</p></div>
      <div><h3>${t("known.there")}</h3>
        <p><b dir="auto">${found.name}</b><br />${[sexText(found.sex, found.birth, on), age].filter(Boolean).join(", ")}</p>
        <p>${[registered, found.post_name || t("known.this_device")].filter(Boolean).join(" · ")}<br />
          ${numberOf(found)}</p></div>
    </div>
    <ul class="reasons">${found.reasons.map((reason) => html`<li class="badge">${OWN_REASONS.has(reason) ? t(`known.${reason}`) : reason}</li>`)}</ul>
    <div class="answers" role="group" aria-label=${t("known.title")}>${ANSWERS.map(
      (one) => html`<button type="button" key=${one} aria-pressed=${said === one} onClick=${() => answer(change, found.key, one)}>${t(`known.${one}`)}</button>`,
    )}</div></section>`;
}

/**
 * They are registered: nothing is written twice.
 * @param {{draft: Draft, same: Found, back: () => void}} props
 */
function Same({ draft, same, back }) {
  const [isDropped, setDropped] = useState(false);
  if (isDropped) return html`<${Dropped} draft=${draft} undone=${() => setDropped(false)} />`;
  const drop = () => dropDraft(draft.id).then(() => setDropped(true));
  const open = () => go("papers", { id: same.household ?? "" });
  return html`<h1>${t("known.same_title")}</h1>
    <p class="lead">${t("known.same_text")}</p>
    <p class="card"><b dir="auto">${same.name}</b><br />${numberOf(same)}</p>
    <p class="actions">${same.household && html`<button type="button" class="primary" onClick=${open}>${t("known.open")}</button>`}
      <button type="button" onClick=${() => go("home")}>${t("known.keep")}</button>
      <button type="button" onClick=${back}>${t("back")}</button>
      <button type="button" class="danger" onClick=${drop}>${t("known.drop")}</button></p>`;
}

/**
 * Thrown away, until the clerk leaves; the pictures are gone already.
 * @param {{draft: Draft, undone: () => void}} props
 */
function Dropped({ draft, undone }) {
  const people = draft.people.map((person) => ({ ...person, photo: undefined }));
  const undo = () => saveDraft({ ...draft, people }).then(undone);
  return html`<h1>${t("known.dropped")}</h1>
    <p class="actions"><button type="button" class="primary" data-first onClick=${() => go("home", {}, { replace: true })}>${t("bar.home")}</button>
      <button type="button" onClick=${undo}>${t("undo")}</button></p>`;
}

/** @param {Found} found */
const numberOf = ({ household_number }) =>
  household_number && t("known.number", { number: printedNumber(household_number) });
