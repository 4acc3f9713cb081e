/** Settings of the device and of the day: plain, so never a personal datum. */

import { open, write } from "./database.js";

/**
 * @param {string} key
 * @returns {Promise<any>} undefined if it was never set
 */
export const get = async (key) => (await open()).get("settings", key);

/**
 * @param {string} key
 * @param {unknown} value
 * @throws {import("./problems.js").StorageFull}
 */
export const set = (key, value) =>
  write(["settings"], async (tx) => {
    await tx.store.put(value, key);
  });
