/** What this device is: its key, its node, where its history stands. Read and written by name. */

import { open, write } from "./database.js";
import { NotEnrolled } from "./problems.js";

/**
 * @typedef {import("../ledger/bytes.js").Bytes} Bytes
 *
 * @typedef {object} Facts
 * @property {{privateKey: CryptoKey, point: Bytes}} key made once; never leaves the device
 * @property {{id: string, name: string}} identity given at the first enrolment
 * @property {{post: string, post_name: string}} post
 * @property {{id: string, name: string, signing_key: Bytes, sealing_key: Bytes}} node the pinned
 *   one: nothing is believed that it did not sign
 * @property {{sealing_key: Bytes} | null} capital
 * @property {{seq: number, hash: string, made_at: string}} head the last entry that was made
 * @property {{offset: number}} clock the node's clock minus this device's, in milliseconds
 * @property {{stored_upto: number, capital_upto: number | null}} levels as the node last said
 * @property {{until: number, revoked: boolean}} lease
 * @property {NumberRange[]} numbers
 * @property {CryptoKey} secret HMAC: a PIN is worth nothing on another device
 * @property {Bytes} escrow the data key, sealed to the node and the capital
 * @property {string} escrow_for whom the escrow is sealed to
 * @property {import("./database.js").Locked} proof opens under the right data key
 *
 * @typedef {{block: number, first: number, last: number, next: number}} NumberRange
 */

/**
 * @template {keyof Facts} Name
 * @param {Name} name
 * @returns {Promise<Facts[Name] | undefined>}
 */
export const fact = async (name) => (await open()).get("device", name);

/**
 * @param {Partial<Facts>} facts stored together or not at all
 */
export const keep = (facts) =>
  write(["device"], async (tx) => {
    for (const [name, value] of Object.entries(facts)) await tx.store.put(value, name);
  });

/**
 * @template {keyof Facts} Name
 * @param {Name} name
 * @returns {Promise<Facts[Name]>}
 * @throws {NotEnrolled}
 */
export async function required(name) {
  const value = await fact(name);
  if (value === undefined) throw new NotEnrolled();
  return value;
}

/**
 * @returns {Promise<{id: string, name: string, post: string, post_name: string} | null>} null
 *   before the device is enrolled
 */
export async function enrolment() {
  const [identity, post] = await Promise.all([fact("identity"), fact("post")]);
  return identity && post ? { ...identity, ...post } : null;
}

/** @returns {Promise<Bytes[]>} the public points to which whatever leaves this device is sealed */
export async function recipients() {
  const [node, capital] = await Promise.all([required("node"), fact("capital")]);
  return capital ? [node.sealing_key, capital.sealing_key] : [node.sealing_key];
}

/**
 * The keys of this device, made at the first call: they are used here and can be copied nowhere.
 *
 * @returns {Promise<Facts["key"]>}
 */
export async function ownKey() {
  const known = await fact("key");
  if (known) return known;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.generateKey(hmac, false, ["sign"]);
  const key = { privateKey: pair.privateKey, point };
  await keep({ key, secret: /** @type {CryptoKey} */ (secret) });
  return key;
}
