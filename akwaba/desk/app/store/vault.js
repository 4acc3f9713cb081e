/**
 * The one data key of this device: what a tired clerk's PIN opens, and a thief's does not.
 *
 * It locks drafts, photos and the shift's families. It is wrapped once for each officer, under
 * HMAC(device secret, PBKDF2(PIN)): so a PIN tried elsewhere than on this device opens nothing.
 * It is also sealed to the node and the capital, where a password brings it back (see escrow).
 */

import { base64url, fromBase64url, random, utf8 } from "../ledger/bytes.js";
import { seal } from "../ledger/envelope.js";
import { open, write } from "./database.js";
import { fact, keep, recipients, required } from "./device.js";
import { MOST_TRIES, stillWaiting, waitSeconds } from "./pins.js";
import { PinGone, PinWaits, VaultLocked, WrongKey, WrongPin } from "./problems.js";

/**
 * @typedef {import("../ledger/bytes.js").Bytes} Bytes
 * @typedef {import("./database.js").Locked} Locked
 * @typedef {import("./database.js").Officer} Officer
 * @typedef {import("./database.js").OfficerRow} OfficerRow
 */

/** OWASP Password Storage Cheat Sheet, 2023: PBKDF2-HMAC-SHA256. */
const ITERATIONS = 600_000;
const NONCE_BYTES = 12;
const SALT_BYTES = 16;
const PROOF = "akwaba";

/** @type {{key: CryptoKey, officer: Officer | null} | null} */
let opened = null;
/** @type {Set<() => void>} */
const listeners = new Set();

export const isOpen = () => opened !== null;

/** @returns {Officer | null} who unlocked the desk */
export const officerHere = () => opened?.officer ?? null;

/** @returns {Promise<(Officer & {has_pin: boolean, wait_seconds: number})[]>} */
export async function officers() {
  const rows = await (await open()).getAll("officers");
  return rows.map((row) => ({
    ...row.officer,
    has_pin: row.wrapped !== null,
    wait_seconds: stillWaiting(row, Date.now()),
  }));
}

/**
 * Give an officer a PIN on this device, or another one. The first officer makes the data key.
 * Whoever is added is at the desk.
 *
 * @param {{officer: Officer, pin: string}} who
 * @throws {VaultLocked} where others work here already and none of them has unlocked it
 */
export async function addOfficer({ officer, pin }) {
  if (!opened && (await fact("proof"))) throw new VaultLocked();
  const key = opened?.key ?? (await makeDataKey());
  const salt = random(SALT_BYTES);
  const iv = random(NONCE_BYTES);
  const wrapping = await underPin(pin, salt);
  const wrapped = await crypto.subtle.wrapKey("raw", key, wrapping, bound(iv, officer.id));
  const { id: node } = await required("node");
  const row = { id: officer.id, officer, salt, iv, node, wrapped: new Uint8Array(wrapped) };
  await write(["officers"], (tx) => tx.store.put({ ...row, tries: 0, last_try_at: 0 }));
  opened = { key, officer };
}

/**
 * @param {{officer: string, pin: string}} who the officer's id
 * @returns {Promise<Officer>}
 * @throws {WrongPin | PinWaits | PinGone}
 */
export async function unlock({ officer, pin }) {
  const row = await countTry(officer);
  const key = await unwrapped(row, pin);
  if (!key) {
    if (row.tries >= MOST_TRIES) await dropPin(officer);
    throw new WrongPin(MOST_TRIES - row.tries, waitSeconds(row.tries));
  }
  await write(["officers"], (tx) => tx.store.put({ ...row, tries: 0 }));
  opened = { key, officer: row.officer };
  await renewEscrow();
  return row.officer;
}

/**
 * Open it with the key that the node gave back for an officer's password.
 *
 * @param {string} key base 64 for addresses
 * @param {Officer | null} [officer]
 * @throws {WrongKey}
 */
export async function unlockWithKey(key, officer = null) {
  const given = await asDataKey(fromBase64url(key));
  const proof = await required("proof");
  await unlockedBy(given, proof).catch(() => {
    throw new WrongKey();
  });
  opened = { key: given, officer };
  await renewEscrow();
}

/**
 * Whether another node took this device in since this officer was told to it: they open it, but
 * that node does not know them here.
 *
 * @param {string} officer their id
 */
export async function isOfAnotherNode(officer) {
  const [row, node] = await Promise.all([(await open()).get("officers", officer), fact("node")]);
  return Boolean(row?.node && node && row.node !== node.id);
}

/**
 * The one whom the new node knows takes the place of the one whom the node before knew.
 *
 * @param {string} before their id there
 */
export const forgetOfficer = (before) =>
  write(["officers"], ({ store }) => store.delete(before));

