/**
 * Asks the node under the officer's own session, over plain HTTP: nothing is signed here, because
 * the browser gives no keys to such pages.
 */

import { Refused, Unreached } from "../exchange/problems.js";
import { DeskProblem } from "../store/problems.js";

/**
 * @typedef {{officer: {id: string, name: string, role: string},
 *   posts: {code: string, name: string}[], language: string, csrf: string}} Signed
 * @typedef {"GET" | "PUT" | "POST" | "DELETE"} Method
 */

const TIMEOUT = 15_000;
const HERE = "/desk/plain/";

/** The session has ended. What is written stays on this tablet until its officer signs in. */
export class SignedOut extends DeskProblem {
  constructor() {
    super("signed_out");
  }
}

/** @type {Signed | null} */
let signed = null;
/** @type {Set<(reached: boolean) => void>} */
const listeners = new Set();

/**
 * @returns {Promise<Signed>} who is signed in; asked once
 * @throws {SignedOut | Unreached}
 */
export async function signedIn() {
  signed ??= /** @type {Signed} */ (await asked("GET", "session"));
  return signed;
}

/**
 * @param {Method} method
 * @param {string} path under /desk/plain/
 * @param {object | Blob} [body] an object goes as JSON
 * @returns {Promise<any>} what the node said
 * @throws {SignedOut | Unreached | Refused}
 */
export async function ask(method, path, body) {
  const { csrf } = await signedIn();
  return asked(method, path, body, csrf);
}

/**
 * @param {(reached: boolean) => void} fn told after each answer, and after each that did not come
 * @returns {() => void} stops it
 */
export function onReach(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

/** Where an officer signs in and comes back to the desk. */
export const SIGN_IN = `/sign-in/?next=${encodeURIComponent(HERE)}`;

/**
 * @param {Method} method
 * @param {string} path
 * @param {object | Blob} [body]
 * @param {string} [csrf]
 */
async function asked(method, path, body, csrf = "") {
  const reply = await fetched(`${HERE}${path}`, {
    method,
    body: body instanceof Blob || body === undefined ? body : JSON.stringify(body),
    headers: csrf ? { "X-CSRFToken": csrf } : {},
    redirect: "manual", // a session that ended leads to the page for signing in
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const isJson = reply.headers.get("Content-Type")?.startsWith("application/json");
  if (reply.ok && isJson) return reply.json();
  if (isJson) throw new Refused(reply.status, await reply.json());
  signed = null;
  throw new SignedOut();
}

/**
 * @param {string} address
 * @param {RequestInit} how
 */
async function fetched(address, how) {
  try {
    const reply = await fetch(address, how);
    tell(true);
    return reply;
  } catch (error) {
    tell(false);
    throw new Unreached(String(error));
  }
}

/** @param {boolean} reached */
function tell(reached) {
  for (const fn of listeners) fn(reached);
}
