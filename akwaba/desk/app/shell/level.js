/** How worried the state bar looks: plain rules, no screen. */

export const CARE_AFTER = 30 * 60_000;
/** Milliseconds that an entry may wait on the device before the bar turns amber. */
export const BAD_AFTER = 24 * 3_600_000;
/** After this a family's arrival is missing from a whole day's figures. */
export const LEAST_FREE = 0.05;
/** Browsers evict what a site holds when the disk is nearly full (seen near 3 % free). */

/**
 * @param {{oldest_waiting?: number | null, space?: {used: number, quota: number} | null}} status
 * @param {number} now milliseconds since 1970, by the clock of this device
 * @returns {"calm" | "care" | "bad"}
 */
export function level({ oldest_waiting, space }, now) {
  const waited = oldest_waiting ? now - oldest_waiting : 0;
  if (waited >= BAD_AFTER || isFull(space)) return "bad";
  return waited >= CARE_AFTER ? "care" : "calm";
}

/**
 * @param {{used: number, quota: number} | null | undefined} space bytes; null where unknown
 */
export function isFull(space) {
  return Boolean(space && space.quota > 0 && 1 - space.used / space.quota < LEAST_FREE);
}
