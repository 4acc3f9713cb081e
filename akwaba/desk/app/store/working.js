/** The families of this shift, for the check of who is known already and for printing again. */

import { open, write } from "./database.js";
import { decrypt, encrypt } from "./vault.js";

/**
 * @param {{id: string}} record whatever the screens need of a family; the same id replaces it
 * @throws {import("./problems.js").StorageFull | import("./problems.js").VaultLocked}
 */
export async function remember(record) {
  const row = { id: record.id, locked: await encrypt(record) };
  await write(["working"], async ({ store }) => {
    await store.put(row);
  });
}

/** @returns {Promise<any[]>} */
export async function recall() {
  const rows = await (await open()).getAll("working");
  return Promise.all(rows.map((row) => decrypt(row.locked)));
}

/** At the end of the shift, and when this device may read no more. */
export const wipe = () => write(["working"], ({ store }) => store.clear());
