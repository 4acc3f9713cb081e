/**
 * A draft of the desk becomes what its entry says: the same facts, row by row, as the node writes
 * in registry/services/{registering,telling}.py.
 */

import { uuid5 } from "../ledger/ids.js";
import { UNKNOWN_BIRTH } from "./ages.js";
import { parseBirth } from "./ages_said.js";
import { needsOfChildren } from "./children.js";
import { isoOf } from "./days.js";
import { first, squeeze } from "./letters.js";
import { cleanName } from "./names.js";
import { FOCAL_POINT, suggestRelationships } from "./relations.js";
import { tokenOrBlank } from "./tokens.js";

/** @typedef {import("./ages.js").Birth} Birth */
/**
 * One person as typed. `suggested`: nobody has touched the relationship, so the likely one is said
 * as a suggestion.
 * @typedef {{id: string, name: string, sex: "" | "F" | "M" | "U", age: string,
 *   relationship: string, suggested: boolean, needs: string[], token: string,
 *   photo?: {digest: string}}} Person
 */
/**
 * @typedef {{crossing: string, arrived_on: string, origin_country: string, origin_place: string,
 *   origin_said: string, token: string}} Band `arrived_on`: such as 2026-03-12, or empty
 */
/**
 * A household as it is being written. `counts`: announced people, such as {"F 0-4": 2};
 * `size`: their total where only that is known, 0 for not said; `note`: for a supervisor.
 * @typedef {{id: string, kind: "roster" | "influx", step: string, band: Band, people: Person[],
 *   children: import("./children.js").Answer, referral: boolean, consents: Record<string, string>,
 *   counts: Record<string, number>, size: number, note: string}} Draft
 */
/** @typedef {Person & {birth: Birth}} Row a person whose age was read */
/** @typedef {import("../ledger/laws.js").Say} Say what an entry says about one row */

export const KIND = "registry.household_registered";
/** UNHCR: legal and physical protection. Said alone, it only asks a protection officer to talk. */
export const REFERRAL = "LP";

const LONGEST_TEXT = 120;
const LONGEST_NOTE = 500;
const LONGEST_SAID = 60;
const UNPRINTABLE = /[\p{C}\p{Z}]/gu;

/**
 * Words in one line, without what cannot be seen.
 * @param {string} text
 * @param {number} most
 */
export const oneLine = (text, most = LONGEST_TEXT) =>
  first(squeeze(text.replace(UNPRINTABLE, " ")), most);

/**
 * Whether nothing was written on a line.
 * @param {Person} person
 */
export const isBlank = ({ name, sex, age, relationship, needs, token }) =>
  !(name.trim() || sex || age.trim() || relationship || needs.length || token.trim());

/**
 * The people who were written, with the birth that each age means; an age that cannot be read is
 * unknown here, and refused by the screen before.
 * @param {Person[]} people
 * @param {number} on
 * @returns {Row[]}
 */
export const rowsOf = (people, on) =>
  people
    .filter((person) => !isBlank(person))
    .map((person) => ({ ...person, birth: birthOf(person.age, on) }));

/** @param {string} age @param {number} on @returns {Birth} */
function birthOf(age, on) {
  const read = parseBirth(age, on);
  return "reason" in read ? { ...UNKNOWN_BIRTH, said: read.said } : read;
}

/**
 * Everything that the entry of a finished draft says.
 * @param {Draft} draft
 * @param {{post: string, numbers: string[], on: number}} given numbers: the household's, then one
 *   for each person; blank where the device has none left. on: the day it is registered
 * @returns {Promise<Say[]>}
 */
export async function householdSays(draft, { post, numbers, on }) {
  const rows = rowsOf(draft.people, on);
  const relationships = suggestRelationships(rows, on);
  const alone = needsOfChildren(rows, draft.children, on);
  const shared = { draft, post, day: isoOf(on) };
  const says = [householdSay(draft, rows, { post, number: numbers[0] ?? "", day: isoOf(on) })];
  for (const [place, row] of rows.entries()) {
    const about = { ...shared, number: numbers[place + 1] ?? "", place };
    says.push(...personSays(row, relationships[place], about));
    for (const code of needsOf(row, alone, draft, place)) says.push(await needSay(row.id, code));
    for (const [purpose, answer] of Object.entries(draft.consents)) {
      says.push(await consentSay(row.id, purpose, answer, isoOf(on)));
    }
    const token = tokenOrBlank(row.token);
    if (token) says.push(await tokenSay(token, row.id, draft.id, isoOf(on)));
  }
  const token = tokenOrBlank(draft.band.token);
  if (token) says.push(await tokenSay(token, draft.id, draft.id, isoOf(on)));
  return says;
}

/**
 * @param {Row} row
 * @param {Map<string, string>} alone
 * @param {Draft} draft
 * @param {number} place
 */
