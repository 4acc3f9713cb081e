/** A household as it is being written: how it begins and how each act changes it. Pure. */

import { isBlank } from "../../facts/family.js";
import { uuid7 } from "../../ledger/ids.js";

/** @typedef {import("../../facts/family.js").Person} Person */
/** @typedef {import("../../facts/family.js").Band} Band */
/**
 * What was answered when somebody looked like a person who is registered already.
 * @typedef {"" | "other" | "same" | "review"} Answer
 */
/**
 * `answers`: by pair, and by family; see facts/alike.js.
 * @typedef {{asked: string, found: import("./looking.js").Found[],
 *   families?: import("./looking.js").Family[], by: "node" | "names" | "device" | "",
 *   answers: Record<string, Answer>}} Looked
 */
/**
 * `carried`: fields of the band that repeat the household before; `numbers`: taken once the
 * household is saved, so that a second try writes the same ones.
 * @typedef {import("../../facts/family.js").Draft & {
 *   carried: string[], looked: Looked, photos_wanted: "" | "yes" | "no", numbers: string[]}} Draft
 */

/** @type {Band} */
const NO_BAND = {
  crossing: "",
  arrived_on: "",
  origin_country: "",
  origin_place: "",
  origin_said: "",
  token: "",
};

/** @returns {Person} */
export const freshPerson = () => ({
  id: uuid7(),
  name: "",
  sex: "",
  age: "",
  relationship: "",
  suggested: true,
  needs: [],
  token: "",
});

/**
 * @param {Draft["kind"]} kind
 * @param {{band: Partial<Band>, carried: string[]}} lent by the household before
 * @returns {Draft}
 */
export const freshDraft = (kind, { band, carried }) => ({
  id: uuid7(),
  kind,
  step: kind,
  band: { ...NO_BAND, ...band },
  carried,
  people: [],
  children: { with_parent: "", alone: [] },
  referral: false,
  consents: {},
  counts: {},
  size: 0,
  note: "",
  looked: { asked: "", found: [], families: [], by: "", answers: {} },
  photos_wanted: "",
  numbers: [],
});

/**
 * Change one person; somebody who was not there yet is written at the end.
 * @template {import("../../facts/family.js").Draft} T
 * @param {T} draft
 * @param {Person} person as they were
 * @param {Partial<Person>} change
 * @returns {T}
 */
export function withPerson(draft, person, change) {
  const people = draft.people.some(({ id }) => id === person.id)
    ? draft.people.map((one) => (one.id === person.id ? { ...one, ...change } : one))
    : [...draft.people, { ...person, ...change }];
  return { ...draft, people };
}

/**
 * @param {Draft} draft
 * @param {string} id
 * @returns {Draft}
 */
export const withoutPerson = (draft, id) => ({
  ...draft,
  people: draft.people.filter((person) => person.id !== id),
});

/**
 * Put somebody back where they stood.
 * @param {Draft} draft
 * @param {Person} person
 * @param {number} place
 * @returns {Draft}
 */
export function withPersonAgain(draft, person, place) {
  if (draft.people.some(({ id }) => id === person.id)) return draft;
  const people = [...draft.people];
  people.splice(Math.min(place, people.length), 0, person);
  return { ...draft, people };
}

/**
 * @param {Draft} draft
 * @param {Partial<Band>} change
 * @returns {Draft}
 */
export const withBand = (draft, change) => ({
  ...draft,
  band: { ...draft.band, ...change },
  carried: draft.carried.filter((field) => !(field in change)),
});

/**
 * Only the people who were written, and the step at which it goes on.
 * @param {Draft} draft
 * @param {string} step
 * @returns {Draft}
 */
export const tidied = (draft, step) => ({
  ...draft,
  step,
  people: draft.people.filter((person) => !isBlank(person)),
});
