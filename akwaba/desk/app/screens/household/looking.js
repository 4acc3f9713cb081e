/**
 * Is somebody of this family registered already? The node is asked where it answers in time; else
 * the families of this device's own shift are compared. The family never waits longer than that.
 */

import { alreadyHere } from "../../facts/already.js";
import { rowsOf } from "../../facts/family.js";
import { suggestRelationships } from "../../facts/relations.js";
import { tokenOrBlank } from "../../facts/tokens.js";
import { recall } from "../../store/working.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../../facts/family.js").Row} Row */
/**
 * Somebody who is registered and looks like somebody of the draft. `key` names the pair; `person`
 * is of the draft, null for the household as a whole; `other` is the one who is registered;
 * `reasons`: sentences of the node, or codes. `band`, `probability`, `token` and `photo` (where the
 * node gives it) are of a node that compares by its whole register; an older one leaves them out.
 * `is_child` is what the node says in place of the birth; null where the age leaves a doubt.
 * @typedef {{key: string, person: string | null, other?: string, household: string | null,
 *   household_number: string, name: string, sex: string, age_text: string,
 *   birth?: import("../../facts/ages.js").Birth, is_child?: boolean | null, post_name: string,
 *   registered_on: string | null,
 *   reasons: string[], band?: "" | "almost_surely" | "probably" | "look", probability?: number,
 *   token?: string, photo?: string}} Found
 */
/**
 * What the node says of a registered household as a whole.
 * @typedef {{household: string, people: number, alike: number, reasons: string[],
 *   band?: "" | "almost_surely" | "probably" | "look"}} Family
 */
/**
 * `by`: who compared: the node by its whole register, the node by names alone while the register
 * is being read, or this device.
 * @typedef {{found: Found[], families: Family[], by: "node" | "names" | "device"}} Answer
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
 * @returns {Promise<Answer>}
 */
export async function lookFor(draft, on, reached) {
  const rows = rowsOf(draft.people, on);
  const own = alreadyHere({ id: draft.id, token: tokenOrBlank(draft.band.token), rows }, await recall());
  const here = own.map(fromDevice);
  const alone = /** @type {Answer} */ ({ found: here, families: [], by: "device" });
  if (!reached) return alone;
  try {
    const told = await askNode(rows, draft.band, on);
    // The node may not have yet what this device wrote a minute ago.
    const known = new Set(told.found.map(({ household }) => household));
    return { ...told, found: [...told.found, ...here.filter((one) => !known.has(one.household))] };
  } catch {
    return alone;
  }
}

/**
 * @param {Row[]} rows
 * @param {import("../../facts/family.js").Band} band
 * @param {number} on
 * @returns {Promise<Answer>}
 */
async function askNode(rows, { origin_country, origin_place, origin_said }, on) {
  const { call } = await import("../../exchange/node.js");
  const likely = suggestRelationships(rows, on);
  const names = rows.map(({ name, sex, birth, relationship }, place) => ({
    name,
    sex,
    birth_earliest: birth.earliest,
    birth_latest: birth.latest,
    relationship: relationship || likely[place],
  }));
  const asked = { names, origin_country, origin_place, origin_said };
  const told = await call("POST", "/desk/v1/search", asked, { timeout: PATIENCE });
  return {
    found: told.found.map((/** @type {any} */ one) => fromNode(one, rows)),
    families: told.families ?? [],
    by: told.searched === "names" ? "names" : "node",
  };
}

/**
 * @param {any} one
 * @param {Row[]} rows
 * @returns {Found}
 */
const fromNode = (one, rows) => ({
  key: `${rows[one.resembles]?.id ?? ""} ${one.person}`,
  person: rows[one.resembles]?.id ?? null,
  other: one.person,
  household: one.household,
  household_number: one.household_number,
  name: one.name,
  sex: one.sex,
  age_text: one.age_text,
  is_child: one.is_child ?? null,
  post_name: one.post_name,
  registered_on: one.registered_on,
  reasons: one.reasons,
  band: one.band ?? "",
  probability: one.probability ?? 0,
  token: one.token ?? "",
  photo: one.photo ?? "",
});

/**
 * The photo of somebody who was found, for the eyes of whoever asks and not kept on the device.
 * @param {string} address as the node gave it
 * @returns {Promise<string>} empty where there is none to be had now
 */
export async function photoOf(address) {
  const { call } = await import("../../exchange/node.js");
  const { jpeg } = await call("GET", address, undefined, { timeout: PATIENCE }).catch(() => ({}));
  return jpeg ? `data:image/jpeg;base64,${jpeg}` : "";
}

/**
 * @param {import("../../facts/already.js").Likeness} likeness
 * @returns {Found}
 */
const fromDevice = ({ person, household, household_number, found, registered_on, reasons }) => ({
  key: `${person ?? ""} ${found.id}`,
  person,
  other: found.id,
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
