/** Already known? Likenesses side by side, with the reasons; a person decides, never the desk. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { groupsOf, isFamily, sameHousehold, withAnswer, withFamilyAnswer } from "../facts/alike.js";
import { rowsOf } from "../facts/family.js";
import { go } from "../router.js";
import { dropDraft, saveDraft } from "../store/drafts.js";
import { useStatus } from "../shell/watching.js";
import { count, t } from "../words.js";
import { AnswerKeys, focusWayOn, useAnswerKeys } from "./household/answering.js";
import { useDraft } from "./household/editing.js";
import { ANSWERS, answer, answerFamily, Household, numberOf } from "./household/likeness.js";
import { askedOf, lookFor, unanswered } from "./household/looking.js";
import { Problem } from "./household/problem.js";

export const title = () => t("known.title");

/** @typedef {import("./household/draft.js").Draft} Draft */
/** @typedef {import("./household/editing.js").Change} Change */
/** @typedef {import("./household/looking.js").Found} Found */
/** @typedef {import("../facts/alike.js").Group} Group */

/** @param {{params: Record<string, string>}} props */
export default function Known({ params }) {
  const { draft, on, change, problem } = useDraft(params.id, "known");
  const status = useStatus();
  const asked = draft ? askedOf(draft) : "";
  const isLooked = draft?.looked.asked === asked;
  useEffect(() => {
    if (!draft || isLooked || !status) return;
    lookFor(draft, on, status.reached).then(async ({ found, families, by }) => {
      const looked = { asked, found, families, by, answers: kept(draft, found) };
      await change((now) => ({ ...now, looked }));
      if (!found.length) goOn(draft.id);
    });
  }, [asked, isLooked, status === null]);
  if (!draft || !isLooked) return html`<h1>${t("known.title")}</h1><${Problem} problem=${problem} /><p role="status">${t("known.looking")}</p>`;
  const same = sameHousehold(draft.looked, rowsOf(draft.people, on));
  if (same) return html`<${Same} draft=${draft} same=${same} back=${() => takeBack(change, same)} />`;
  return html`<h1>${t("known.title")}</h1>
    <${Problem} problem=${problem} />
    ${draft.looked.by === "device" && html`<p class="notice">${t("known.device")}</p>`}
    ${draft.looked.by === "names" && html`<p class="notice">${t("known.names")}</p>`}
    <p class="lead">${t("known.lead")}</p>
    <${Keys} draft=${draft} change=${change} />
    ${groupsOf(draft.looked.found).map((group) => html`<${Household} key=${group.household ?? group.found[0].key} draft=${draft} group=${group} on=${on} change=${change} />`)}
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
 * The people of that household, to be compared again.
 * @param {Change} change
 * @param {Group} group
 */
const takeBack = (change, group) =>
  change((now) => {
    const looked = group.found.reduce((looked, { key }) => withAnswer(looked, key, ""), now.looked);
    return { ...now, looked: isFamily(group) ? withFamilyAnswer(looked, group, "") : looked };
  });

/**
 * A key answers for the family or the pair in which the cursor stands, else for the first that
 * nobody answered: a family at once, as long as nobody of it was answered alone.
 * @param {{draft: Draft, change: Change}} props
 */
function Keys({ draft, change }) {
  const answers = ANSWERS.map((one) => ({
    label: t(`known.${one}`),
    act: async () => {
      const here = standing(draft) ?? open(draft)[0];
      if (!here) return;
      await ("pair" in here ? answer(change, here.pair, one) : answerFamily(change, here.family, one));
      const done = "pair" in here ? [here.pair] : here.family.found.map(({ key }) => key);
      const next = open(draft, done)[0];
      if (next) focusOn(next);
      else focusWayOn();
    },
  }));
  useAnswerKeys(answers);
  return html`<${AnswerKeys} answers=${answers} />`;
}

/** @typedef {{pair: string} | {family: Group}} Question */

/**
 * Where the cursor stands.
 * @param {Draft} draft
 * @returns {Question | undefined}
 */
function standing({ looked }) {
  const at = (/** @type {string} */ selector) =>
    /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(selector));
  const pair = at(".pair")?.dataset.pair;
  if (pair !== undefined) return { pair };
  const household = at(".family-head") && at(".family")?.dataset.family;
  const family = groupsOf(looked.found).find((group) => household && group.household === household);
  return family && { family };
}

/**
 * What still has to be answered, in the order of the screen.
 * @param {Draft} draft
 * @param {string[]} [done] pairs that were answered this moment
 * @returns {Question[]}
 */
function open(draft, done = []) {
  const left = new Set(unanswered(draft).map(({ key }) => key).filter((key) => !done.includes(key)));
  return groupsOf(draft.looked.found).flatMap((group) => {
    const pairs = group.found.filter(({ key }) => left.has(key));
    const isWhole = isFamily(group) && pairs.length === group.found.length;
    return /** @type {Question[]} */ (isWhole ? [{ family: group }] : pairs.map(({ key }) => ({ pair: key })));
  });
}

/** @param {Question} question */
function focusOn(question) {
  const place = "pair" in question
    ? `[data-pair="${question.pair}"]`
    : `[data-family="${question.family.household}"] .family-head`;
  /** @type {HTMLElement | null} */ (document.querySelector(`${place} .answers button`))?.focus();
}

/**
 * They are registered: nothing is written twice.
 * @param {{draft: Draft, same: Group, back: () => void}} props
 */
function Same({ draft, same, back }) {
  const [isDropped, setDropped] = useState(false);
  if (isDropped) return html`<${Dropped} draft=${draft} undone=${() => setDropped(false)} />`;
  const drop = () => dropDraft(draft.id).then(() => setDropped(true));
  const show = () => go("papers", { id: same.household ?? "" });
  const names = [...new Set(same.found.map(({ name }) => name))].join(", ");
  return html`<h1>${t("known.same_title")}</h1>
    <p class="lead">${t("known.same_text")}</p>
    <p class="card"><b dir="auto">${names}</b><br />${numberOf(same.found[0])}</p>
    <p class="actions">${same.household && html`<button type="button" class="primary" onClick=${show}>${t("known.open")}</button>`}
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
