/** The household, one line a person: the screen that a clerk fills a hundred times a day. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { isBlank } from "../facts/family.js";
import { go } from "../router.js";
import { count, t } from "../words.js";
import { arrivalWrong } from "./household/arrived.js";
import { Band, TokenField } from "./household/band.js";
import { tidied } from "./household/draft.js";
import { useDraft } from "./household/editing.js";
import { stepAfter } from "./household/flow.js";
import { focusCell } from "./household/keys.js";
import { useLists } from "./household/lists.js";
import { Problem } from "./household/problem.js";
import { MOST_PEOPLE, Sheet } from "./household/sheet.js";
import { tokenWrong, wrongsOf } from "./household/wording.js";

export const title = () => t("roster.title");

/** @param {{params: Record<string, string>}} props */
export default function Roster({ params }) {
  const { draft, on, change, problem } = useDraft(params.id, "roster");
  const lists = useLists();
  const [wrong, setWrong] = useState(0);
  useEffect(focusWhereItGoesOn, [draft?.id]);
  if (!draft) return html`<${Problem} problem=${problem} />`;
  const people = draft.people.filter((person) => !isBlank(person));
  const onDone = async () => {
    const lines = firstWrong(draft, on);
    setWrong(lines.length || (people.length ? 0 : -1));
    if (!people.length) return focusFirstName();
    if (lines.length) return focusCell(lines[0].id, lines[0].cell);
    if (arrivalWrong(draft.band.arrived_on, on)) return document.getElementById("arrived")?.focus();
    if (tokenWrong(draft.band.token)) return document.getElementById("token")?.focus();
    const next = stepAfter(draft, "roster", on);
    if (await change((now) => tidied(now, next))) go(next, { id: draft.id });
  };
  return html`<div class="roster-top"><h1>${t("roster.title")}</h1><p class="quiet keys">${t("roster.keys")}</p></div>
    <${Problem} problem=${problem} />
    <${Band} draft=${draft} on=${on} lists=${lists} change=${change} />
    <${Sheet} draft=${draft} on=${on} lists=${lists} change=${change} mustBeRight=${wrong !== 0} onDone=${onDone} />
    ${draft.people.length >= MOST_PEOPLE && html`<p class="notice warning">${t("roster.full", { most: MOST_PEOPLE })}</p>`}
    <div class="roster-foot"><${TokenField} draft=${draft} change=${change} />
      <button type="button" class="talk" aria-pressed=${draft.referral} onClick=${() => change((now) => ({ ...now, referral: !now.referral }))}>${t("roster.talk")}</button></div>
    <div class="way-on">
      <p role="status">${wrong > 0 ? count("roster.wrong", wrong) : wrong < 0 && !people.length ? t("roster.nobody") : count("roster.people", people.length)}</p>
      <button type="button" class="primary" data-next onClick=${onDone}>${t("next")}</button>
    </div>`;
}

/**
 * @param {import("./household/draft.js").Draft} draft
 * @param {number} on
 * @returns {{id: string, cell: "name" | "age"}[]} where something must be mended, in order
 */
function firstWrong({ people }, on) {
  return people.flatMap((person, place) => {
    const wrong = isBlank(person) ? {} : wrongsOf(person, place + 1, on);
    if (!Object.keys(wrong).length) return [];
    return [{ id: person.id, cell: /** @type {"name" | "age"} */ (wrong.age && !wrong.name ? "age" : "name") }];
  });
}

function focusFirstName() {
  /** @type {HTMLElement | null} */ (document.querySelector("[data-cell=name]"))?.focus();
}

/** A fresh household begins with its first name, one that is taken up again with the next. */
function focusWhereItGoesOn() {
  const names = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cell=name]"));
  names[names.length - 1]?.focus({ preventScroll: names.length === 1 });
}
