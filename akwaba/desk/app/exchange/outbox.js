/**
 * The entries that this device holds, and how far each is known to have come.
 *
 * An entry leaves the device only after the level that counts: the capital's, and as long as there
 * is no capital the node's. Even then the newest stay, sealed, for a node that loses its disk.
 */

import { open, write } from "../store/database.js";
import { fact } from "../store/device.js";

/**
 * @typedef {import("../store/database.js").OutboxRow} OutboxRow
 * @typedef {{id: string, hash?: string, status: string, reason?: string}} Receipt
 * @typedef {{stored_upto: number, capital_upto: number | null}} Levels
 * @typedef {[number, number][]} Ranges first and last of each stretch of numbers
 *
 * @typedef {object} Held what the node says of this device's history
 * @property {number} [stored_upto] every entry up to this one is there; an older node says nothing
 * @property {number | null} [capital_upto]
 * @property {Ranges} [holes] numbers below `last` that are not there
 * @property {number} [last] the highest number that is there
 * @property {Ranges} [held] what is there and waits for a person, or for a key
 */

/** Sealed entries that stay though they have arrived. */
const KEPT = 200;
/** They are let go in one go, not one by one. */
const SLACK = 50;
/** Reasons why a copy counts for nothing at the node: it was changed on the way. */
const SPOILT = ["unreadable", "bad_signature", "body_changed"];
/** Then it is not the way that spoils it: a person looks at it. */
const MOST_TRIES = 3;

/**
 * What goes next, oldest first.
 *
 * @param {number} most entries
 * @param {number} bytes of JSON, about; the first entry goes whatever its size
 * @returns {Promise<OutboxRow[]>}
 */
export async function nextBatch(most, bytes) {
  /** @type {OutboxRow[]} */
  const batch = [];
  let size = 0;
  const waiting = (await open()).transaction("outbox").store.index("state");
  for await (const { value: row } of waiting.iterate("device")) {
    if (row.trouble) continue; // it never came whole: a person looks at it
    size += jsonSize(row);
    if (batch.length === most || (batch.length > 0 && size > bytes)) break;
    batch.push(row);
  }
  return batch;
}

/** @param {OutboxRow} row */
const jsonSize = ({ header, sealed }) =>
  Math.ceil(header.length * 1.25 + (sealed.length * 4) / 3 + 200);

/** @returns {Promise<OutboxRow[]>} everything that the node has not acknowledged, oldest first */
export const unacknowledged = async () =>
  (await open()).getAllFromIndex("outbox", "state", "device");

/**
 * Note what the node said of a batch. Receipts are told apart by the hash of the header, so that a
 * receipt for other bytes under the same id acknowledges nothing.
 *
 * @param {OutboxRow[]} batch
 * @param {Receipt[]} receipts
 * @returns {Promise<number>} how many entries will not be sent again
 */
export async function acknowledge(batch, receipts) {
  const told = new Map(receipts.map((receipt) => [receipt.hash, receipt]));
  const alone = batch.length === 1 && receipts[0]?.status === "unreadable" ? receipts[0] : null;
  const at = Date.now();
  return write(["outbox"], async ({ store }) => {
    let settled = 0;
    for (const { seq, hash } of batch) {
      const receipt = told.get(hash) ?? alone;
      const row = await store.get(seq);
      if (!receipt || !row) continue;
      const after = noted(row, receipt, at);
      await store.put(after);
      if (after.state !== "device" || after.trouble) settled += 1;
    }
    return settled;
  });
}

/**
 * What became of an entry. A copy that was spoilt on the way is no copy: it is sent again.
 *
 * @param {OutboxRow} row
 * @param {Receipt} receipt
 * @param {number} at
 * @returns {OutboxRow}
 */
export function noted({ trouble: _, tries = 0, ...row }, { status, reason = "" }, at) {
  const receipt = { status, reason, at };
  const why = status === "quarantined" ? reason || status : "";
  if (SPOILT.includes(why || status)) return again({ ...row, receipt, tries }, why || status);
  const state = row.state === "device" ? "post" : row.state;
  const kept = { ...row, state, receipt, ...(status === "known" && tries > 0 && { tries }) };
  return why ? { ...kept, trouble: why } : kept;
}

