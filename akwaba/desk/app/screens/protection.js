/**
 * The question that a family with children is always asked. A suggested relationship answers it
 * for nobody: « Fille · suggéré » could hide a child who came alone.
 */

import { html } from "htm/preact";
import { childrenOf, unanswered } from "../facts/children.js";
import { rowsOf } from "../facts/family.js";
import { go } from "../router.js";
import { Prompt } from "../shell/prompt.js";
import { t } from "../words.js";
import { AnswerKeys, useAnswerKeys } from "./household/answering.js";
import { useDraft } from "./household/editing.js";
import { stepAfter } from "./household/flow.js";
import { Problem } from "./household/problem.js";
import { sexText, ageText } from "./household/wording.js";

export const title = () => t("protection.title");

const ANSWERS = /** @type {const} */ (["yes", "no", "unknown"]);

/** @typedef {import("../facts/family.js").Row} Row */

/** @param {{params: Record<string, string>}} props */
export default function Protection({ params }) {
  const { draft, on, change, problem } = useDraft(params.id, "protection");
  if (!draft) return html`<${Problem} problem=${problem} />`;
  const rows = rowsOf(draft.people, on);
  const children = childrenOf(rows, on);
  const left = unanswered(rows, draft.children, on);
  const leave = async () => {
    const next = stepAfter(draft, "protection", on);
    if (await change((now) => ({ ...now, step: next }))) go(next, { id: draft.id });
  };
  const answer = async (/** @type {"yes" | "no" | "unknown"} */ with_parent) => {
    await change((now) => ({ ...now, children: { ...now.children, with_parent } }));
    if (with_parent !== "no" || children.length === 1) await leave();
  };
  const touch = (/** @type {string} */ id) =>
    change((now) => ({ ...now, children: { ...now.children, alone: toggled(now.children.alone, id) } }));
  const asksWhich = draft.children.with_parent === "no" && children.length > 1;
  return html`<h1>${t("protection.title")}</h1>
    <${Problem} problem=${problem} />
    ${!asksWhich && html`<ul class="list">${children.map((row) => html`<li key=${row.id}><b dir="auto">${row.name}</b> ${about(row, on)}</li>`)}</ul>`}
    <p class="question" id="question">${t("protection.question")}</p>
    <${Prompt} sentence="children" />
    <p class="help">${t("protection.help")}</p>
    <${Answers} said=${draft.children.with_parent} answer=${answer} />
    ${asksWhich && html`<${Which} children=${children} alone=${draft.children.alone} on=${on} touch=${touch} />`}
    <p class="actions"><button type="button" class="talk" aria-pressed=${draft.referral} onClick=${() => change((now) => ({ ...now, referral: !now.referral }))}>${t("roster.talk")}</button></p>
    <div class="way-on"><button type="button" onClick=${() => go("roster", { id: draft.id })}>${t("back")}</button>
      <button type="button" class="primary" aria-disabled=${left !== ""} data-next onClick=${() => !left && leave()}>${t("next")}</button></div>`;
}

/** @param {{said: string, answer: (said: "yes" | "no" | "unknown") => unknown}} props */
function Answers({ said, answer }) {
  const answers = ANSWERS.map((one) => ({ one, label: t(`protection.${one}`), act: () => answer(one) }));
  useAnswerKeys(answers);
  return html`<div class="big" role="group" aria-labelledby="question">${answers.map(
      ({ one, label, act }, place) => html`<button type="button" key=${one} data-first=${place === 0} aria-pressed=${said === one} onClick=${act}>${label}</button>`,
    )}</div><${AnswerKeys} answers=${answers} />`;
}

/** @param {{children: Row[], alone: string[], on: number, touch: (id: string) => void}} props */
function Which({ children, alone, on, touch }) {
  return html`<h2 id="which">${t("protection.which")}</h2>
    <p class="help">${t("protection.tick")}</p>
    <ul class="who" aria-labelledby="which">${children.map(
      (row) => html`<li key=${row.id}><button type="button" aria-pressed=${alone.includes(row.id)} onClick=${() => touch(row.id)}><span><b dir="auto">${row.name}</b> ${about(row, on)}</span></button></li>`,
    )}</ul>
    ${alone.length > 0 && html`<p role="status">${t("protection.noted")}</p>`}`;
}

/**
 * @param {Row} row
 * @param {number} on
 */
const about = (row, on) => [sexText(row.sex, row.birth, on), ageText(row.birth, on)].filter(Boolean).join(", ");

/**
 * @param {string[]} list
 * @param {string} one
 */
const toggled = (list, one) =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
