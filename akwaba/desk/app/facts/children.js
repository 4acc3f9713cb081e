/**
 * The one question that a family with children is always asked: are they all with a parent?
 * The same answers lead to the same needs as registry/forms/children.py.
 */

import { isChildOn } from "./ages.js";

/** @typedef {{id: string, birth: import("./ages.js").Birth}} Row */
/**
 * @typedef {{with_parent: "" | "yes" | "no" | "unknown", alone: string[]}} Answer `alone`: ids of
 *   people
 */

/** UNHCR: unaccompanied or separated child. A protection officer finds out which. */
const ALONE = "SC";
/** UNHCR: unaccompanied child; nobody grown up is with them. */
const WITHOUT_ADULT = "SC-UC";

/**
 * Those who are surely under 18.
 * @template {Row} T
 * @param {T[]} rows
 * @param {number} on
 */
export const childrenOf = (rows, on) => rows.filter(({ birth }) => isChildOn(birth, on) === true);

/**
 * Who is without a parent: one child alone needs no second question.
 * @param {Row[]} rows
 * @param {Answer} answer
 * @param {number} on
 * @returns {string[]} ids
 */
export function withoutParent(rows, answer, on) {
  if (answer.with_parent !== "no") return [];
  const children = childrenOf(rows, on).map(({ id }) => id);
  return children.length === 1 ? children : children.filter((id) => answer.alone.includes(id));
}

/**
 * What is still to be asked: "" when the answer is complete.
 * @param {Row[]} rows
 * @param {Answer} answer
 * @param {number} on
 * @returns {"" | "with_parent" | "alone"}
 */
export function unanswered(rows, answer, on) {
  if (!childrenOf(rows, on).length) return "";
  if (!answer.with_parent) return "with_parent";
  return answer.with_parent === "no" && !withoutParent(rows, answer, on).length ? "alone" : "";
}

/**
 * The need to report for each child who is without a parent.
 * @param {Row[]} rows
 * @param {Answer} answer
 * @param {number} on
 * @returns {Map<string, string>} person to need
 */
export function needsOfChildren(rows, answer, on) {
  const code = childrenOf(rows, on).length === rows.length ? WITHOUT_ADULT : ALONE;
  return new Map(withoutParent(rows, answer, on).map((id) => [id, code]));
}
