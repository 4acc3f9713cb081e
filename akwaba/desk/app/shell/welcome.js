/** An officer makes themselves known to this device: their password, at the node, once. */

import { escrow, isOpen, unlockWithKey } from "../store/vault.js";

/** @typedef {import("../store/vault.js").Officer} Officer */
/** @typedef {{username: string, password: string}} Who */

/**
 * The node says who it is. Where others work here already, it also opens the key of the device.
 * @param {Who} who
 * @returns {Promise<Officer>} throws the refusals of the node, and `unreachable`
 */
export async function introduce(who) {
  const officer = await known(who);
  if (!isOpen() && (await escrow())) await bringKey(who, officer);
  return officer;
}

/**
 * A PIN is forgotten: the officer's own password opens the key, and a new PIN is chosen.
 * @param {Who} who
 * @returns {Promise<Officer>}
 */
export async function openForgotten(who) {
  const officer = await known(who);
  await bringKey(who, officer);
  return officer;
}

/**
 * @param {Who} who
 * @returns {Promise<Officer>}
 */
async function known(who) {
  const { call } = await import("../exchange/node.js");
  return (await call("POST", "/desk/v1/officers", who)).officer;
}

/**
 * @param {Who} who
 * @param {Officer} officer
 */
async function bringKey(who, officer) {
  const { call } = await import("../exchange/node.js");
  const { key } = await call("POST", "/desk/v1/unlock", { ...who, escrow: await escrow() });
  await unlockWithKey(key, officer);
}
