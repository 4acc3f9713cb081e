/** Households that are being written down: on the disk after every key, readable only unlocked. */

import { utf8 } from "../ledger/bytes.js";
import { open, write } from "./database.js";
import { decrypt, encryptBytes } from "./vault.js";

/**
 * @typedef {{id: string, people?: {name?: string}[]}} Draft whatever else it holds is kept as it is
 */

/** @type {Map<string, string>} what waits to be stored, by draft: the newest only */
const waiting = new Map();
/** @type {Promise<void> | null} */
let inFlight = null;

/**
 * Store a draft as it is at this instant. A call overtakes the one that still waits, so storing is
 * never further behind than one write, however fast the clerk types; nothing waits for a pause.
 *
 * @param {Draft} draft
 * @returns {Promise<void>} once this state, or a newer one, is on the disk
 * @throws {import("./problems.js").StorageFull | import("./problems.js").VaultLocked}
 */
export async function saveDraft(draft) {
  waiting.set(draft.id, JSON.stringify(draft));
  await settled();
}

/** Wait until whatever was to be stored before this call is. */
export async function settled() {
  await inFlight?.catch(() => {}); // whoever asked for that one is told
  if (waiting.size === 0) return;
  inFlight ??= storeWaiting().finally(() => {
    inFlight = null;
  });
  await inFlight;
}

async function storeWaiting() {
  const taken = [...waiting];
  waiting.clear();
  const now = Date.now();
  const rows = await Promise.all(
    taken.map(async ([id, text]) => ({ id, saved_at: now, locked: await encryptBytes(utf8(text)) })),
  );
  await write(["drafts"], async ({ store }) => {
    for (const row of rows) {
      const before = await store.get(row.id);
      if (!before?.done) await store.put(row); // it became an entry: it does not come back
    }
  });
}

/** @returns {Promise<{id: string, saved_at: number, title: string, people: number}[]>} newest first */
export async function listDrafts() {
  await settled();
  const rows = await (await open()).getAllFromIndex("drafts", "saved_at");
  const listed = rows.reverse().map(async (row) => {
    const { people = [] } = /** @type {Draft} */ (await decrypt(locked(row)));
    const saved_at = row.saved_at ?? 0;
    return { id: row.id, saved_at, title: people[0]?.name ?? "", people: people.length };
  });
  return Promise.all(listed);
}

/**
 * @param {string} id
 * @returns {Promise<any>} the draft; null where there is none, or it became an entry
 */
export async function loadDraft(id) {
  await settled();
  const row = await (await open()).get("drafts", id);
  return row?.locked ? decrypt(row.locked) : null;
}

/**
 * Throw a draft away, with its pictures. Saving it again brings it back, without them.
 *
 * @param {string} id
 */
export async function dropDraft(id) {
  waiting.delete(id);
  await settled();
  await write(["drafts", "photos"], async (tx) => {
    const row = await tx.objectStore("drafts").get(id);
    if (!row?.done) await tx.objectStore("drafts").delete(id);
    const pictures = tx.objectStore("photos").index("draft");
    for await (const cursor of pictures.iterate(id)) await cursor.delete();
  });
}

/** @returns {Promise<number>} how many households wait to be finished; asks for no PIN */
export const countDrafts = async () => (await open()).countFromIndex("drafts", "saved_at");

/** Forget which drafts became entries, once no screen holds one of them any more. */
export const forgetFinished = () =>
  write(["drafts"], async ({ store }) => {
    for await (const cursor of store.iterate()) if (cursor.value.done) await cursor.delete();
  });

/** @param {import("./database.js").DraftRow} row */
const locked = (row) => /** @type {import("./database.js").Locked} */ (row.locked);
