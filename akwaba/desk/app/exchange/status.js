/** What is known of the node and of what waits here, for the bar that every screen shows. */

import { onChange } from "../store/changes.js";
import { fact } from "../store/device.js";
import { countWaiting } from "../store/photos.js";
import { isProtected, space } from "../store/space.js";
import { counts } from "./counts.js";

/**
 * @typedef {object} Status times in milliseconds by the device's clock; null where unknown
 * @property {boolean} reached the node answered the last heartbeat, signed
 * @property {number | null} reached_at
 * @property {number} device_waiting entries that only this device has
 * @property {number} at_post entries of this device that have come as far as the post
 * @property {number | null} at_capital null while there is no capital
 * @property {boolean} has_capital
 * @property {number | null} oldest_waiting
 * @property {number} photos_waiting
 * @property {number | null} lease_until by the node's clock
 * @property {boolean} revoked
 * @property {boolean} lease_ended
 * @property {boolean} other_node something else answers at the node's address: nothing is sent
 * @property {boolean} unknown_device the node does not know this device; it still takes entries
 * @property {number | null} clock_offset the node's clock minus the device's
 * @property {boolean | null} protected whether the browser promised not to evict what is here
 * @property {{used: number, quota: number} | null} space bytes
 * @property {boolean} sending
 * @property {number} quarantined entries that wait at the node for a person
 * @property {string} problem code of what kept the last sending from ending; empty if nothing did
 */

/** @type {Status} */
let state = {
  reached: false,
  reached_at: null,
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
let isCounted = false;
/** @type {Set<(status: Status) => void>} */
const listeners = new Set();
onChange(recount);

/** @returns {Status} */
export const now = () => state;

/**
 * @param {(status: Status) => void} fn called with the state as soon as it is known, and whenever
 *   it changes
 * @returns {() => void} stops it
 */
export function subscribe(fn) {
  listeners.add(fn);
  if (isCounted) fn(state);
  else recount();
  return () => listeners.delete(fn);
}

/** @param {Partial<Status>} changes */
export function change(changes) {
  state = { ...state, ...changes };
  if (isCounted) for (const fn of listeners) fn(state);
}

/** Read again what this device holds, and what it knows of its lease and its clock. */
export async function recount() {
  const [counted, photos_waiting, lease, clock] = await Promise.all([
    counts(),
    countWaiting(),
    fact("lease"),
    fact("clock"),
  ]);
  isCounted = true;
  change({
    ...counted,
    photos_waiting,
    clock_offset: clock?.offset ?? null,
    lease_until: lease?.until ?? null,
    revoked: lease?.revoked ?? false,
    lease_ended: Boolean(lease && lease.until < Date.now() + (clock?.offset ?? 0)),
  });
}

/** Ask the browser how much room is left, and whether it keeps what is here. */
export async function measure() {
  const [isKept, room] = await Promise.all([isProtected(), space()]);
  change({ protected: isKept, space: room });
}
