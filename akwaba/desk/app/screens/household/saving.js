/**
 * A finished draft becomes one entry of this device, once: a second tap, another tab or a kill in
 * between writes the same household or nothing. What the clerk found when they compared it with
 * people of the register is an entry of its own, written with it.
 */

import { KIND as JUDGED, judgementsOf } from "../../facts/alike.js";
import { KIND, householdSays, peopleIn, rowsOf } from "../../facts/family.js";
import { isoOf } from "../../facts/days.js";
import { tokenOrBlank } from "../../facts/tokens.js";
import { append } from "../../ledger/append.js";
import { takeNumbers } from "../../ledger/numbers.js";
import { saveDraft } from "../../store/drafts.js";
import { remember } from "../../store/working.js";

/** @typedef {import("./draft.js").Draft} Draft */

/** @type {Map<string, Promise<void>>} what is being saved, by draft */
const underway = new Map();

/**
 * @param {Draft} draft
 * @param {{officer: string, post: string, on: number}} here
 * @returns {Promise<void>} once the household is on the disk, sealed
 * @throws {import("../../store/problems.js").DeskProblem} nothing is lost: the draft stays
 */
export function saveHousehold(draft, here) {
  const now = underway.get(draft.id) ?? save(draft, here).finally(() => underway.delete(draft.id));
  underway.set(draft.id, now);
  return now;
}

/**
 * @param {Draft} draft
 * @param {{officer: string, post: string, on: number}} here
 */
async function save(draft, { officer, post, on }) {
  const numbered = { ...draft, numbers: await numbersFor(draft, on) };
  await saveDraft(numbered); // a second try writes the same numbers
  const { numbers } = numbered;
  const says = await householdSays(numbered, { post, numbers, on });
  const judged = await judgementsOf(draft.looked, rowsOf(draft.people, on));
  const here = { officer, scope: post, subject: draft.id };
  await remember(recordOf(numbered, { post, on }));
  await append({
    ...here,
    kind: KIND,
    says,
    photos: photosOf(numbered, on),
    drop_draft: draft.id,
    also: judged.length ? [{ ...here, kind: JUDGED, says: judged }] : [],
  });
}

/**
 * One for the household and one for each person.
 * @param {Draft} draft
 * @param {number} on
 */
async function numbersFor({ numbers = [], people }, on) {
  const wanted = 1 + rowsOf(people, on).length;
  if (numbers.length >= wanted) return numbers;
  return [...numbers, ...(await takeNumbers(wanted - numbers.length))];
}

/**
 * @param {Draft} draft
 * @param {number} on
 */
const photosOf = ({ people }, on) =>
  rowsOf(people, on).flatMap(({ id, photo }) =>
    photo ? [{ digest: photo.digest, about: id }] : [],
  );

/**
 * The family as this shift remembers it: for the question whether somebody is known, and papers.
 * @param {Draft} draft
 * @param {{post: string, on: number}} here
 */
export const recordOf = (draft, { post, on }) => ({
  id: draft.id,
  kind: draft.kind,
  number: draft.numbers[0] ?? "",
  registered_on: isoOf(on),
  arrived_on: draft.band.arrived_on,
  crossing: draft.band.crossing,
  origin_country: draft.band.origin_country,
  origin_place: draft.band.origin_place,
  origin_said: draft.band.origin_said,
  post,
  token: tokenOrBlank(draft.band.token),
  size: peopleIn(draft),
  consents: draft.consents,
  people: rowsOf(draft.people, on).map(({ id, name, sex, birth, token, photo }, place) => ({
    id,
    number: draft.numbers[place + 1] ?? "",
    name,
    sex,
    birth,
    token: tokenOrBlank(token),
    photo: photo?.digest ?? "",
  })),
});
