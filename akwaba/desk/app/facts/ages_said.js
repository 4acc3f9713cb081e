/**
 * Read an age or a birth date as clerks type it; the same words as registry/ages_said.py, read the
 * same way: 34, 8m, 1987, 03/1987, 12/03/1987, 12 mars 1987, ~40, vers 1980, 40±5, 35-40, la
 * trentaine, quarante ans, adulte, nouveau-né, 3 semaines, ?, a blank. Day first, always.
 */

import { OLDEST_AGE } from "./ages.js";
import * as counted from "./ages_counted.js";
import * as dates from "./ages_dates.js";
import { numberWordsAsDigits } from "./ages_numbers.js";
import * as shapes from "./ages_patterns.js";
import { ImpossibleDay, OutOfReach, completedYears, isoOf } from "./days.js";
import { asciiDigits, casefold, first, squeeze, strip, withoutMarks } from "./letters.js";

/** @typedef {import("./ages.js").Birth} Birth */
/** @typedef {[Birth["precision"], number, number]} Span */
/**
 * @typedef {{reason: "not_understood" | "impossible_date" | "in_the_future" | "too_old", said:
 *   string}} BirthRefused
 */
/** @typedef {(text: string, on: number, about: boolean) => Span | null} Reader */

const LONGEST_KEPT = 60;

/**
 * Read what was said on a day. Never throws: what cannot be is refused with a reason.
 * @param {string} said
 * @param {number} on the day it was said (see days.js), from which an age counts back
 * @returns {Birth | BirthRefused}
 */
export function parseBirth(said, on) {
  const kept = first(strip(said), LONGEST_KEPT);
  const text = plain(kept);
  if (!text || shapes.UNKNOWN_WORDS.has(text)) {
    return { precision: "unknown", earliest: null, latest: null, said: kept };
  }
  try {
    const span = read(text, on);
    return span ? settle(span, kept, on) : { reason: "not_understood", said: kept };
  } catch (problem) {
    if (problem instanceof ImpossibleDay) return { reason: "impossible_date", said: kept };
    if (problem instanceof OutOfReach) return { reason: "too_old", said: kept };
    throw problem;
  }
}

/** @param {Span} span @param {string} said @param {number} on @returns {Birth | BirthRefused} */
function settle([precision, earliest, latest], said, on) {
  if (earliest > on) return { reason: "in_the_future", said };
  if (completedYears(latest, on) > OLDEST_AGE) return { reason: "too_old", said };
  return { precision, earliest: isoOf(earliest), latest: isoOf(Math.min(latest, on)), said };
}

/**
 * Lower case, without accents, with one kind of space, quote, half and digit.
 * @param {string} text
 */
function plain(text) {
  const one = asciiDigits(text.replaceAll("½", " 1/2").replaceAll("’", "'").replaceAll("−", "-"));
  const letters = withoutMarks(casefold(one).normalize("NFKD"));
  return squeeze(letters).replace(/^['`"]+|['`"]+$/g, "");
}

/** @param {string} text @param {number} on @returns {Span | null} */
function read(text, on) {
  const bare = text
    .replace(shapes.SAID_BEFORE, "")
    .replace(shapes.WHOLE, "$1")
    .replace(shapes.UNKNOWN_PARTS, "")
    .replace(shapes.BORN_AT, "");
  const sure = bare.replace(shapes.ABOUT_BEFORE, "").replace(shapes.ABOUT_AFTER, "");
  const ready = numberWordsAsDigits(sure.replace(shapes.ASIDE, ""));
  for (const reader of READERS) {
    const span = reader(ready, on, sure !== bare);
    if (span) return span;
  }
  return null;
}

/** @type {Reader[]} */
const READERS = [
  counted.stageOfLife, counted.tens,
  dates.calendarDay, dates.monthAlone, dates.yearAlone, dates.workbookDay,
  counted.duration, counted.decimal, counted.bound, counted.weeksOrDays, counted.margin,
  counted.range,
];
