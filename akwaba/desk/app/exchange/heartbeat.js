/** The word that this device gives of itself every few seconds, and what the node says back. */

import { fromBase64url } from "../ledger/bytes.js";
import { addRanges, numbersLeft } from "../ledger/numbers.js";
import { countDrafts } from "../store/drafts.js";
import { fact, keep } from "../store/device.js";
import { countWaiting } from "../store/photos.js";
import { isProtected } from "../store/space.js";
import { wipe } from "../store/working.js";
import { counts } from "./counts.js";
import { APP, HEARTBEAT_TIMEOUT, call } from "./node.js";
import { takeLevels } from "./outbox.js";

/**
 * @returns {Promise<any>} what the node said
 * @throws {import("./problems.js").Unreached | import("./problems.js").OtherNode |
 *   import("./problems.js").Refused}
 */
export async function heartbeat() {
  const reply = await call("POST", "/desk/v1/heartbeat", await word(), {
    timeout: HEARTBEAT_TIMEOUT,
  });
  await takeIn(reply);
  return reply;
}

async function word() {
  const [{ device_waiting, oldest_waiting }, drafts, photos, isKept, numbers, clock] =
    await Promise.all([
      counts(),
      countDrafts(),
      countWaiting(),
      isProtected(),
      fact("numbers"),
      fact("clock"),
    ]);
  const onNodesClock = (/** @type {number} */ at) => Math.max(0, at + (clock?.offset ?? 0));
  return {
    waiting: device_waiting,
    oldest_waiting: oldest_waiting === null ? null : onNodesClock(oldest_waiting),
    drafts,
    photos,
    app: APP,
    protected: isKept,
    wall: Date.now(),
    numbers_left: numbersLeft(numbers ?? []),
  };
}

/**
 * Fields that an older node leaves out stay as they are known; unknown ones are of a newer node.
 *
 * @param {any} reply
 */
async function takeIn(reply) {
  /** @type {Partial<import("../store/device.js").Facts>} */
  const facts = {};
  if (reply.lease_until) {
    facts.lease = { until: reply.lease_until, revoked: Boolean(reply.revoked) };
  }
  if (reply.node) facts.node = nodeOf(reply.node);
  if (reply.capital !== undefined) facts.capital = capitalOf(reply.capital);
  await keep(facts);
  if (reply.numbers?.length > 0) await addRanges(reply.numbers);
  await takeLevels(reply);
  if (mayReadNoMore(reply)) await wipe();
}

/** @param {{revoked?: boolean, lease_until?: number, server_time?: number}} reply */
const mayReadNoMore = ({ revoked, lease_until, server_time }) =>
  Boolean(revoked || (lease_until && server_time && lease_until < server_time));

/**
 * @param {{id: string, name: string, signing_key: string, sealing_key: string}} said
 * @returns {import("../store/device.js").Facts["node"]}
 */
export const nodeOf = ({ id, name, signing_key, sealing_key }) => ({
  id,
  name,
  signing_key: fromBase64url(signing_key),
  sealing_key: fromBase64url(sealing_key),
});

/**
 * @param {{sealing_key: string} | null | undefined} said
 * @returns {import("../store/device.js").Facts["capital"]}
 */
export const capitalOf = (said) =>
  said ? { sealing_key: fromBase64url(said.sealing_key) } : null;
