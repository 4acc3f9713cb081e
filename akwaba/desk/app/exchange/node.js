/**
 * Asks our node, and believes nobody else.
 *
 * Whether the node is reached is known from its signed replies only: the browser's own opinion of
 * the network says nothing about it.
 */

import { hex, sha256, utf8 } from "../ledger/bytes.js";
import { fact, keep, required } from "../store/device.js";
import { get } from "../store/settings.js";
import { officerHere } from "../store/vault.js";
import { OtherNode, Refused, Unreached } from "./problems.js";
import { isSignedBy, replyContent, requestContent, sign } from "./signing.js";

/** @typedef {import("../ledger/bytes.js").Bytes} Bytes */

/** The version of the app, as it stands in the address of its modules. */
export const APP = /\/desk\/app\/([^/]+)\//.exec(import.meta.url)?.[1] ?? "development";
/** Milliseconds after which a heartbeat counts as unanswered. */
export const HEARTBEAT_TIMEOUT = 4000;
/** A batch takes 64 s on the slowest line that we know of, GPRS at 32 kbit/s. */
const TIMEOUT = 90_000;
/** A smaller difference of clocks is the network's, not the clocks'. */
const WORTH_NOTING = 2000;

/**
 * Ask the node, as this device.
 *
 * @param {string} method
 * @param {string} path with its query, if any
 * @param {object | Bytes} [body] an object goes as JSON
 * @param {{timeout?: number}} [options] milliseconds
 * @returns {Promise<any>} what the node said, once its signature is found good
 * @throws {Refused | Unreached | OtherNode | import("../store/problems.js").NotEnrolled}
 */
export async function call(method, path, body, { timeout = TIMEOUT } = {}) {
  const request = { method, path, body: asBytes(body), timeout };
  try {
    return await asked(request);
  } catch (error) {
    if (!(error instanceof Refused && error.code === "clock" && error.server_time)) throw error;
    await keep({ clock: { offset: error.server_time - Date.now() } });
    return asked(request);
  }
}

/** @param {object | Bytes | undefined} body */
function asBytes(body) {
  if (body instanceof Uint8Array) return /** @type {Bytes} */ (body);
  return utf8(body === undefined ? "" : JSON.stringify(body));
}

/** @param {{method: string, path: string, body: Bytes, timeout: number}} request */
async function asked({ method, path, body, timeout }) {
  const node = await required("node");
  const { headers, signature } = await signedHeaders(method, path, body);
  const began = Date.now();
  const reply = await fetched(path, { method, headers, timeout, body });
  const trusted = await isSignedBy(
    node.signing_key,
    await replyContent(signature, reply.content),
    reply.signature,
  );
  if (!trusted && reply.signature) throw new OtherNode();
  if (!trusted) throw new Unreached("The reply is not signed.");
  const said = parsed(reply.content);
  // The signature covers the words, not the number of the status, which anybody may change.
  if (!reply.ok || said.problem) throw new Refused(reply.status, said);
  if (said.asked && said.asked !== hex(await sha256(body))) {
    throw new Unreached("The reply is to other words than ours.");
  }
  if (said.server_time) await noteClock(said.server_time - (began + Date.now()) / 2);
  return said;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Bytes} body
 */
async function signedHeaders(method, path, body) {
  const [{ id }, { privateKey }, clock, language] = await Promise.all([
    required("identity"),
    required("key"),
    fact("clock"),
    get("language"),
  ]);
  const officer = officerHere()?.id ?? "";
  const time = Math.round(Date.now() + (clock?.offset ?? 0));
  const asked = { method, path: path.split("?")[0], time, officer, body };
  const signature = await sign(privateKey, await requestContent(asked));
  const headers = {
    "Akwaba-Device": id,
    "Akwaba-Officer": officer,
    "Akwaba-Time": String(time),
    "Akwaba-Signature": signature,
    "Akwaba-Language": language ?? "fr",
  };
  return { headers, signature };
}

/**
 * @param {string} path
 * @param {{method: string, headers: Record<string, string>, timeout: number, body: Bytes}} request
 * @returns {Promise<{ok: boolean, status: number, signature: string, content: Bytes}>}
 * @throws {Unreached}
 */
export async function fetched(path, { method, headers, timeout, body }) {
  const gaveUp = new AbortController();
  const timer = setTimeout(() => gaveUp.abort(), timeout);
  try {
    const reply = await fetch(path, {
      method,
      headers,
      body: body.length > 0 ? body : undefined,
      signal: gaveUp.signal,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
    });
    const content = new Uint8Array(await reply.arrayBuffer());
    const signature = reply.headers.get("Akwaba-Signature") ?? "";
    return { ok: reply.ok, status: reply.status, signature, content };
  } catch (error) {
    throw new Unreached(String(error));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Bytes} content
 * @returns {any} an object, empty where the content is none
 */
export function parsed(content) {
  try {
    return JSON.parse(new TextDecoder().decode(content)) ?? {};
  } catch {
    return {};
  }
}

/** @param {number} offset the node's clock minus ours, milliseconds */
async function noteClock(offset) {
  const known = await fact("clock");
  if (known && Math.abs(known.offset - offset) < WORTH_NOTING) return;
  await keep({ clock: { offset: Math.round(offset) } });
}
