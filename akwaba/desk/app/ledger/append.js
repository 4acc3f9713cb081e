/**
 * An act becomes an entry of this device: sealed, signed, chained, and on the disk.
 *
 * Either the whole of it is stored and its draft gone, or nothing happened. One entry is made at a
 * time, whatever the number of tabs: a history has one head.
 */

import { announce } from "../store/changes.js";
import { open, write } from "../store/database.js";
import { fact, recipients, required } from "../store/device.js";
import { settled } from "../store/drafts.js";
import { decryptBytes } from "../store/vault.js";
import { hex, random, utf8 } from "./bytes.js";
import { tick } from "./clock.js";
import { seal } from "./envelope.js";
import { uuid7 } from "./ids.js";
import * as laws from "./laws.js";

/**
 * @typedef {import("./bytes.js").Bytes} Bytes
 * @typedef {import("../store/database.js").OutboxRow} OutboxRow
 * @typedef {import("../store/database.js").PhotoRow} PhotoRow
 *
 * @typedef {object} Act
 * @property {string} officer
 * @property {string} scope the post
 * @property {string} kind such as "registry.household_registered"
 * @property {string} subject
 * @property {number} [version]
 * @property {laws.Say[]} says
 * @property {{digest: string, about: string, blob?: Blob}[]} [photos] without a blob, the picture
 *   that was kept with the draft
 * @property {string} [drop_draft] the draft that becomes this entry
 * @property {Act[]} [also] what is on the disk with it or not at all; each is an entry after this
 *
 * @typedef {{id: string, seq: number}} Made
 * @typedef {{seq: number, hash: string, made_at: string}} Head the last entry that was made
 */

/** @type {Head} */
const NOTHING_YET = { seq: 0, hash: laws.FIRST, made_at: "" };

/**
 * @param {Act} act
 * @returns {Promise<Made>} of a draft that became an entry before: that one, not another
 * @throws {import("../store/problems.js").StorageFull | import("../store/problems.js").NotEnrolled}
 */
export const append = (act) => navigator.locks.request("akwaba-ledger", () => appended(act));

/** @param {Act} act */
async function appended(act) {
  await settled().catch(() => {}); // what was typed is in the act; only the old draft is behind
  const [head = NOTHING_YET, points] = await Promise.all([fact("head"), recipients()]);
  const { rows, next } = await entriesOf(act, head, points);
  const [{ id, seq }] = rows;
  const pictures = await Promise.all((act.photos ?? []).map((one) => sealedPhoto(one, points)));
  const made = await write(["device", "outbox", "drafts", "photos"], async (tx) => {
    const before = act.drop_draft && (await tx.objectStore("drafts").get(act.drop_draft))?.done;
    if (before) return before;
    const now = (await tx.objectStore("device").get("head")) ?? NOTHING_YET;
    if (now.hash !== head.hash) throw new Error("The history of this device moved on meanwhile.");
    await tx.objectStore("device").put(next, "head");
    for (const row of rows) await tx.objectStore("outbox").add(row);
    if (act.drop_draft) await finish(tx, act.drop_draft, { id, seq });
    for (const picture of pictures) await tx.objectStore("photos").put(picture);
    return { id, seq };
  });
  announce();
  return made;
}

/**
 * The draft is gone, and its mark stays: a second tap or another tab makes no second family.
 *
 * @param {import("idb").IDBPTransaction<import("../store/database.js").Schema,
 *   ("device" | "outbox" | "drafts" | "photos")[], "readwrite">} tx
 * @param {string} draft
 * @param {Made} done
 */
async function finish(tx, draft, done) {
  await tx.objectStore("drafts").put({ id: draft, done });
  const drafted = tx.objectStore("photos").index("draft");
  for await (const cursor of drafted.iterate(draft)) await cursor.delete();
}

/**
 * The act and those that go with it, one after the other in the history.
 * @param {Act} act
 * @param {Head} head
 * @param {Bytes[]} points
 * @returns {Promise<{rows: OutboxRow[], next: Head}>}
 */
async function entriesOf(act, head, points) {
  const rows = [];
  let next = head;
  for (const one of [act, ...(act.also ?? [])]) {
    const made = await entryOf(one, next, points);
    rows.push(made.row);
    next = made.next;
  }
  return { rows, next };
}

/**
 * @param {Act} act
 * @param {Head} head
 * @param {Bytes[]} points
 * @returns {Promise<{row: OutboxRow, next: Head}>}
 */
async function entryOf(act, head, points) {
  const parts = act.says.map(partOf);
  const header = await headerOf(act, head, parts);
  const { id, seq, kind, wall, made_at } = header;
  const bytes = laws.writeHeader(header);
  const hash = await laws.hashOf(bytes);
  const content = utf8(laws.writeBody(parts));
  const sealed = await seal({ content, recipients: points, context: hash });
  const signed = await signature((await required("key")).privateKey, bytes);
  const facts = { seq, id, hash, header: bytes, signature: signed, sealed, kind, wall };
  return { row: { ...facts, state: "device", receipt: null }, next: { seq, hash, made_at } };
}

/**
 * @param {Act} act
 * @param {Head} head
 * @param {laws.Part[]} parts
 * @returns {Promise<laws.Header>}
 */
async function headerOf({ officer, scope, kind, subject, version = 1 }, head, parts) {
  const [{ id: device }, clock] = await Promise.all([required("identity"), fact("clock")]);
  const wall = Date.now();
  const offset = clock ? clock.offset : null;
  return {
    id: uuid7(),
    device,
    seq: head.seq + 1,
    previous: head.hash,
    kind,
    version,
    subject,
    scope,
    officer,
    made_at: tick(head.made_at, wall + (offset ?? 0)),
    wall,
    offset,
    body_hash: await laws.bodyHash(await Promise.all(parts.map(laws.partHash))),
  };
}

/**
 * @param {laws.Say} say
 * @returns {laws.Part}
 */
const partOf = (say) => ({
  about: say.about ?? say.id,
  salt: hex(random(laws.SALT_BYTES)),
  facts: laws.factsOf(say),
});

/**
 * @param {CryptoKey} key
 * @param {Bytes} content
 * @returns {Promise<Bytes>} r then s, 64 bytes
 */
export const signature = async (key, content) =>
  new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, content));

/**
 * @param {{digest: string, about: string, blob?: Blob}} picture
 * @param {Bytes[]} points
 * @returns {Promise<PhotoRow>}
 */
async function sealedPhoto({ digest, about, blob }, points) {
  const content = blob ? new Uint8Array(await blob.arrayBuffer()) : await drafted(about, digest);
  const sealed = await seal({ content, recipients: points, context: digest });
  return { about, digest, state: "waiting", sealed, at: Date.now() };
}

/**
 * @param {string} about
 * @param {string} digest
 */
async function drafted(about, digest) {
  const row = await (await open()).get("photos", [about, digest]);
  if (!row?.locked) throw new Error(`No picture ${digest} is kept with the draft.`);
  return decryptBytes(row.locked);
}