/**
 * @param {OutboxRow} row
 * @param {string} why
 * @returns {OutboxRow} waiting to be sent, unless it was in vain too often
 */
function again({ trouble: _, tries = 0, ...row }, why) {
  const waiting = { ...row, state: /** @type {const} */ ("device"), tries: tries + 1 };
  return waiting.tries < MOST_TRIES ? waiting : { ...waiting, trouble: why };
}

/**
 * Take in how much of this device's history the node, and the capital, say they have.
 *
 * @param {Held} told
 */
export async function takeLevels(told) {
  const { stored_upto, capital_upto = null } = told;
  if (stored_upto === undefined) return;
  const hasCapital = Boolean(await fact("capital"));
  await write(["device", "outbox"], async (tx) => {
    const before = /** @type {Levels | undefined} */ (await tx.objectStore("device").get("levels"));
    const outbox = tx.objectStore("outbox");
    if (stored_upto < (before?.stored_upto ?? 0)) await offerAgain(outbox, stored_upto);
    else await offerMissing(outbox, told);
    if (told.held) await settle(outbox, told.held);
    if (capital_upto) await raise(outbox, capital_upto);
    await tx.objectStore("device").put({ stored_upto, capital_upto }, "levels");
    if (!hasCapital) await letGo(outbox, "post", stored_upto);
    else if (capital_upto) await letGo(outbox, "capital", capital_upto);
  });
}

/**
 * @typedef {import("idb").IDBPObjectStore<import("../store/database.js").Schema,
 *   ("device" | "outbox")[], "outbox", "readwrite">} Outbox
 */

/**
 * Offer what is still kept to a node that has not got it: another one, or one that says less than
 * before because it was restored from an older backup.
 *
 * @param {Outbox} outbox
 * @param {number} [after] the last entry that the node has
 */
export async function offerAgain(outbox, after = 0) {
  for await (const cursor of outbox.iterate(IDBKeyRange.lowerBound(after, true))) {
    const { trouble, tries: _, ...row } = cursor.value;
    const isOffered = row.state === "device" && !trouble;
    if (!isOffered) await cursor.update({ ...row, state: "device", receipt: null });
  }
}

/**
 * Send again what the node once acknowledged and has not got, or got spoilt. What it holds for a
 * person is there. `last` stands in heartbeats only: answers to batches cannot set off a round of
 * sending without end.
 *
 * @param {Outbox} outbox
 * @param {Held} told
 */
async function offerMissing(outbox, { holes = [], last, held = [] }) {
  if (last === undefined) return;
  for (const [first, end] of [...holes, [last + 1, Infinity]]) {
    for await (const cursor of outbox.iterate(IDBKeyRange.bound(first, end))) {
      const row = cursor.value;
      if (row.state === "device" || isAmong(held, row.seq)) continue;
      await cursor.update(again(row, "lost"));
    }
  }
}

/**
 * What waited at the node and waits no more was applied, or set aside by a person.
 *
 * @param {Outbox} outbox
 * @param {Ranges} held
 */
async function settle(outbox, held) {
  for await (const cursor of outbox.index("trouble").iterate()) {
    const { trouble: _, ...row } = cursor.value;
    if (row.state !== "device" && !isAmong(held, row.seq)) await cursor.update(row);
  }
}

/**
 * @param {Ranges} ranges
 * @param {number} seq
 */
const isAmong = (ranges, seq) => ranges.some(([first, last]) => first <= seq && seq <= last);

/**
 * @param {Outbox} outbox
 * @param {number} upto
 */
async function raise(outbox, upto) {
  for await (const cursor of outbox.index("state").iterate("post")) {
    if (cursor.value.seq > upto) break;
    await cursor.update({ ...cursor.value, state: "capital" });
  }
}

/**
 * @param {Outbox} outbox
 * @param {"post" | "capital"} state
 * @param {number} upto
 */
async function letGo(outbox, state, upto) {
  let spare = (await outbox.index("state").count(state)) - KEPT;
  if (spare < SLACK) return;
  for await (const cursor of outbox.index("state").iterate(state)) {
    if (spare === 0 || cursor.value.seq > upto) break;
    if (!cursor.value.trouble) await cursor.delete();
    spare -= 1;
  }
}
