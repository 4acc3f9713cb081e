/** What this device signs of a request, and what the node must have signed of its reply. */

import { base64url, fromBase64url, hex, sha256, utf8 } from "../ledger/bytes.js";

/** @typedef {import("../ledger/bytes.js").Bytes} Bytes */

const ECDSA = { name: "ECDSA", hash: "SHA-256" };

/**
 * @param {{method: string, path: string, time: number, officer: string, body: Bytes}} request
 *   path: without its query; officer: empty while nobody is at the desk
 * @returns {Promise<Bytes>}
 */
export async function requestContent({ method, path, time, officer, body }) {
  return utf8([method, path, time, officer, hex(await sha256(body))].join("\n"));
}

/**
 * @param {string} requestSignature as it was sent
 * @param {Bytes} body
 * @returns {Promise<Bytes>}
 */
export const replyContent = async (requestSignature, body) =>
  utf8(`reply\n${requestSignature}\n${hex(await sha256(body))}`);

/**
 * @param {CryptoKey} key
 * @param {Bytes} content
 * @returns {Promise<string>} base 64 for addresses
 */
export const sign = async (key, content) =>
  base64url(new Uint8Array(await crypto.subtle.sign(ECDSA, key, content)));

/**
 * @param {Bytes} point of the one who should have signed
 * @param {Bytes} content
 * @param {string} signature base 64 for addresses
 * @returns {Promise<boolean>}
 */
export async function isSignedBy(point, content, signature) {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  try {
    const key = await crypto.subtle.importKey("raw", point, curve, false, ["verify"]);
    return await crypto.subtle.verify(ECDSA, key, fromBase64url(signature), content);
  } catch {
    return false; // no signature, or no key, is not a good one
  }
}
