/** How often a PIN may be tried: enough for cold fingers, too little for a thief. */

/** Wrong PINs that cost nothing. */
export const FREE_TRIES = 5;
/** After as many wrong ones, the PIN opens nothing any more: a thief has 10 chances in 10,000. */
export const MOST_TRIES = 10;
/** Seconds to wait after the fifth wrong PIN, the sixth, and so on. */
const WAITS = [30, 60, 120, 300, 600];

/** @param {number} tries wrong ones so far */
export const waitSeconds = (tries) =>
  tries < FREE_TRIES ? 0 : WAITS[Math.min(tries - FREE_TRIES, WAITS.length - 1)];

/**
 * @param {{tries: number, last_try_at: number}} row times in milliseconds by the device's clock
 * @param {number} now
 * @returns {number} seconds before the next try. A clock set back does not lengthen the wait.
 */
export function stillWaiting({ tries, last_try_at }, now) {
  const wait = waitSeconds(tries);
  const gone = Math.max(0, (now - last_try_at) / 1000);
  return Math.ceil(Math.max(0, now < last_try_at ? wait : wait - gone));
}
