/**
 * Those who look like people of the register, household by household, and what the clerk said of
 * them: a family that is there already is written once, one who came with others is written and
 * compared again by a supervisor. Pure.
 */

import { uuid5 } from "../ledger/ids.js";

/** @typedef {import("../screens/household/looking.js").Found} Found */
/** @typedef {import("../screens/household/draft.js").Answer} Answer */
/** @typedef {import("../screens/household/draft.js").Looked} Looked */
/** @typedef {import("../ledger/laws.js").Say} Say */
/** @typedef {{household: string | null, found: Found[]}} Group of one household, likeliest first */

export const KIND = "matching.pair_judged";

/** @type {Record<string, string>} */
const VERDICTS = { same: "same", other: "different", review: "later" };

/**
 * In the order in which they were found; whoever counts in no household stands alone.
 * @param {Found[]} found
 * @returns {Group[]}
 */
export function groupsOf(found) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const one of found) {
    const name = one.household ?? one.key;
    const group = groups.get(name) ?? { household: one.household, found: [] };
    group.found.push(one);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/**
 * Whether one answer may stand for the family: several of it are here.
 * @param {Group} group
 */
export const isFamily = ({ household, found }) =>
  household !== null && new Set(found.map(({ person }) => person)).size > 1;

/** @param {string | null} household @returns the name of the answer for the whole family */
export const familyKey = (household) => `family ${household}`;

/**
 * What was answered for the family, as long as nobody of it was answered otherwise.
 * @param {Group} group
 * @param {Record<string, Answer>} answers
 * @returns {Answer}
 */
export function familyAnswer({ household, found }, answers) {
  const said = answers[familyKey(household)] ?? "";
  return said && found.every(({ key }) => answers[key] === said) ? said : "";
}

/**
 * @param {Looked} looked
 * @param {Group} group
 * @param {Answer} said of the whole family
 * @returns {Looked}
 */
export function withFamilyAnswer(looked, { household, found }, said) {
  const all = Object.fromEntries(found.map(({ key }) => [key, said]));
  return { ...looked, answers: { ...looked.answers, ...all, [familyKey(household)]: said } };
}

/**
 * @param {Looked} looked
 * @param {string} key of a pair
 * @param {Answer} said
 * @returns {Looked}
 */
export const withAnswer = (looked, key, said) => ({
  ...looked,
  answers: { ...looked.answers, [key]: said },
});

/**
 * The registered household that this draft is, if it is one: the family was said to be it, or each
 * of its people is one of that household. Then nothing is written twice.
 * @param {Looked} looked
 * @param {{id: string}[]} rows the people of the draft
 * @returns {Group | null}
 */
export function sameHousehold({ found, answers }, rows) {
  const same = groupsOf(found).filter((group) => isSame(group, answers, rows));
  return same[0] ?? null;
}

/**
 * @param {Group} group
 * @param {Record<string, Answer>} answers
 * @param {{id: string}[]} rows
 */
function isSame(group, answers, rows) {
  const same = group.found.filter(({ key }) => answers[key] === "same");
  const people = new Set(same.map(({ person }) => person));
  return (
    people.has(null) ||
    (isFamily(group) && familyAnswer(group, answers) === "same") ||
    (rows.length > 0 && rows.every(({ id }) => people.has(id)))
  );
}

/**
 * What the clerk found when they compared: one row a pair. The smaller id stands first; the row's
 * own id follows from both, so that a second try writes the same row.
 * @param {Looked} looked
 * @param {{id: string}[]} rows the people who are registered now
 * @returns {Promise<Say[]>}
 */
export function judgementsOf({ found, answers }, rows) {
  const here = new Set(rows.map(({ id }) => id));
  const judged = found.filter(
    ({ key, person, other }) => person && here.has(person) && other && VERDICTS[answers[key]],
  );
  return Promise.all(judged.map((one) => judgementSay(one, VERDICTS[answers[one.key]])));
}

/**
 * @param {Found} found
 * @param {string} verdict
 * @returns {Promise<Say>}
 */
async function judgementSay({ person, other, probability }, verdict) {
  const [one, two] = [String(person), other].sort();
  const said = Math.round((probability ?? 0) * 1000);
  const values = { pair: { one, other: two }, verdict, level: "clerk", ...(said > 0 && { said }) };
  const id = await uuid5(`judgement ${one} ${two}`);
  return { table: "matching.judgement", id, values, creates: true, about: one };
}
