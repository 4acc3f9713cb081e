/** A device becomes a desk of a node: for the first time, or of another node with all it holds. */

import { base64url, fromBase64url, hex, sha256, utf8 } from "../ledger/bytes.js";
import { addRanges } from "../ledger/numbers.js";
import { announce } from "../store/changes.js";
import { open, write } from "../store/database.js";
import { enrolment, fact, keep, ownKey } from "../store/device.js";
import { askToKeep } from "../store/space.js";
import { capitalOf, nodeOf } from "./heartbeat.js";
import { APP, fetched, parsed } from "./node.js";
import { offerAgain } from "./outbox.js";
import { offerHeld } from "./photos.js";
import { OtherNode, Refused, Unreached } from "./problems.js";
import { isSignedBy, replyContent, sign } from "./signing.js";

const TIMEOUT = 20_000;

/**
 * Bring this device's key and a supervisor's code to the node that serves this page.
 *
 * A device that was enrolled before keeps its identifier, key, history and outbox, and offers all
 * that it still holds to the new node.
 *
 * @param {{code: string, name: string, node?: string}} said node: SHA-256 of the key with which the
 *   node signs, in hexadecimal digits, as the scanned code has it
 * @returns {Promise<{id: string, name: string, post: string, post_name: string}>}
 * @throws {Refused | Unreached | OtherNode | import("../store/problems.js").StorageFull}
 */
export async function enrol({ code, name, node }) {
  await askToKeep();
  const key = await ownKey();
  const before = await fact("identity");
  const public_key = base64url(key.point);
  const signature = await sign(key.privateKey, utf8(`enrol\n${code}\n${public_key}`));
  const device = before?.id; // left out the first time: the node chooses
  const reply = await asked({ code, public_key, name, app: APP, signature, device }, node);
  if (before && reply.device !== before.id) throw new Refused(409, { problem: "other_identity" });
  await keep(factsOf(reply, name));
  await addRanges(reply.numbers ?? []);
  if (before) await write(["outbox"], ({ store }) => offerAgain(store));
  await offerHeld();
  announce();
  return /** @type {any} */ (await enrolment());
}

/**
 * @param {{signature: string, [name: string]: string | undefined}} said
 * @param {string} [node]
 */
async function asked(said, node) {
  const headers = { "Content-Type": "application/json" };
  const request = { method: "POST", headers, timeout: TIMEOUT, body: utf8(JSON.stringify(said)) };
  const reply = await fetched("/desk/v1/enrol", request);
  const told = parsed(reply.content);
  if (!reply.ok) {
    if (told.problem === "device_key_taken") await forgetUnusedKey();
    throw told.problem ? new Refused(reply.status, told) : new Unreached(`HTTP ${reply.status}`);
  }
  const point = fromBase64url(told.node.signing_key);
  const content = await replyContent(said.signature, reply.content);
  const isMeant = !node || hex(await sha256(point)) === node;
  if (!isMeant || !(await isSignedBy(point, content, reply.signature))) throw new OtherNode();
  return told;
}

/** The node has this key, but its answer never came: the next attempt brings another one. */
async function forgetUnusedKey() {
  const [identity, head] = await Promise.all([fact("identity"), fact("head")]);
  if (!identity && !head) await write(["device"], ({ store }) => store.delete("key"));
}

/**
 * @param {any} reply
 * @param {string} name
 * @returns {Partial<import("../store/device.js").Facts>}
 */
const factsOf = (reply, name) => ({
  identity: { id: reply.device, name },
  post: { post: reply.post, post_name: reply.post_name },
  node: nodeOf(reply.node),
  capital: capitalOf(reply.capital),
  lease: { until: reply.lease_until, revoked: false },
  clock: { offset: reply.server_time - Date.now() },
  levels: { stored_upto: 0, capital_upto: null },
});
