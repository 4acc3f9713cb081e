/** Read it to the family, ask what they agree to, save: then it is an entry, sealed and signed. */

import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { withoutParent } from "../facts/children.js";
import { rowsOf } from "../facts/family.js";
import { suggestRelationships } from "../facts/relations.js";
import { go } from "../router.js";
import { current } from "../session.js";
import { explain } from "../shell/explain.js";
import { Prompt } from "../shell/prompt.js";
import { t, say } from "../words.js";
import { originOf } from "./household/band.js";
import { Consent } from "./household/consent.js";
import { deskDay, useDraft } from "./household/editing.js";
import { Face } from "./household/face.js";
import { kinText, useLists } from "./household/lists.js";
import { Problem } from "./household/problem.js";
import { saveHousehold } from "./household/saving.js";
import { ageText, reviewNote, sexText } from "./household/wording.js";

export const title = () => t("readback.title");

/** @typedef {import("./household/draft.js").Draft} Draft */
/** @typedef {import("./household/lists.js").Lists} Lists */

/** @param {{params: Record<string, string>}} props */
export default function Readback({ params }) {
  const { draft, on, change, problem } = useDraft(params.id, "readback");
  const lists = useLists();
  const [isFacing, setFacing] = useState(false);
  const saving = useSaving(draft);
  if (!draft) return html`<${Problem} problem=${problem} />`;
  return html`<div class=${isFacing ? "facing" : ""}>
    <h1>${t("readback.title")}</h1>
    <p class="actions"><button type="button" aria-pressed=${isFacing} onClick=${() => setFacing(!isFacing)}>${t(isFacing ? "readback.turn_back" : "readback.turn")}</button></p>
    <${Problem} problem=${problem} /><${Problem} problem=${saving.problem} words="readback.failed" />
    ${!isFacing && html`<p class="help">${t("readback.read")}</p>`}<${Prompt} sentence="read_back" />
    <${Family} draft=${draft} on=${on} lists=${lists} />
    <${Consent} draft=${draft} purposes=${lists.purposes} change=${change} /></div>
    <div class="way-on"><button type="button" onClick=${() => go("roster", { id: draft.id })}>${t("back")}</button>
      <button type="button" class="primary" data-next aria-disabled=${saving.busy} onClick=${saving.save}>${t(saving.busy ? "saving" : "save")}</button></div>`;
}

/**
 * Saving, once whatever the number of taps.
 * @param {Draft | null} draft
 */
export function useSaving(draft) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const isBusy = useRef(false);
  const save = async () => {
    const session = current();
    if (!draft || !session || isBusy.current) return;
    isBusy.current = true;
    setBusy(true);
    try {
      const noted = { ...draft, note: reviewNote(draft) };
      const here = { officer: session.officer.id, post: session.post, on: await deskDay() };
      await saveHousehold(noted, here);
      go("papers", { id: draft.id }, { replace: true });
    } catch (error) {
      setProblem(explain(error));
    } finally {
      isBusy.current = false;
      setBusy(false);
    }
  };
  return { save, busy, problem };
}

/** @param {{draft: Draft, on: number, lists: Lists}} props */
function Family({ draft, on, lists }) {
  const rows = rowsOf(draft.people, on);
  const likely = suggestRelationships(rows, on);
  const alone = withoutParent(rows, draft.children, on);
  const back = () => go("roster", { id: draft.id });
  const origin = originOf(draft.band, lists);
  return html`<p class="lead">${origin ? t("readback.from", { place: origin }) : t("readback.from_unknown")}
      ${draft.band.arrived_on && ` · ${t("readback.arrived", { day: say(draft.band.arrived_on) })}`}</p>
    <ol class="read">${rows.map((row, place) => {
      const kin = kinText(lists, row.relationship || (row.suggested ? likely[place] : ""));
      const link = place === 0 ? t("readback.speaks") : kin && t("readback.kin", { kin });
      const about = [sexText(row.sex, row.birth, on), ageText(row.birth, on), link, alone.includes(row.id) && t("readback.alone")];
      return html`<li key=${row.id}><button type="button" onClick=${back}><span class="place">${place + 1}</span>
        ${row.photo && html`<${Face} person=${row} />`}<span><b dir="auto">${row.name}</b> ${about.filter(Boolean).join(", ")}</span></button></li>`;
    })}</ol>`;
}
