/**
 * What the node does not have yet, on this tablet. Nothing locks it, for the browser gives no keys
 * to a page over plain HTTP: so it is gone as soon as the node has it.
 */

import { openDB } from "idb";
import { named } from "../store/problems.js";

/**
 * @typedef {{id: string, officer: string, saved_at: number, draft: any}} Copy
 *   officer: who wrote it; nobody else's session may send it
 */

const STORE = "copies";
/** @type {Promise<import("idb").IDBPDatabase> | null} */
let opening = null;

function open() {
  opening ??= openDB("akwaba-plain", 1, {
    upgrade: (database) => void database.createObjectStore(STORE, { keyPath: "id" }),
  });
  return opening;
}

/**
 * @param {Copy} copy
 * @returns {Promise<void>} once it is on the disk
 * @throws {import("../store/problems.js").StorageFull | import("../store/problems.js").WriteFailed}
 */
export async function keep(copy) {
  await written((store) => store.put(copy));
}

/**
 * Forget a copy, unless a newer one took its place.
 * @param {string} id
 * @param {number} [saved_at] of the copy that is not needed any more; none: whichever there is
 */
export async function forget(id, saved_at) {
  await written(async (store) => {
    const held = await store.get(id);
    if (held && (saved_at === undefined || held.saved_at === saved_at)) await store.delete(id);
  });
}

/** @returns {Promise<Copy[]>} */
export const all = async () => (await open()).getAll(STORE);

/** @param {(store: any) => Promise<unknown>} work */
async function written(work) {
  try {
    const tx = (await open()).transaction(STORE, "readwrite", { durability: "strict" });
    await Promise.all([work(tx.store), tx.done]);
  } catch (error) {
    throw named(error);
  }
}
