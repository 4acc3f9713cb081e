/** How much to send at once and how long to wait: plain rules. */

import { MOST_ENTRIES } from "./batches.js";

/** Milliseconds between heartbeats while the node answers. */
const HEARTBEAT = 15_000;
/** Milliseconds: a node that came back is found within half a minute. */
const LONGEST = 30_000;
const SHORTEST = 5_000;
/** A first batch that a bad line still carries within seconds. */
export const FIRST_BATCH = 25;

/** @param {number} size */
export const larger = (size) => Math.min(MOST_ENTRIES, size * 2);

/** @param {number} size */
export const smaller = (size) => Math.max(1, Math.floor(size / 2));

/**
 * Milliseconds before the next contact. Failing devices of one post spread out: they must not all
 * come back in the second in which the node does.
 *
 * @param {number} failures in a row
 * @param {number} chance from 0 to 1, drawn by the caller
 * @returns {number}
 */
export function pause(failures, chance) {
  if (failures === 0) return HEARTBEAT;
  const most = Math.min(LONGEST, SHORTEST * 2 ** failures);
  return SHORTEST + chance * (most - SHORTEST);
}
