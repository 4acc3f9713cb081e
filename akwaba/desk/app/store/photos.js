/** Pictures of a draft: locked like the draft, until its entry seals them to the node. */

import { hex, sha256 } from "../ledger/bytes.js";
import { open, write } from "./database.js";
import { decryptBytes, encryptBytes } from "./vault.js";

/**
 * @param {{draft: string, about: string, blob: Blob}} picture whose it is; one a person and draft
 * @returns {Promise<string>} its digest
 * @throws {import("./problems.js").StorageFull | import("./problems.js").VaultLocked}
 */
export async function keepPhoto({ draft, about, blob }) {
  const content = new Uint8Array(await blob.arrayBuffer());
  const digest = hex(await sha256(content));
  const locked = await encryptBytes(content);
  const row = { about, digest, draft, media_type: blob.type, locked, at: Date.now() };
  await write(["photos"], async ({ store }) => {
    await removeDrafted(store, draft, about);
    await store.put({ ...row, state: "draft" });
  });
  return digest;
}

/**
 * @param {string} about
 * @param {string} digest
 * @returns {Promise<Blob | null>} null where there is none, or it is sealed already
 */
export async function photo(about, digest) {
  const row = await (await open()).get("photos", [about, digest]);
  return row?.locked ? new Blob([await decryptBytes(row.locked)], { type: row.media_type }) : null;
}

/**
 * @param {string} draft
 * @param {string} about
 */
export const dropPhoto = (draft, about) =>
  write(["photos"], ({ store }) => removeDrafted(store, draft, about));

/** @returns {Promise<number>} pictures that only this device has */
export async function countWaiting() {
  const state = (await open()).transaction("photos").store.index("state");
  const [waiting, held] = await Promise.all([state.count("waiting"), state.count("held")]);
  return waiting + held;
}

/**
 * @param {import("idb").IDBPObjectStore<import("./database.js").Schema, ["photos"], "photos",
 *   "readwrite">} store
 * @param {string} draft
 * @param {string} about
 */
async function removeDrafted(store, draft, about) {
  for await (const cursor of store.index("draft").iterate(draft)) {
    if (cursor.value.about === about) await cursor.delete();
  }
}
