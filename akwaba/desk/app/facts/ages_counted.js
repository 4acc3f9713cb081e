/** Ages as clerks say them: counted, rounded, bounded, or a stage of life. */

import { OLDEST_AGE, bornBetween } from "./ages.js";
import { ROUND_ONLY, TENS_SAID } from "./ages_numbers.js";
import * as shapes from "./ages_patterns.js";
import { OutOfReach, dayOf, later } from "./days.js";

/** @typedef {import("./ages_said.js").Reader} Reader */
/** @typedef {import("./ages_said.js").Span} Span */
/** @typedef {import("./ages.js").Birth} Birth */

/** World Health Organization: a newborn is under 28 days old. */
const NEWBORN_DAYS = 28;
const INFANT_MONTHS = 23;
/** Under 5 years "about" is taken as one year either way, under 20 as two, above as five. */
const SPREADS = [[5, 1], [20, 2], [OLDEST_AGE, 5]];
const MONTHS_SPREAD = 2;
const AT_LEAST_YEARS = 15;

/** @type {Reader} */
export function stageOfLife(text, on) {
  if (shapes.NEWBORN_WORDS.has(text)) return ["age", later(on, 1 - NEWBORN_DAYS), on];
  if (shapes.INFANT_WORDS.has(text)) return ["estimate", ...bornBetween(on, 0, INFANT_MONTHS)];
  const ages = shapes.STAGES.get(text.replaceAll(" ", "-"));
  return ages ? yearsOld(ages[0], ages[1], on, "estimate") : null;
}

/**
 * « la trentaine » is 30 to 39, and « une trentaine d'années » about 30.
 * @type {Reader}
 */
export function tens(text, on, about) {
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
export function duration(text, on, about) {
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
export function decimal(text, on, about) {
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
export function bound(text, on) {
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
export function weeksOrDays(text, on, about) {
  const found = shapes.DAYS.exec(text);
  if (!found) return null;
  const [count, spread, unit] = [Number(found[1]), about ? 2 : 0, found.groups?.weeks ? 7 : 1];
  const earliest = later(on, 1 - unit * (count + spread + 1));
  return [about ? "estimate" : "age", earliest, later(on, -unit * Math.max(0, count - spread))];
}

/** @type {Reader} */
export function margin(text, on) {
  const found = shapes.MARGIN.exec(text);
  if (!found) return null;
  const [years, either] = [Number(found[1]), Number(found[2])];
  return yearsOld(Math.max(0, years - either), years + either, on, "estimate");
}

/** @type {Reader} */
export function range(text, on) {
  const found = shapes.RANGE.exec(text);
  if (!found) return null;
  const [low, high] = [Number(found[1]), Number(found[2])];
  if (low >= high) return null;
  if (found[1].length === 4 && found[2].length === 4) {
    return ["estimate", dayOf(low, 1, 1), dayOf(high, 12, 31)];
  }
  return yearsOld(low, high, on, "estimate");
}

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

/** @param {number} years */
export const spreadOf = (years) =>
  (SPREADS.find(([limit]) => years < limit) ?? SPREADS[SPREADS.length - 1])[1];

/**
 * As Python rounds: a half to the even neighbour.
 * @param {number} number
 */
function roundHalfEven(number) {
  const floor = Math.floor(number);
  if (number - floor !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}
