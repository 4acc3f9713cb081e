/** What is known of the node in connected mode; the same shape as exchange/status.js tells. */

import { onChange } from "../store/changes.js";
import { countWaiting } from "./drafts.js";
import { ask, onReach } from "./node.js";

/** @typedef {import("../exchange/status.js").Status} Status */

const EVERY = 15_000;
/** Milliseconds between two questions whether the node is there. */

/** @type {Status} */
let state = {
  reached: true,
  reached_at: Date.now(), // the page came from there
  device_waiting: 0,
  at_post: 0,
  at_capital: null,
  has_capital: false,
  oldest_waiting: null,
  photos_waiting: 0,
  lease_until: null,
  revoked: false,
  lease_ended: false,
  other_node: false,
  unknown_device: false,
  clock_offset: null,
  protected: null,
  space: null,
  sending: false,
  quarantined: 0,
  problem: "",
};
/** @type {Set<(status: Status) => void>} */
const listeners = new Set();
onChange(recount);
onReach((reached) => change(reached ? { reached, reached_at: Date.now() } : { reached }));

/** @returns {Status} */
export const now = () => state;

/**
 * @param {(status: Status) => void} fn called at once, and whenever the state changes
 * @returns {() => void} stops it
 */
export function subscribe(fn) {
  listeners.add(fn);
  fn(state);
  return () => listeners.delete(fn);
}

/** @param {Partial<Status>} changes */
export function change(changes) {
  state = { ...state, ...changes };
  for (const fn of listeners) fn(state);
}

/** Read again how many drafts only this tablet has. */
export async function recount() {
  change({ device_waiting: await countWaiting() });
}

/** Nothing here needs room that could run out unseen. */
export async function measure() {}

/** Ask from time to time whether the node is there. */
export function watch() {
  setInterval(look, EVERY);
  void recount();
}

async function look() {
  if (!document.hidden) await ask("GET", "session").catch(() => {}); // whether it answered is told
  await recount();
}
