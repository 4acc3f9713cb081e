// A hybrid logical clock: the order in which acts are shown, whatever the wall clock does.
//
// Correctness never rests on it; see akwaba/ledger/clock.py, whose stamps these are.

const COUNTER_LIMIT = 0xffff;
/** Twelve hexadecimal digits hold no later millisecond (the year 10889). */
const LAST = 0xffffffffffff;

/**
 * @param {number} milliseconds since 1970 (UTC)
 * @param {number} counter
 * @returns {string} sorts as the clock does: 12 hexadecimal digits of milliseconds, 4 of counter
 */
export const stamp = (milliseconds, counter) => `${digits(milliseconds, 12)}-${digits(counter, 4)}`;

/**
 * The stamp after `last`, at wall clock `now`. It never goes back: a wall clock set back a year
 * only makes the counter run.
 *
 * @param {string} last empty before the first
 * @param {number} now milliseconds since 1970
 * @returns {string}
 */
export function tick(last, now) {
  const wall = Math.min(Math.max(0, Math.floor(now)), LAST);
  if (!last) return stamp(wall, 0);
  const then = millisecondsOf(last);
  const counter = parseInt(last.slice(13), 16);
  if (wall > then) return stamp(wall, 0);
  return counter < COUNTER_LIMIT ? stamp(then, counter + 1) : stamp(then + 1, 0);
}

/**
 * @param {string} madeAt a stamp
 * @returns {number} milliseconds since 1970 (UTC)
 */
export const millisecondsOf = (madeAt) => parseInt(madeAt.slice(0, 12), 16);

/**
 * @param {number} value
 * @param {number} length
 */
const digits = (value, length) => value.toString(16).padStart(length, "0");
