/** The day by the clock of this device, where it is. */

/**
 * @param {Date} [now]
 * @returns {string} such as "2026-11-22"
 */
export function today(now = new Date()) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
