/**
 * Offline, the desk looks among the families of its own shift whether somebody is there already:
 * it warns with its reasons, and never decides.
 */

import { searchKeys } from "./names.js";

/** @typedef {import("./ages.js").Birth} Birth */
/**
 * @typedef {"same_name" | "close_name" | "same_sex" | "same_age" | "same_token" | "same_family"}
 *   Reason
 */
/**
 * @typedef {{id: string, name: string, sex: string, birth: Birth, token: string, number?: string}}
 *   Known
 */
/**
 * A family of this shift, as store/working.js keeps it.
 * @typedef {{id: string, number: string, registered_on: string, post: string, token: string,
 *   people: Known[], [more: string]: any}} Family
 */
/**
 * `person`: of the new household, null where it is the household as a whole that looks alike.
 * @typedef {{person: string | null, household: string, household_number: string, found: Known,
 *   registered_on: string, reasons: Reason[]}} Likeness
 */

/** People of one sex whose ages could be one: so many shared make two families look alike. */
const SHAPE_FROM = 3;

/**
 * @param {{id: string, token: string, rows: Known[]}} household
 * @param {Family[]} families
 * @returns {Likeness[]} the most telling first
 */
export function alreadyHere(household, families) {
  const others = families.filter(({ id }) => id !== household.id);
  const found = others.flatMap((family) => likenesses(household, family));
  return found.sort((a, b) => b.reasons.length - a.reasons.length);
}

/**
 * @param {{token: string, rows: Known[]}} household
 * @param {Family} family
 * @returns {Likeness[]}
 */
function likenesses({ token, rows }, family) {
  const shape = sameShape(rows, family.people);
  const people = rows.flatMap((row) =>
    family.people.flatMap((known) => {
      const reasons = compare(row, known);
      if (shape && reasons.length) reasons.push("same_family");
      return reasons.length ? [likeness(family, known, row.id, reasons)] : [];
    }),
  );
  if (people.length) return people;
  /** @type {Reason[]} */
  const reasons = shape ? ["same_family"] : [];
  if (token && token === family.token) reasons.push("same_token");
  return reasons.length ? [likeness(family, family.people[0], null, reasons)] : [];
}

/**
 * @param {Family} family
 * @param {Known} found
 * @param {string | null} person
 * @param {Reason[]} reasons
 * @returns {Likeness}
 */
const likeness = (family, found, person, reasons) => ({
  person,
  household: family.id,
  household_number: family.number,
  found,
  registered_on: family.registered_on,
  reasons,
});

/**
 * Why two could be one person; nothing where something speaks against it.
 * @param {Known} one
 * @param {Known} other
 * @returns {Reason[]}
 */
function compare(one, other) {
  if (one.token && one.token === other.token) return ["same_token"];
  const name = sameName(one.name, other.name);
  if (!name || differs(one.sex, other.sex) || !mayOverlap(one.birth, other.birth)) return [];
  /** @type {Reason[]} */
  const reasons = [name];
  if (isKnownSex(one.sex) && one.sex === other.sex) reasons.push("same_sex");
  if (one.birth.earliest && other.birth.earliest) reasons.push("same_age");
  // Half a name is worth little where nothing else is known.
  return name === "close_name" && reasons.length < 3 ? [] : reasons;
}

/** @param {string} one @param {string} other @returns {"same_name" | "close_name" | ""} */
function sameName(one, other) {
  if (!one || !other) return "";
  const [left, right] = [searchKeys(one), searchKeys(other)];
  const shared = left.filter((key) => right.includes(key)).length;
  if (shared === left.length && shared === right.length) return "same_name";
  // « Awa Traoré » and « Awa Mariam Traoré »: one name of the other, with words left out.
  return shared >= 2 && shared === Math.min(left.length, right.length) ? "close_name" : "";
}

/** @param {string} sex */
const isKnownSex = (sex) => sex === "F" || sex === "M";

/** @param {string} one @param {string} other */
const differs = (one, other) => isKnownSex(one) && isKnownSex(other) && one !== other;

/**
 * Whether one birth could be the other; an unknown one could be any.
 * @param {Birth} one
 * @param {Birth} other
 */
export function mayOverlap(one, other) {
  if (!one.earliest || !one.latest || !other.earliest || !other.latest) return true;
  return one.earliest <= other.latest && other.earliest <= one.latest;
}

/**
 * As many people, and each fits another by sex and birth.
 * @param {Known[]} one
 * @param {Known[]} other
 */
function sameShape(one, other) {
  if (one.length !== other.length || one.length < SHAPE_FROM) return false;
  const left = [...other];
  return one.every((row) => {
    const place = left.findIndex((known) => fits(row, known));
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
}

/** @param {Known} row @param {Known} known */
const fits = (row, known) =>
  isKnownSex(row.sex) && row.sex === known.sex &&
  Boolean(row.birth.earliest && known.birth.earliest) && mayOverlap(row.birth, known.birth);
