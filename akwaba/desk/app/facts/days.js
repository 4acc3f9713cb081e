/** Days of the calendar as whole numbers, counted from 1 January 1970, without clocks or zones. */

const MILLISECONDS = 86_400_000;

/** There is no such day. */
export class ImpossibleDay extends Error {}

/** The day lies before the year 1 or after 9999. */
export class OutOfReach extends Error {}

/** @typedef {{year: number, month: number, day: number}} Parts */

/**
 * @param {number} year 1–9999
 * @param {number} month 1–12
 * @param {number} day from 1
 * @returns {number} throws ImpossibleDay
 */
export function dayOf(year, month, day) {
  const known = year >= 1 && year <= 9999 && month >= 1 && month <= 12;
  if (!known || day < 1 || day > daysIn(year, month)) throw new ImpossibleDay();
  return count(year, month - 1, day);
}

/** @param {number} year @param {number} month from 0 @param {number} day */
function count(year, month, day) {
  const made = new Date(0);
  made.setUTCFullYear(year, month, day); // Date.UTC takes 87 for 1987
  return made.getTime() / MILLISECONDS;
}

/** @param {number} year @param {number} month 1–12 */
const daysIn = (year, month) => count(year, month, 1) - count(year, month - 1, 1);

/** @param {number} day @returns {Parts} */
export function partsOf(day) {
  const made = new Date(day * MILLISECONDS);
  return { year: made.getUTCFullYear(), month: made.getUTCMonth() + 1, day: made.getUTCDate() };
}

/** @param {number} day @returns {string} such as 2026-03-12 */
export function isoOf(day) {
  const { year, month, day: date } = partsOf(day);
  return [String(year).padStart(4, "0"), two(month), two(date)].join("-");
}

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** @param {string} text such as 2026-03-12 */
export function dayFromIso(text) {
  const [year, month, day] = text.split("-").map(Number);
  return dayOf(year, month, day);
}

const FIRST_DAY = count(1, 0, 1);
const LAST_DAY = count(9999, 11, 31);

/**
 * A day some days later or earlier; throws OutOfReach.
 * @param {number} day
 * @param {number} days
 */
export function later(day, days) {
  if (day + days < FIRST_DAY || day + days > LAST_DAY) throw new OutOfReach();
  return day + days;
}

/**
 * Go back by whole months; the 31st becomes the last day of a shorter month.
 * @param {number} day
 * @param {number} months
 */
export function monthsBefore(day, months) {
  const { year, month, day: date } = partsOf(day);
  const total = year * 12 + month - 1 - months;
  const [back, at] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  if (back < 1) throw new ImpossibleDay();
  return dayOf(back, at, Math.min(date, daysIn(back, at)));
}

/**
 * Months completed on a day; negative before the birth.
 * @param {number} born
 * @param {number} day
 */
export function completedMonths(born, day) {
  const [from, to] = [partsOf(born), partsOf(day)];
  return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
}

/**
 * Birthdays passed; one born on 29 February grows older on 1 March.
 * @param {number} born
 * @param {number} day
 */
export function completedYears(born, day) {
  const [from, to] = [partsOf(born), partsOf(day)];
  const before = to.month < from.month || (to.month === from.month && to.day < from.day);
  return to.year - from.year - (before ? 1 : 0);
}

/**
 * The day it is at a place for a clock in milliseconds since 1970. Côte d’Ivoire keeps UTC all
 * year.
 * @param {number} milliseconds
 */
export const dayAt = (milliseconds) => Math.floor(milliseconds / MILLISECONDS);
