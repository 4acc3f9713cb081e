/**
 * What a person probably is to whoever speaks for the household: only ever a suggestion, the same
 * as registry/pages/suggestions.py makes.
 */

import { ADULT_AGE, ageOn, isChildOn } from "./ages.js";

/** @typedef {import("./ages.js").Birth} Birth */
/** @typedef {{sex: string, birth: Birth}} Row */

/** UNHCR's code for the principal applicant: the person who speaks for the household. */
export const FOCAL_POINT = "PA";
/** Years between a parent and a child, at the least, for the link to be suggested. */
const YOUNGEST_PARENT = 12;
/** Years by which someone is older, from which a parent is suggested. */
const SURELY_A_PARENT = 16;
/** Years between two adults up to which a couple is suggested. */
const COUPLE_AT_MOST = 25;

/** @type {Record<string, string>} */
const CHILD = { F: "DAU", M: "SON" };
/** @type {Record<string, string>} */
const PARENT = { F: "PRF", M: "PRM" };
/** @type {Record<string, string>} */
const SPOUSE = { F: "WIF", M: "HUS" };

/**
 * A code for each person, the first being the focal point; empty where nothing is likely. A child
 * who speaks for a household is given no relatives: that would hide that it is alone.
 * @param {Row[]} rows
 * @param {number} on
 */
export function suggestRelationships(rows, on) {
  let hasSpouse = false;
  return rows.map((row, place) => {
    const code = place ? suggest(rows[0], row, on, hasSpouse) : FOCAL_POINT;
    hasSpouse ||= Object.values(SPOUSE).includes(code);
    return code;
  });
}

/** @param {Row} head @param {Row} row @param {number} on @param {boolean} hasSpouse */
function suggest(head, { sex, birth }, on, hasSpouse) {
  const [older, age] = [ageOn(head.birth, on), ageOn(birth, on)];
  if (!(sex in CHILD) || !older || !age || older[0] < ADULT_AGE) return "";
  const gap = middle(older) - middle(age);
  const isChild = isChildOn(birth, on);
  if (isChild) return gap >= YOUNGEST_PARENT ? CHILD[sex] : "";
  if (gap <= -SURELY_A_PARENT) return PARENT[sex];
  return isChild === false && !hasSpouse && mayBeACouple(head.sex, sex, gap) ? SPOUSE[sex] : "";
}

/** @param {[number, number]} ages */
const middle = ([youngest, oldest]) => Math.floor((youngest + oldest) / 2);

/** @param {string} head @param {string} sex @param {number} gap */
const mayBeACouple = (head, sex, gap) => head in SPOUSE && head !== sex && gap <= COUPLE_AT_MOST;
