/** The desk's own storage: one IndexedDB database, whose upgrades only ever add stores. */

import { openDB } from "idb";

import { named } from "./problems.js";

/**
 * @typedef {import("../ledger/bytes.js").Bytes} Bytes
 *
 * @typedef {{iv: Bytes, data: Bytes}} Locked under the vault's data key
 *
 * @typedef {{status: string, reason: string, at: number}} Receipt what the node said of an entry
 *
 * @typedef {object} OutboxRow
 * @property {number} seq
 * @property {string} id
 * @property {string} hash of the header
 * @property {Bytes} header exactly as signed
 * @property {Bytes} signature
 * @property {Bytes} sealed
 * @property {string} kind
 * @property {number} wall when it was made, by the device's clock
 * @property {"device" | "post" | "capital"} state how far it is known to have come
 * @property {Receipt | null} receipt
 * @property {string} [trouble] why the node could not apply it, or not even read it
 * @property {number} [tries] how often it was sent and yet did not come whole
 *
 * @typedef {object} DraftRow either a draft, or the mark that it became an entry
 * @property {string} id
 * @property {number} [saved_at] absent once it became an entry
 * @property {Locked} [locked]
 * @property {{id: string, seq: number}} [done]
 *
 * @typedef {object} PhotoRow
 * @property {string} about whose it is
 * @property {string} digest SHA-256 of the plain picture
 * @property {"draft" | "waiting" | "held"} state held: the node could not take it
 * @property {string} [draft]
 * @property {string} [media_type]
 * @property {Locked} [locked] while a draft
 * @property {Bytes} [sealed] once it has its entry
 * @property {number} at
 *
 * @typedef {object} OfficerRow
 * @property {string} id
 * @property {Officer} officer
 * @property {Bytes} salt
 * @property {Bytes} iv
 * @property {Bytes | null} wrapped the data key under the PIN; null after too many wrong ones
 * @property {number} tries wrong ones since the last right one
 * @property {number} last_try_at
 * @property {string} [node] the node that told who this is
 *
 * @typedef {{id: string, name: string, role: string, posts?: string[], language?: string}} Officer
 *
 * @typedef {object} Schema
 * @property {{key: string, value: any}} device
 * @property {{key: string, value: unknown}} settings
 * @property {{key: string, value: OfficerRow}} officers
 * @property {{key: string, value: DraftRow, indexes: {saved_at: number}}} drafts
 * @property {{key: number, value: OutboxRow,
 *   indexes: {state: string, trouble: string}}} outbox
 * @property {{key: [string, string], value: PhotoRow,
 *   indexes: {state: string, draft: string}}} photos
 * @property {{key: string, value: {id: string, locked: Locked}}} working
 * @property {{key: string, value: unknown}} reference
 *
 * @typedef {keyof Schema} Store
 * @typedef {import("idb").IDBPDatabase<Schema>} Database
 */

const NAME = "akwaba";
const VERSION = 1;

/** @type {Promise<Database> | null} */
let opening = null;

/**
 * The one connection of this page.
 *
 * @returns {Promise<Database>}
 * @throws {import("./problems.js").WriteFailed | import("./problems.js").StorageFull}
 */
export function open() {
  opening ??= connect().catch((error) => {
    opening = null;
    throw named(error);
  });
  return opening;
}

async function connect() {
  // A page that is left must end. Chromium freezes it instead (its back/forward cache), and frozen
  // while it makes the database it shuts every later page out until the browser is restarted. It
  // does not freeze pages that listen here; where it does all the same, the upgrade gives way.
  addEventListener("unload", () => {});
  try {
    return await openDB(NAME, VERSION, callbacks);
  } catch (error) {
    // A newer app was here before: it only added stores, so this one can go on.
    if (error instanceof DOMException && error.name === "VersionError") {
      return openDB(NAME, undefined, callbacks);
    }
    throw error;
  }
}

/** @type {import("idb").OpenDBCallbacks<Schema>} */
const callbacks = {
  upgrade(database, from, _to, transaction) {
    if (from < 1) addFirstStores(database);
    const giveWay = () => transaction.abort();
    addEventListener("pagehide", giveWay);
    transaction.done.catch(() => {}).finally(() => removeEventListener("pagehide", giveWay));
  },
  blocking(_current, _blocked, event) {
    opening = null; // another tab runs a newer app: make way, and come back after it
    /** @type {IDBDatabase} */ (event.target).close();
  },
  terminated() {
    opening = null;
  },
};

/** @param {Database} database */
function addFirstStores(database) {
  for (const name of /** @type {const} */ (["device", "settings", "reference"])) {
    database.createObjectStore(name);
  }
  database.createObjectStore("officers", { keyPath: "id" });
  database.createObjectStore("working", { keyPath: "id" });
  database.createObjectStore("drafts", { keyPath: "id" }).createIndex("saved_at", "saved_at");
  const outbox = database.createObjectStore("outbox", { keyPath: "seq" });
  outbox.createIndex("state", "state");
  outbox.createIndex("trouble", "trouble");
  const photos = database.createObjectStore("photos", { keyPath: ["about", "digest"] });
  photos.createIndex("state", "state");
  photos.createIndex("draft", "draft");
}

/**
 * One transaction, all or nothing, on the disk before the promise resolves.
 *
 * `work` may wait for this transaction's own requests only: for anything else the browser would
 * end the transaction under it.
 *
 * @template {[Store, ...Store[]]} Stores
 * @template Result
 * @param {Stores} stores
 * @param {(tx: import("idb").IDBPTransaction<Schema, Stores, "readwrite">) => Promise<Result>} work
 * @returns {Promise<Result>}
 * @throws {import("./problems.js").StorageFull | import("./problems.js").WriteFailed}
 */
export async function write(stores, work) {
  const database = await open();
  let tx;
  try {
    tx = database.transaction(stores, "readwrite", { durability: "strict" });
  } catch (error) {
    throw named(error);
  }
  const done = tx.done.then(() => null, (error) => error);
  try {
    const result = await work(tx);
    const failure = await done;
    if (failure) throw failure;
    return result;
  } catch (error) {
    abandon(tx);
    await done;
    throw named(tx.error ?? error); // a full disk shows in the transaction, not in its requests
  }
}

/** @param {{abort(): void}} tx */
function abandon(tx) {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}
