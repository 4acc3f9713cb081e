/**
 * Is somebody of this family registered already? The node is asked where it answers in time; else
 * the families of this device's own shift are compared. The family never waits longer than that.
 */

import { alreadyHere } from "../../facts/already.js";
import { rowsOf } from "../../facts/family.js";
import { tokenOrBlank } from "../../facts/tokens.js";
import { recall } from "../../store/working.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../../facts/family.js").Row} Row */
/**
 * Somebody who is registered and looks like somebody of the draft. `key` names the pair; `person`
 * is of the draft, null for the household as a whole; `reasons`: sentences of the node, or codes.
 * @typedef {{key: string, person: string | null, household: string | null,
 *   household_number: string, name: string, sex: string, age_text: string,
 *   birth?: import("../../facts/ages.js").Birth, post_name: string, registered_on: string | null,
 *   reasons: string[]}} Found
 */

/** Milliseconds: a family that waits longer for a machine than that waits for nothing. */
const PATIENCE = 3000;

/**
 * What the search depends on: the same text needs no second search.
 * @param {Draft} draft
 */
export const askedOf = (draft) =>
  JSON.stringify([
    draft.band.token,
    draft.people.map(({ name, sex, age, token }) => [name.trim(), sex, age.trim(), token]),
  ]);

/**
 * @param {Draft} draft
 * @param {number} on
 * @param {boolean} reached whether the node answered a moment ago
 * @returns {Promise<{found: Found[], by: "node" | "device"}>}
 */
export async function lookFor(draft, on, reached) {
  const rows = rowsOf(draft.people, on);
  const own = alreadyHere({ id: draft.id, token: tokenOrBlank(draft.band.token), rows }, await recall());
  const here = own.map(fromDevice);
  if (!reached) return { found: here, by: "device" };
  try {
    const told = await askNode(rows);
    // The node may not have yet what this device wrote a minute ago.
    const known = new Set(told.map(({ household }) => household));
    return { found: [...told, ...here.filter((one) => !known.has(one.household))], by: "node" };
  } catch {
    return { found: here, by: "device" };
  }
}

/**
 * @param {Row[]} rows
 * @returns {Promise<Found[]>}
 */
async function askNode(rows) {
  const { call } = await import("../../exchange/node.js");
  const names = rows.map(({ name, sex, birth }) => ({
    name,
    sex,
    birth_earliest: birth.earliest,
    birth_latest: birth.latest,
  }));
  const { found } = await call("POST", "/desk/v1/search", { names }, { timeout: PATIENCE });
  return found.map((/** @type {any} */ one) => ({
    key: `${rows[one.resembles]?.id ?? ""} ${one.person}`,
    person: rows[one.resembles]?.id ?? null,
    household: one.household,
    household_number: one.household_number,
    name: one.name,
    sex: one.sex,
    age_text: one.age_text,
    post_name: one.post_name,
    registered_on: one.registered_on,
    reasons: one.reasons,
  }));
}

/**
 * @param {import("../../facts/already.js").Likeness} likeness
 * @returns {Found}
 */
const fromDevice = ({ person, household, household_number, found, registered_on, reasons }) => ({
  key: `${person ?? ""} ${found.id}`,
  person,
  household,
  household_number,
  name: found.name,
  sex: found.sex,
  age_text: "",
  birth: found.birth,
  post_name: "",
  registered_on,
  reasons,
});

/**
 * Those that somebody still has to look at.
 * @param {Draft} draft
 */
export const unanswered = ({ looked }) => looked.found.filter(({ key }) => !looked.answers[key]);
