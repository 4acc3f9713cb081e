/** Whether the browser may throw away what it stores for us, and how much room is left. */

/**
 * Browsers grant it to an installed app, others only sometimes; until then storage is best-effort.
 *
 * @returns {Promise<boolean>} whether storage is protected now
 */
export async function askToKeep() {
  if (await isProtected()) return true;
  return (await navigator.storage?.persist?.()) ?? false;
}

/** @returns {Promise<boolean>} */
export const isProtected = async () => (await navigator.storage?.persisted?.()) ?? false;

/** @returns {Promise<{used: number, quota: number} | null>} bytes; null where the browser hides it */
export async function space() {
  const told = await navigator.storage?.estimate?.();
  return told?.quota ? { used: told.usage ?? 0, quota: told.quota } : null;
}
