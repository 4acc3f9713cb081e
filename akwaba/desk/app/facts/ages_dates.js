/** Birth dates as clerks write them: whole days, months, years, a workbook's number. */

import { spreadOf } from "./ages_counted.js";
import * as shapes from "./ages_patterns.js";
import { dayOf, later, partsOf } from "./days.js";

/** @typedef {import("./ages_said.js").Reader} Reader */
/** @typedef {import("./ages_said.js").Span} Span */

/** Day 0 of a workbook, set so that days after its invented 29 February 1900 are right. */
const EXCEL_DAY_ZERO = dayOf(1899, 12, 30);
const DAYS_SPREAD = { date: 31, month: 183 };

/** @type {Reader} */
export function calendarDay(text, on, about) {
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
export function monthAlone(text, _on, about) {
  const found = shapes.MONTH_YEAR.exec(text);
  if (!found) return null;
  const [month, year] = found[1] ? [found[1], found[2]] : [found[4], found[3]];
  return wholeMonth(Number(year), Number(month), about);
}

/** @type {Reader} */
export function yearAlone(text, on, about) {
  if (!shapes.YEAR.test(text)) return null;
  const year = Number(text);
  const spread = about ? spreadOf(partsOf(on).year - year) : 0;
  return [about ? "estimate" : "year", dayOf(year - spread, 1, 1), dayOf(year + spread, 12, 31)];
}

/** @type {Reader} */
export function workbookDay(text, _on, about) {
  if (!shapes.WORKBOOK_DAY.test(text)) return null;
  const born = later(EXCEL_DAY_ZERO, Number(text));
  return around("date", born, born, about);
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