/** Forget the key: nothing that rests here can be read until somebody unlocks it again. */
export function lock() {
  opened = null;
  for (const fn of listeners) fn();
}

/**
 * @param {() => void} fn
 * @returns {() => void} stops it
 */
export function onLock(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

/** @returns {Promise<string | null>} the data key sealed to the node; null before the first PIN */
export async function escrow() {
  const sealed = await fact("escrow");
  return sealed ? base64url(sealed) : null;
}

/**
 * @param {unknown} value as JSON has it
 * @returns {Promise<Locked>}
 * @throws {VaultLocked}
 */
export const encrypt = (value) => encryptBytes(utf8(JSON.stringify(value)));

/**
 * @param {Locked} locked
 * @returns {Promise<any>}
 * @throws {VaultLocked}
 */
export const decrypt = async (locked) =>
  JSON.parse(new TextDecoder().decode(await decryptBytes(locked)));

/**
 * @param {Bytes} content
 * @returns {Promise<Locked>}
 */
export const encryptBytes = (content) => lockedBy(keyNow(), content);

/**
 * @param {Locked} locked
 * @returns {Promise<Bytes>}
 */
export const decryptBytes = (locked) => unlockedBy(keyNow(), locked);

function keyNow() {
  if (!opened) throw new VaultLocked();
  return opened.key;
}

/**
 * @param {CryptoKey} key
 * @param {Bytes} content
 */
async function lockedBy(key, content) {
  const iv = random(NONCE_BYTES);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, content);
  return { iv, data: new Uint8Array(data) };
}

/**
 * @param {CryptoKey} key
 * @param {Locked} locked
 */
async function unlockedBy(key, { iv, data }) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
}

/** @param {Bytes} raw */
const asDataKey = (raw) =>
  crypto.subtle.importKey("raw", raw, "AES-GCM", true, ["encrypt", "decrypt"]);

async function makeDataKey() {
  const raw = random(32);
  const key = await asDataKey(raw);
  await keep({ proof: await lockedBy(key, utf8(PROOF)), ...(await sealedAway(raw)) });
  return key;
}

/** After another node took this device in, the data key is sealed to that one. */
async function renewEscrow() {
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", keyNow()));
  const fresh = (await recipients()).map(base64url).join(" ");
  if (fresh !== (await fact("escrow_for"))) await keep(await sealedAway(raw));
}

/** @param {Bytes} raw */
async function sealedAway(raw) {
  const [{ id }, points] = await Promise.all([required("identity"), recipients()]);
  const escrow = await seal({ content: raw, recipients: points, context: `escrow ${id}` });
  return { escrow, escrow_for: points.map(base64url).join(" ") };
}

/**
 * Count a try as wrong before it is made: a power cut gives nobody another one.
 *
 * @param {string} officer
 * @returns {Promise<OfficerRow & {wrapped: Bytes}>}
 */
async function countTry(officer) {
  const now = Date.now();
  const [row, wait] = await write(["officers"], async ({ store }) => {
    const found = await store.get(officer);
    if (!found?.wrapped) throw new PinGone();
    const left = stillWaiting(found, now);
    const setBack = now < found.last_try_at; // the clock: the wait begins again, and ends
    const counted = left ? found : { ...found, tries: found.tries + 1, last_try_at: now };
    await store.put(setBack ? { ...counted, last_try_at: now } : counted);
    return /** @type {const} */ ([{ ...counted, wrapped: found.wrapped }, left]);
  });
  if (wait) throw new PinWaits(wait);
  return row;
}

/**
 * @param {OfficerRow & {wrapped: Bytes}} row
 * @param {string} pin
 * @returns {Promise<CryptoKey | null>} null where the PIN is wrong
 */
async function unwrapped({ id, salt, iv, wrapped }, pin) {
  const wrapping = await underPin(pin, salt);
  const usages = /** @type {KeyUsage[]} */ (["encrypt", "decrypt"]);
  return crypto.subtle
    .unwrapKey("raw", wrapped, wrapping, bound(iv, id), "AES-GCM", true, usages)
    .catch(() => null);
}

/** @param {string} officer */
const dropPin = (officer) =>
  write(["officers"], async ({ store }) => {
    const row = await store.get(officer);
    if (row) await store.put({ ...row, wrapped: null });
  });

/**
 * @param {string} pin
 * @param {Bytes} salt
 */
async function underPin(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const slow = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS };
  const stretched = await crypto.subtle.deriveBits(slow, typed, 256);
  const mixed = await crypto.subtle.sign("HMAC", await required("secret"), stretched);
  return crypto.subtle.importKey("raw", mixed, "AES-GCM", false, ["wrapKey", "unwrapKey"]);
}

/**
 * @param {Bytes} iv
 * @param {string} officer
 */
const bound = (iv, officer) => ({ name: "AES-GCM", iv, additionalData: utf8(officer) });
