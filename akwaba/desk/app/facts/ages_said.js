/**
 * Read an age or a birth date as clerks type it; the same words as registry/ages_said.py, read the
 * same way: 34, 8m, 1987, 03/1987, 12/03/1987, 12 mars 1987, ~40, vers 1980, 40±5, 35-40, la
 * trentaine, quarante ans, adulte, nouveau-né, 3 semaines, ?, a blank. Day first, always.
 */

import { OLDEST_AGE, bornBetween } from "./ages.js";
import { ROUND_ONLY, TENS_SAID, numberWordsAsDigits } from "./ages_numbers.js";
import * as shapes from "./ages_patterns.js";
import { ImpossibleDay, OutOfReach, completedYears, dayOf, isoOf, later, partsOf } from "./days.js";
import { asciiDigits, casefold, first, squeeze, strip, withoutMarks } from "./letters.js";

/** @typedef {import("./ages.js").Birth} Birth */
/** @typedef {[Birth["precision"], number, number]} Span */
/**
 * @typedef {{reason: "not_understood" | "impossible_date" | "in_the_future" | "too_old", said:
 *   string}} BirthRefused
 */
/** @typedef {(text: string, on: number, about: boolean) => Span | null} Reader */

const LONGEST_KEPT = 60;
/** World Health Organization: a newborn is under 28 days old. */
const NEWBORN_DAYS = 28;
const INFANT_MONTHS = 23;
/** Day 0 of a workbook, set so that days after its invented 29 February 1900 are right. */
const EXCEL_DAY_ZERO = dayOf(1899, 12, 30);
/** Under 5 years "about" is taken as one year either way, under 20 as two, above as five. */
const SPREADS = [[5, 1], [20, 2], [OLDEST_AGE, 5]];
const MONTHS_SPREAD = 2;
const AT_LEAST_YEARS = 15;
const DAYS_SPREAD = { date: 31, month: 183 };

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

/** @type {Reader} */
function stageOfLife(text, on) {
  if (shapes.NEWBORN_WORDS.has(text)) return ["age", later(on, 1 - NEWBORN_DAYS), on];
  if (shapes.INFANT_WORDS.has(text)) return ["estimate", ...bornBetween(on, 0, INFANT_MONTHS)];
  const ages = shapes.STAGES.get(text.replaceAll(" ", "-"));
  return ages ? yearsOld(ages[0], ages[1], on, "estimate") : null;
}

/**
 * « la trentaine » is 30 to 39, and « une trentaine d'années » about 30.
 * @type {Reader}
 */
function tens(text, on, about) {
  const found = shapes.TENS.exec(text)?.groups;
  if (!found) return null;
  const word = found.word ?? "";
  const years = word ? TENS_SAID[word] : Number(found.tens);
  if (about || found.about || ROUND_ONLY.has(word)) {
    const spread = spreadOf(years);
    return yearsOld(years - spread, years + spread, on, "estimate");
  }
  return yearsOld(years, years + 9, on, "estimate");
}

/** @type {Reader} */
function calendarDay(text, on, about) {
  const found = dayMonthYear(text);
  if (!found) return null;
  const [day, month, year] = found;
  if (!day) return wholeMonth(Number(year), month, about);
  const born = dayOf(fullYear(year, on), month, Number(day));
  return around("date", born, born, about);
}

/**
 * Day (empty where only a month was said), month and year as written.
 * @param {string} text
 * @returns {[string, number, string] | null}
 */
function dayMonthYear(text) {
  let found = shapes.YEAR_FIRST.exec(text);
  if (found) return [found[3], Number(found[2]), found[1]];
  found = shapes.DAY_FIRST.exec(text);
  if (found) return [found[1], Number(found[2]), found[3]];
  const together = (shapes.RUN_TOGETHER.exec(text) ?? shapes.YEAR_RUN_TOGETHER.exec(text))?.groups;
  if (together) return [together.day, Number(together.month), together.year];
  return worded(text);
}

/**
 * @param {string} text
 * @returns {[string, number, string] | null}
 */
function worded(text) {
  const whole = shapes.WORD_DAY.exec(text);
  const found = whole ?? shapes.WORD_MONTH.exec(text);
  if (!found) return null;
  const [day, word, year] = whole ? whole.slice(1) : ["", ...found.slice(1)];
  const month = monthNumber(word);
  return month ? [day, month, year] : null;
}

/** @type {Reader} */
function monthAlone(text, _on, about) {
  const found = shapes.MONTH_YEAR.exec(text);
  if (!found) return null;
  const [month, year] = found[1] ? [found[1], found[2]] : [found[4], found[3]];
  return wholeMonth(Number(year), Number(month), about);
}

/** @type {Reader} */
function yearAlone(text, on, about) {
  if (!shapes.YEAR.test(text)) return null;
  const year = Number(text);
  const spread = about ? spreadOf(partsOf(on).year - year) : 0;
  return [about ? "estimate" : "year", dayOf(year - spread, 1, 1), dayOf(year + spread, 12, 31)];
}

/** @type {Reader} */
function workbookDay(text, _on, about) {
  if (!shapes.WORKBOOK_DAY.test(text)) return null;
  const born = later(EXCEL_DAY_ZERO, Number(text));
  return around("date", born, born, about);
}

