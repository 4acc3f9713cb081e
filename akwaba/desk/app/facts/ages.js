/**
 * What is known of a birth, without inventing what is not: see registry/ages.py.
 *
 * A person who says « 34 ans » was born on some day of a known year-long interval. That interval is
 * kept, with the words said. A first of January is never made up.
 */

import {
  completedMonths,
  completedYears,
  dayFromIso,
  later,
  monthsBefore,
  partsOf,
} from "./days.js";

/**
 * The days on which a person may have been born, both ends included (such as 1987-03-12); both null
 * when the precision is "unknown". `said` is what was typed, kept as it was.
 * @typedef {{
 *   precision: "date" | "month" | "year" | "age" | "estimate" | "unknown",
 *   earliest: string | null, latest: string | null, said: string}} Birth
 * @typedef {"0-4" | "5-11" | "12-17" | "18-59" | "60+" | "unknown"} Band
 * @typedef {"unknown" | "days" | "months" | "years" | "about_months" | "about_years" |
 *   "year_of_birth"} AgeKind
 */

/** Completed years. Above it the age is taken for a slip of the pen (longest life proven: 122). */
export const OLDEST_AGE = 120;
/** Convention on the Rights of the Child, article 1. */
export const ADULT_AGE = 18;
/** Completed months: below it an age is said in months, as the field does for nutrition. */
const MONTHS_SHOWN_UNTIL = 24;

/**
 * Highest completed age of each band, as UNHCR publishes its population figures.
 * @type {[number, Band][]}
 */
export const BANDS = [
  [4, "0-4"], [11, "5-11"], [17, "12-17"], [59, "18-59"], [OLDEST_AGE + 1, "60+"],
];

/** @type {Birth} */
export const UNKNOWN_BIRTH = { precision: "unknown", earliest: null, latest: null, said: "" };

/**
 * First and last birth day of someone who has these completed months on a day.
 * @param {number} day
 * @param {number} youngest
 * @param {number} oldest
 * @returns {[number, number]}
 */
export const bornBetween = (day, youngest, oldest) => [
  later(monthsBefore(day, oldest + 1), 1),
  monthsBefore(day, youngest),
];

/** @param {Birth} birth @returns {[number, number] | null} */
function interval({ earliest, latest }) {
  return earliest && latest ? [dayFromIso(earliest), dayFromIso(latest)] : null;
}

/** @param {[number, number]} interval */
const middleOf = ([earliest, latest]) => earliest + Math.floor((latest - earliest) / 2);

/**
 * Youngest and oldest possible age in completed years; null when unknown or not yet born.
 * @param {Birth} birth
 * @param {number} day
 * @returns {[number, number] | null}
 */
export function ageOn(birth, day) {
  const born = interval(birth);
  if (!born || born[0] > day) return null;
  return [Math.max(0, completedYears(born[1], day)), completedYears(born[0], day)];
}

/**
 * The UNHCR age band, counted from the middle of the interval.
 * @param {Birth} birth
 * @param {number} day
 * @returns {Band}
 */
export function bandOn(birth, day) {
  const born = interval(birth);
  if (!born || !ageOn(birth, day)) return "unknown";
  const years = Math.max(0, completedYears(middleOf(born), day));
  return BANDS.find(([highest]) => years <= highest)?.[1] ?? "60+";
}

/**
 * Whether someone is surely under 18; null when the interval leaves a doubt.
 * @param {Birth} birth
 * @param {number} day
 */
export function isChildOn(birth, day) {
  const ages = ageOn(birth, day);
  if (!ages) return null;
  if (ages[1] < ADULT_AGE) return true;
  return ages[0] >= ADULT_AGE ? false : null;
}

/**
 * How an age is said: ["years", 34] is « 34 ans », ["about_years", 40] « ~40 ans ».
 * @param {Birth} birth
 * @param {number} day
 * @returns {[AgeKind, number]}
 */
export function ageWords(birth, day) {
  const born = interval(birth);
  if (!born || !ageOn(birth, day)) return ["unknown", 0];
  if (birth.precision === "year") return ["year_of_birth", partsOf(born[1]).year];
  const middle = Math.min(middleOf(born), day);
  const months = completedMonths(middle, day);
  const about = birth.precision === "estimate";
  if (months >= MONTHS_SHOWN_UNTIL) {
    return [about ? "about_years" : "years", completedYears(middle, day)];
  }
  if (months === 0 && !about) return ["days", day - middle];
  return [about ? "about_months" : "months", months];
}