function needsOf(row, alone, draft, place) {
  const referral = draft.referral && place === 0 ? [REFERRAL] : [];
  return new Set([...row.needs, ...[alone.get(row.id) ?? ""].filter(Boolean), ...referral]);
}

/**
 * @param {Draft} draft
 * @param {Row[]} rows
 * @param {{post: string, number: string, day: string}} given
 * @returns {Say}
 */
function householdSay(draft, rows, { post, number, day }) {
  const { id, band, note } = draft;
  const values = {
    number,
    post,
    crossing: oneLine(band.crossing),
    arrived_on: band.arrived_on,
    registered_on: day,
    came_from: cameFrom(band),
    focal_point: rows[0]?.id,
    announced: announced(draft),
    source: "desk",
    note: oneLine(note, LONGEST_NOTE),
  };
  return { table: "registry.household", id, values: said(values), creates: true };
}

/** @param {Band} band */
const cameFrom = ({ origin_country, origin_place, origin_said }) =>
  said({ origin_country, origin_place: oneLine(origin_place), origin_said: oneLine(origin_said) });

/**
 * How many they say they are, where they were not written down one by one.
 * @param {Draft} draft
 */
const announced = (draft) =>
  draft.kind === "influx"
    ? said({ size_said: peopleIn(draft) || null, counts_said: positive(draft.counts) })
    : {};

/** @param {Record<string, number>} counts */
const positive = (counts) =>
  Object.fromEntries(Object.entries(counts).filter(([, people]) => people > 0));

/**
 * @param {Row} row
 * @param {string} likely
 * @param {{draft: Draft, post: string, day: string, number: string, place: number}} given
 * @returns {Say[]}
 */
function personSays(row, likely, { draft, post, day, number, place }) {
  const isSuggested = place > 0 && row.suggested && !row.relationship;
  const values = {
    household: { household: draft.id, joined_on: day },
    number,
    post,
    name_said: nameOf(row.name),
    sex: row.sex,
    birth: birthFacts(row.birth),
    came_from: cameFrom(draft.band),
    arrived_on: draft.band.arrived_on,
    registered_on: day,
    reason: "arrival",
    process: { process: "active", process_on: day },
    relationship: place === 0 ? FOCAL_POINT : row.relationship,
    photo: row.photo?.digest,
  };
  /** @type {Say} */
  const person = { table: "registry.person", id: row.id, values: said(values), creates: true };
  if (!isSuggested || !likely) return [person];
  return [person, suggestedSay(row.id, likely)];
}

/** @param {string} id @param {string} relationship @returns {Say} */
function suggestedSay(id, relationship) {
  return { table: "registry.person", id, values: { relationship }, basis: "suggested" };
}

/** @param {string} name */
function nameOf(name) {
  const clean = cleanName(name);
  return "text" in clean ? clean.text : "";
}

/** @param {Birth} birth */
const birthFacts = ({ precision, earliest, latest, said: words }) =>
  said({
    birth_precision: precision,
    birth_earliest: earliest,
    birth_latest: latest,
    birth_said: oneLine(words, LONGEST_SAID),
  });

/**
 * A need as reported. Its id follows from person and code: told twice, it is one need.
 * @param {string} person
 * @param {string} code
 * @returns {Promise<Say>}
 */
async function needSay(person, code) {
  const id = await uuid5(`need ${person} ${code}`);
  const values = { person, code, state: "reported" };
  return { table: "registry.need", id, values, creates: true, about: person };
}

/**
 * @param {string} person
 * @param {string} purpose
 * @param {string} answer
 * @param {string} on
 * @returns {Promise<Say>}
 */
async function consentSay(person, purpose, answer, on) {
  const values = { person, purpose, answer: { answer, answered_on: on, manner: "spoken" } };
  const id = await uuid5(`consent ${person} ${purpose}`);
  return { table: "registry.consent", id, values, creates: true, about: person };
}

/**
 * @param {string} code
 * @param {string} holder
 * @param {string} household
 * @param {string} on
 * @returns {Promise<Say>}
 */
async function tokenSay(code, holder, household, on) {
  const values = { holder, household, code, issued_on: on };
  const id = await uuid5(`token ${code} ${holder}`);
  return { table: "registry.token", id, values, creates: true, about: holder };
}

/**
 * Only what was said: an entry does not carry empty fields.
 * @param {Record<string, any>} values
 */
function said(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

/** @param {any} value */
const isEmpty = (value) =>
  value === null || value === undefined || value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

/**
 * How many the family says it is: those listed, or those announced.
 * @param {Draft} draft
 */
export function peopleIn({ kind, people, counts, size }) {
  if (kind === "roster") return people.filter((person) => !isBlank(person)).length;
  return Math.max(size, Object.values(counts).reduce((sum, one) => sum + one, 0));
}
