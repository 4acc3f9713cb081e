// Identifiers that any device can make alone.

import { hex, joined, random, utf8 } from "./bytes.js";

/** The namespace of every identifier that follows from others (RFC 9562, section 6.6). */
const NAMESPACE_OID = "6ba7b812-9dad-11d1-80b4-00c04fd430c8";

/**
 * A UUID of version 7 (RFC 9562, section 5.7): sorted by the time of its making.
 *
 * It tells when it was made, so it is never printed on paper that a person carries. It needs no
 * secure context, unlike the browser's own random UUID.
 *
 * @param {number} [now] milliseconds since 1970
 * @returns {string}
 */
export function uuid7(now = Date.now()) {
  const bytes = random(16);
  for (let index = 5, rest = now; index >= 0; index -= 1, rest = Math.floor(rest / 256)) {
    bytes[index] = rest % 256;
  }
  return written(bytes, 7);
}

/**
 * A UUID of version 5 (RFC 9562, section 5.5) in the OID namespace: the same name, the same
 * identifier, on whatever device.
 *
 * @param {string} name such as "need <person> <code>"
 * @returns {Promise<string>}
 */
export async function uuid5(name) {
  const content = joined(parsed(NAMESPACE_OID), utf8(name));
  const digest = await crypto.subtle.digest("SHA-1", content);
  return written(new Uint8Array(digest, 0, 16), 5);
}

/** @param {string} uuid */
const parsed = (uuid) =>
  Uint8Array.from(uuid.replaceAll("-", "").match(/../g) ?? [], (pair) => parseInt(pair, 16));

/**
 * @param {Uint8Array} bytes sixteen; the version and the variant are written into them
 * @param {number} version
 */
function written(bytes, version) {
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
