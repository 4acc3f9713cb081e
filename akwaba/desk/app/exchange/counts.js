/** How far the entries of this device have come, for the screens. */

import { open } from "../store/database.js";
import { fact } from "../store/device.js";

/** @typedef {import("../store/database.js").OutboxRow} OutboxRow */

/**
 * @returns {Promise<{device_waiting: number, at_post: number, at_capital: number | null,
 *   has_capital: boolean, oldest_waiting: number | null, quarantined: number}>}
 *   oldest_waiting: when it was made, milliseconds by the device's clock
 */
export async function counts() {
  const database = await open();
  const outbox = database.transaction("outbox").store;
  const [waiting, oldest, quarantined, head, capital, levels] = await Promise.all([
    outbox.index("state").count("device"),
    outbox.index("state").get("device"),
    outbox.index("trouble").count(),
    fact("head"),
    fact("capital"),
    fact("levels"),
  ]);
  const arrived = (head?.seq ?? 0) - waiting;
  const atCapital = capital ? (levels?.capital_upto ?? 0) : null;
  return {
    device_waiting: waiting,
    at_post: Math.max(0, arrived - (atCapital ?? 0)),
    at_capital: atCapital,
    has_capital: Boolean(capital),
    oldest_waiting: oldest?.wall ?? null,
    quarantined,
  };
}

/**
 * For the queue screen, newest first; nothing here tells about whom.
 *
 * @param {number} most
 * @returns {Promise<{seq: number, kind: string, wall: number, state: OutboxRow["state"],
 *   trouble: string}[]>}
 */
export async function listed(most) {
  const rows = [];
  const outbox = (await open()).transaction("outbox").store;
  for await (const { value } of outbox.iterate(null, "prev")) {
    const { seq, kind, wall, state, trouble = "" } = value;
    rows.push({ seq, kind, wall, state, trouble });
    if (rows.length === most) break;
  }
  return rows;
}