/** @type {Reader} */
function duration(text, on, about) {
  const found = shapes.DURATION.exec(text)?.groups;
  if (!found || !(found.years || found.months)) return null;
  const [years, months] = [Number(found.years ?? 0), Number(found.months ?? 0)];
  if (found.months) return monthsOld(12 * years + months, on, about);
  if (found.half || found.early_half) return monthsOld(12 * years + 6, on, about, 6);
  if (!about) return yearsOld(years, years, on, "age");
  const spread = spreadOf(years);
  return yearsOld(Math.max(0, years - spread), years + spread, on, "estimate");
}

/**
 * 1,5 and « 1/2 an » are read by half years; other fractions are estimates, 0.8 may be 8 months.
 * @type {Reader}
 */
function decimal(text, on, about) {
  const found = shapes.DECIMAL.exec(text.replace(shapes.HALF_YEAR, "0,5"));
  if (!found) return null;
  const months = roundHalfEven(12 * Number(`${found[1]}.${found[2]}`));
  if (found[2].replace(/0+$/, "") === "5") return monthsOld(months, on, about, 6);
  return monthsOld(months, on, true);
}

/**
 * "60 et plus" and "moins d'un an"; the open end of the first is closed at 15 years.
 * @type {Reader}
 */
function bound(text, on) {
  const over = shapes.AT_LEAST.exec(text)?.groups;
  if (over) {
    const years = Number(over.after ?? over.before);
    return yearsOld(years, years + AT_LEAST_YEARS, on, "estimate");
  }
  const under = shapes.LESS_THAN.exec(text)?.groups;
  if (!under) return null;
  const count = /^\d/.test(under.count) ? Number(under.count) : 1;
  const months = under.months ? count : 12 * count;
  if (months <= 0 || months > 12 * OLDEST_AGE) return null;
  return ["estimate", ...bornBetween(on, 0, months - 1)];
}

/** @type {Reader} */
function weeksOrDays(text, on, about) {
  const found = shapes.DAYS.exec(text);
  if (!found) return null;
  const [count, spread, unit] = [Number(found[1]), about ? 2 : 0, found.groups?.weeks ? 7 : 1];
  const earliest = later(on, 1 - unit * (count + spread + 1));
  return [about ? "estimate" : "age", earliest, later(on, -unit * Math.max(0, count - spread))];
}

/** @type {Reader} */
function margin(text, on) {
  const found = shapes.MARGIN.exec(text);
  if (!found) return null;
  const [years, either] = [Number(found[1]), Number(found[2])];
  return yearsOld(Math.max(0, years - either), years + either, on, "estimate");
}

/** @type {Reader} */
function range(text, on) {
  const found = shapes.RANGE.exec(text);
  if (!found) return null;
  const [low, high] = [Number(found[1]), Number(found[2])];
  if (low >= high) return null;
  if (found[1].length === 4 && found[2].length === 4) {
    return ["estimate", dayOf(low, 1, 1), dayOf(high, 12, 31)];
  }
  return yearsOld(low, high, on, "estimate");
}

/** @type {Reader[]} */
const READERS = [
  stageOfLife, tens, calendarDay, monthAlone, yearAlone, workbookDay,
  duration, decimal, bound, weeksOrDays, margin, range,
];

/**
 * @param {number} low
 * @param {number} high
 * @param {number} on
 * @param {Birth["precision"]} precision
 * @returns {Span}
 */
function yearsOld(low, high, on, precision) {
  if (low > OLDEST_AGE) throw new OutOfReach();
  return [precision, ...bornBetween(on, 12 * low, 12 * Math.min(high, OLDEST_AGE) + 11)];
}

/**
 * @param {number} months
 * @param {number} on
 * @param {boolean} about
 * @param {number} [width]
 * @returns {Span}
 */
function monthsOld(months, on, about, width = 1) {
  if (months > 12 * OLDEST_AGE) throw new OutOfReach();
  const spread = about ? MONTHS_SPREAD : 0;
  const [low, high] = [Math.max(0, months - spread), months + width - 1 + spread];
  return [about ? "estimate" : "age", ...bornBetween(on, low, high)];
}

/** @param {number} year @param {number} month @param {boolean} about @returns {Span} */
function wholeMonth(year, month, about) {
  const from = dayOf(year, month, 1);
  const after = dayOf(year + Math.floor(month / 12), (month % 12) + 1, 1);
  return around("month", from, after - 1, about);
}

/**
 * @param {"date" | "month"} precision
 * @param {number} from
 * @param {number} to
 * @param {boolean} about
 * @returns {Span}
 */
function around(precision, from, to, about) {
  if (!about) return [precision, from, to];
  const spread = DAYS_SPREAD[precision];
  return ["estimate", later(from, -spread), later(to, spread)];
}

/** @param {number} years */
const spreadOf = (years) =>
  (SPREADS.find(([limit]) => years < limit) ?? SPREADS[SPREADS.length - 1])[1];

/**
 * 87 is 1987 and 12 is 2012: the last such year that is not in the future.
 * @param {string} year
 * @param {number} on
 */
function fullYear(year, on) {
  if (year.length > 2) return Number(year);
  const now = partsOf(on).year;
  const thisCentury = Math.floor(now / 100) * 100 + Number(year);
  return thisCentury <= now ? thisCentury : thisCentury - 100;
}

/**
 * The month that a word begins to name; 0 where none or several.
 * @param {string} word
 */
function monthNumber(word) {
  const found = shapes.MONTHS.flatMap((names, place) =>
    names.some((name) => name.startsWith(word)) ? [place + 1] : [],
  );
  return found.length === 1 ? found[0] : 0;
}

/**
 * As Python rounds: a half to the even neighbour.
 * @param {number} number
 */
function roundHalfEven(number) {
  const floor = Math.floor(number);
  if (number - floor !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}
