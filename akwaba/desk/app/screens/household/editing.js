/**
 * The draft behind a screen: read from the device, changed, and on the disk after every key. A
 * screen that is left, reloaded or killed loses nothing; one that was saved before is never
 * written again.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { dayAt } from "../../facts/days.js";
import { addressOf, go } from "../../router.js";
import { current } from "../../session.js";
import { explain } from "../../shell/explain.js";
import { useForm } from "../../shell/forms.js";
import { fact } from "../../store/device.js";
import { loadDraft, saveDraft } from "../../store/drafts.js";
import { recall } from "../../store/working.js";
import { carriedDown, lastBand } from "./carry.js";
import { freshDraft } from "./draft.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {(change: (draft: Draft) => Draft) => Promise<boolean>} Change whether it is on the disk */

/** @returns {Promise<number>} today by the node's clock, as a day of facts/days.js */
export async function deskDay() {
  return dayAt(Date.now() + ((await fact("clock"))?.offset ?? 0));
}

/**
 * @param {string | undefined} id from the address
 * @param {string} screen
 * @returns {{draft: Draft | null, on: number, change: Change, problem: string}} draft: null while
 *   it is being read
 */
export function useDraft(id, screen) {
  const [state, setState] = useState(/** @type {{draft: Draft, on: number} | null} */ (null));
  const [problem, setProblem] = useState("");
  const latest = useRef(/** @type {Draft | null} */ (null));
  useForm(state?.draft.id ?? null);
  useEffect(() => {
    let here = true;
    begin(id, screen).then(
      (begun) => {
        if (!here || !begun) return;
        latest.current = begun.draft;
        setState(begun);
      },
      (error) => here && setProblem(explain(error)),
    );
    return () => void (here = false);
  }, []);
  /** @type {Change} */
  const change = async (act) => {
    const next = act(/** @type {Draft} */ (latest.current));
    latest.current = next;
    setState((before) => before && { ...before, draft: next });
    try {
      await saveDraft(next);
      setProblem("");
      return true;
    } catch (error) {
      setProblem(explain(error));
      return false;
    }
  };
  return { draft: state?.draft ?? null, on: state?.on ?? 0, change, problem };
}

/**
 * @param {string | undefined} id
 * @param {string} screen
 * @returns {Promise<{draft: Draft, on: number} | null>} null where another screen is shown instead
 */
async function begin(id, screen) {
  const on = await deskDay();
  const kept = id ? await loadDraft(id) : null;
  if (kept) return elsewhere(kept, screen) ? null : { draft: kept, on };
  if (id && (await recall()).some((family) => family.id === id)) {
    go("papers", { id }, { replace: true }); // it was saved: the way back leads to its papers
    return null;
  }
  if (screen !== "roster" && screen !== "influx") {
    go("home", {}, { replace: true });
    return null;
  }
  const lent = carriedDown(lastBand(await recall()), { crossing: current()?.crossing ?? "", on });
  const draft = freshDraft(screen, lent);
  // The address learns the draft without telling: a reload finds it, and the screen stays.
  history.replaceState(null, "", addressOf({ name: screen, params: { id: draft.id } }));
  return { draft, on };
}

/**
 * A draft of a rapid influx that is opened from the list goes on where it belongs.
 * @param {Draft} draft
 * @param {string} screen
 */
function elsewhere({ kind, id }, screen) {
  if (screen !== "roster" || kind === "roster") return false;
  go(kind, { id }, { replace: true });
  return true;
}
