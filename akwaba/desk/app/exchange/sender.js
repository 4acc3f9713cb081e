/**
 * Hears the node every few seconds, and sends what waits: oldest first, one sender a device.
 */

import { announce } from "../store/changes.js";
import { enrolment } from "../store/device.js";
import { leaveMark } from "../store/mark.js";
import { wipe } from "../store/working.js";
import { MOST_BYTES, packed } from "./batches.js";
import { heartbeat } from "./heartbeat.js";
import { call } from "./node.js";
import { acknowledge, nextBatch, takeLevels } from "./outbox.js";
import { FIRST_BATCH, larger, pause, smaller } from "./pace.js";
import { offerHeld, sendOnePhoto } from "./photos.js";
import { OtherNode, Refused, Unreached } from "./problems.js";
import { change, measure, now, recount, subscribe } from "./status.js";

const TOO_LARGE = 413;
const ONLY_ONE = { ifAvailable: true };

let size = FIRST_BATCH;
let failures = 0;
let isStarted = false;
let isOwed = false;
let timer = 0;
/** @type {Promise<void> | null} */
let running = null;

/** Begin, once, to keep in touch with the node for as long as the page is open. */
export function start() {
  if (isStarted) return;
  isStarted = true;
  let held = 0;
  subscribe(({ reached, device_waiting }) => {
    if (reached && device_waiting > held) sendNow();
    held = device_waiting;
  });
  offerHeld().catch(() => {}); // on a full disk they wait for another start
  document.addEventListener("visibilitychange", () => document.hidden || sendNow());
  sendNow();
}

/**
 * Do not wait for the next turn.
 *
 * @returns {Promise<void>} once a turn has ended, whether or not anything could be sent
 */
export function sendNow() {
  if (running) isOwed = true; // this turn may be past the sending: another one follows at once
  running ??= turn().finally(() => {
    running = null;
    plan();
  });
  return running;
}

function plan() {
  clearTimeout(timer);
  if (isStarted) timer = setTimeout(sendNow, isOwed ? 0 : pause(failures, Math.random()));
  isOwed = false;
}

async function turn() {
  const device = await enrolment();
  if (!device) return;
  await measure();
  const isReached = await hear();
  const isSent = isReached && (await navigator.locks.request("akwaba-sender", ONLY_ONE, send));
  failures = isSent ? 0 : failures + 1;
  await recount();
  leaveMark({ ...device, waiting: now().device_waiting });
  if (!isReached && now().lease_ended) await wipe(); // no node is needed to know that it ended
}

/** @returns {Promise<boolean>} whether our node is there */
async function hear() {
  try {
    await heartbeat();
    noteReached({ unknown_device: false });
    return true;
  } catch (error) {
    if (error instanceof Refused) {
      noteReached({ unknown_device: error.code === "unknown_device", problem: error.code });
      return true; // it refuses to talk; entries it always takes
    }
    change({ reached: false, other_node: error instanceof OtherNode, problem: codeOf(error) });
    return false;
  }
}

/** @param {Partial<import("./status.js").Status>} more */
const noteReached = (more) =>
  change({ reached: true, reached_at: Date.now(), other_node: false, problem: "", ...more });

/**
 * @param {Lock | null} lock null where another tab sends already
 * @returns {Promise<boolean>} whether nothing stood in the way
 */
async function send(lock) {
  if (!lock) return true;
  change({ sending: true });
  try {
    while (await sendBatch()) announce();
    while (await sendOnePhoto()) announce();
    return true;
  } catch (error) {
    if (error instanceof OtherNode || error instanceof Unreached) change({ reached: false });
    change({ other_node: error instanceof OtherNode, problem: codeOf(error) });
    return false;
  } finally {
    change({ sending: false });
  }
}

/** @returns {Promise<boolean>} whether there may be more */
async function sendBatch() {
  const batch = await nextBatch(size, MOST_BYTES);
  if (batch.length === 0) return false;
  try {
    const body = await packed(batch, Math.max(now().device_waiting, batch.length));
    const reply = await call("POST", "/sync/v1/entries", body);
    const settled = await acknowledge(batch, reply.receipts ?? []);
    await takeLevels(reply);
    if (settled === 0) throw new Refused(200, { problem: "no_receipts" });
    size = larger(size);
  } catch (error) {
    const alone = batch.length === 1;
    size = smaller(Math.min(size, batch.length));
    if (!(error instanceof Refused && error.status === TOO_LARGE)) throw error;
    if (alone) await acknowledge(batch, [{ id: batch[0].id, status: "unreadable" }]);
  }
  return true;
}

/** @param {unknown} error */
const codeOf = (error) => /** @type {{code?: string}} */ (error).code ?? "unknown";
