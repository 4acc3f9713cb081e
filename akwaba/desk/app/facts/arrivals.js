/**
 * The day on which a family came, as clerks type it: 22/11/2026, 22/11, 22.11.26, 2026-11-22, hier,
 * aujourd’hui; in English and Arabic too. Day first, always.
 */

import { ImpossibleDay, dayFromIso, dayOf, isoOf, partsOf } from "./days.js";
import { asciiDigits, casefold, squeeze, withoutMarks } from "./letters.js";

/** Days before the day on which it is said. */
const WORDS = new Map([
  ["aujourd'hui", 0], ["aujourdhui", 0], ["auj", 0], ["today", 0], ["اليوم", 0],
  ["hier", 1], ["yesterday", 1], ["أمس", 1], ["امس", 1],
  ["avant-hier", 2], ["avant hier", 2],
]);
const DAY_FIRST = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/**
 * @param {string} said
 * @param {number} on the day on which it is said (see days.js)
 * @returns {string | {reason: "not_understood" | "impossible_date"}} such as "2026-11-22"; empty
 *   where nothing was said
 */
export function readArrival(said, on) {
  const kept = squeeze(casefold(asciiDigits(said)).replaceAll("’", "'"));
  const ago = WORDS.get(kept) ?? WORDS.get(withoutMarks(kept.normalize("NFKD")));
  if (!kept) return "";
  if (ago !== undefined) return isoOf(on - ago);
  try {
    return written(kept, on) ?? { reason: "not_understood" };
  } catch (problem) {
    if (problem instanceof ImpossibleDay) return { reason: "impossible_date" };
    throw problem;
  }
}

/**
 * @param {string} text
 * @param {number} on
 */
function written(text, on) {
  const iso = ISO.exec(text);
  if (iso) return isoOf(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])));
  const found = DAY_FIRST.exec(text);
  if (!found) return null;
  const [day, month] = [Number(found[1]), Number(found[2])];
  if (found[3]) return isoOf(dayOf(Number(found[3].padStart(4, "20")), month, day));
  return isoOf(lastSuchDay(day, month, on));
}

/**
 * Without its year a day is the last that there was; a clock may be a day behind.
 * @param {number} day
 * @param {number} month
 * @param {number} on
 */
function lastSuchDay(day, month, on) {
  const { year } = partsOf(on);
  if (day === 29 && month === 2) return leapDay(year, on);
  const thisYear = dayOf(year, month, day);
  return thisYear > on + 1 ? dayOf(year - 1, month, day) : thisYear;
}

/**
 * 29 February of this year or of the one before; any other is too long ago to be said so.
 * @param {number} year
 * @param {number} on
 */
function leapDay(year, on) {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const day = dayOf(isLeap ? year : year - 1, 2, 29);
  return day > on + 1 ? dayOf(year - 1, 2, 29) : day;
}

/** @param {string} iso a day, or what was typed in its place */
export const isDay = (iso) => /^\d{4}-\d\d-\d\d$/.test(iso);

/**
 * As it is written here: 22/11/2026; what is no day stays as it was typed.
 * @param {string} iso
 */
export function printedDay(iso) {
  if (!isDay(iso)) return iso;
  const { year, month, day } = partsOf(dayFromIso(iso));
  return [day, month].map((number) => String(number).padStart(2, "0")).concat(String(year)).join("/");
}
