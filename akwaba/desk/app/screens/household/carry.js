/**
 * What the household before lends to the next: where and when they came. It is read from the
 * families of the shift, which are locked: a village, written beside them in clear, tells a thief.
 */

import { isoOf } from "../../facts/days.js";

/** @typedef {import("../../facts/family.js").Band} Band */
/** @typedef {Partial<Band> & {on: string}} Kept `on`: the day it was written */

const CARRIED = /** @type {const} */ ([
  "crossing",
  "arrived_on",
  "origin_country",
  "origin_place",
  "origin_said",
]);

/** Places shown first in the next search, the last one first. */
const MOST_RECENT = 8;

/** @param {Band} band */
const bandOf = (band) => Object.fromEntries(CARRIED.map((field) => [field, band[field]]));

/**
 * The band of a fresh household. The day of arrival is repeated only on the same day; without a
 * household before, it is today at the crossing where this desk sits.
 * @param {Kept | undefined} kept
 * @param {{crossing: string, on: number}} here
 * @returns {{band: Partial<Band>, carried: string[]}}
 */
export function carriedDown(kept, { crossing, on }) {
  const today = isoOf(on);
  const fresh = { crossing, arrived_on: today };
  if (!kept) return { band: fresh, carried: [] };
  const lent = CARRIED.filter(
    (field) => kept[field] && (field !== "arrived_on" || kept.on === today),
  );
  // The officer may have moved to another crossing since: today's choice is the newer one.
  const same = lent.filter((field) => field !== "crossing" || kept.crossing === crossing);
  const band = Object.fromEntries(same.map((field) => [field, kept[field]]));
  return { band: { ...fresh, ...band }, carried: same };
}

/**
 * The band of the family that was registered last.
 * @param {(Band & {registered_on: string})[]} families of the shift, the oldest first
 * @returns {Kept | undefined}
 */
export function lastBand(families) {
  const last = families.at(-1);
  return last && { ...bandOf(last), on: last.registered_on };
}

/**
 * @param {Band[]} families of the shift, the oldest first
 * @returns {RecentPlace[]} the newest first
 */
export const recentPlaces = (families) =>
  families.reduce(withRecent, /** @type {RecentPlace[]} */ ([]));

/**
 * @typedef {{code: string, said: string, country: string}} RecentPlace
 * @param {RecentPlace[]} recent
 * @param {Band} band
 * @returns {RecentPlace[]}
 */
function withRecent(recent, { origin_place, origin_said, origin_country }) {
  if (!origin_said.trim()) return recent;
  const now = { code: origin_place, said: origin_said.trim(), country: origin_country };
  return [now, ...recent.filter(({ said }) => said !== now.said)].slice(0, MOST_RECENT);
}
