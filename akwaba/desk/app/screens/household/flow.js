/** The way of a household: roster, children, photos, known already, reading back. Pure. */

import { childrenOf } from "../../facts/children.js";
import { rowsOf } from "../../facts/family.js";

/** @typedef {import("./draft.js").Draft} Draft */

const STEPS = ["roster", "protection", "photos", "known", "readback"];

/**
 * The screen after this one; the question on children only where there are some.
 * @param {Draft} draft
 * @param {string} from
 * @param {number} on
 */
export function stepAfter(draft, from, on) {
  const later = STEPS.slice(STEPS.indexOf(from) + 1);
  const asks = childrenOf(rowsOf(draft.people, on), on).length > 0;
  return later.find((step) => step !== "protection" || asks) ?? "readback";
}
