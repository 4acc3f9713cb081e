/**
 * Is this attestation good? Decided on the device, with no network, from the code on the paper and
 * from the lists of the posts that issue: see docs/reference/attestation.md.
 *
 * What the code says of its holder is never returned: whoever checks learns one word.
 */

import { fromBase64url, hex, joined, sha256, utf8 } from "../ledger/bytes.js";
import { readCbor } from "./cbor.js";

/** @typedef {import("./cbor.js").Bytes} Bytes */
/**
 * A post that issues: its key and which of its papers hold.
 * @typedef {{id: string, key: CryptoKey, bits: Bytes, listed_at: number}} Issuer
 */
/**
 * "unread" where the code is no attestation; "unknown" where no post known here signed it;
 * "clock" where this device believes a day before the paper or the list was made.
 * @typedef {"valid" | "expired" | "revoked" | "altered" | "unread" | "unknown" | "clock"} Answer
 */

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const ZLIB = 0x78;
/** A token, a telephone number or an address is far shorter, in bytes. */
const SHORTEST = 60;
const LARGEST_CODE = 8 * 1024;
const LARGEST_LIST = 1024 * 1024;
const SIGN1 = 18;
const [ALGORITHM, KEY_ID, ES256] = [1, 4, -7];
const [EXPIRES_AT, ISSUED_AT, IDENTITY, STATUS_LIST] = [4, 6, 169, 65533];
const SERIAL = /^A\d{4}(\d{6})\d{2}$/;
const DAY = 24 * 60 * 60;
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

/**
 * @param {string} text of the QR code
 * @param {Issuer[]} issuers
 * @param {number} now milliseconds since 1970
 * @returns {Promise<Answer>}
 */
export async function checkAttestation(text, issuers, now) {
  const packed = fromBase45(text);
  if (!packed || packed[0] !== ZLIB || packed.length < SHORTEST) return "unread";
  try {
    const message = readSigned(await unpacked(packed, LARGEST_CODE));
    const issuer = issuers.find(({ id }) => id === message.keyId);
    if (!issuer) return "unknown";
    if (!(await isSigned(message, issuer.key))) return "altered";
    return standing(readCbor(message.payload), issuer, now / 1000);
  } catch {
    return "altered"; // it looks like an attestation and cannot be read as one
  }
}

/**
 * @param {Map<number, any>} claims of a code whose signature is good
 * @param {Issuer} issuer
 * @param {number} now seconds since 1970
 * @returns {Answer}
 */
function standing(claims, issuer, now) {
  if (now < Math.max(claims.get(ISSUED_AT), issuer.listed_at) - DAY) return "clock";
  const [, place] = SERIAL.exec(claims.get(IDENTITY).get(1)) ?? [];
  if (place === undefined) return "altered";
  if (issuer.bits[Number(place) >> 3] & (1 << (Number(place) & 7))) return "revoked";
  return now < claims.get(EXPIRES_AT) ? "valid" : "expired";
}

/**
 * The posts of a published list. One whose status list its own key did not sign is left out.
 * @param {{issuers: {key: string, status: string}[]}} published
 * @returns {Promise<Issuer[]>}
 */
export async function readIssuers(published) {
  const found = await Promise.all(published.issuers.map((one) => readIssuer(one).catch(() => null)));
  return found.filter((issuer) => issuer !== null);
}

/**
 * @param {{key: string, status: string}} published
 * @returns {Promise<Issuer>}
 */
async function readIssuer({ key, status }) {
  const point = fromBase64url(key);
  const id = hex((await sha256(point)).slice(0, 8));
  const publicKey = await crypto.subtle.importKey("raw", point, CURVE, false, ["verify"]);
  const message = readSigned(fromBase64url(status));
  if (message.keyId !== id || !(await isSigned(message, publicKey))) throw new Error("Not its own.");
  const claims = readCbor(message.payload);
  const list = claims.get(STATUS_LIST);
  if (list.get("bits") !== 1) throw new Error("A list of another kind.");
  const bits = await unpacked(list.get("lst"), LARGEST_LIST);
  return { id, key: publicKey, bits, listed_at: claims.get(ISSUED_AT) };
}

/** @typedef {{keyId: string, protected: Bytes, payload: Bytes, signature: Bytes}} Signed */

/**
 * @param {Bytes} bytes
 * @returns {Signed} a COSE_Sign1 message whose signature was not looked at yet
 */
function readSigned(bytes) {
  const { tag, value } = readCbor(bytes);
  if (tag !== SIGN1 || !Array.isArray(value) || value.length !== 4) throw new Error("Not signed.");
  const header = readCbor(value[0]);
  if (header.get(ALGORITHM) !== ES256) throw new Error("Signed in another way.");
  return {
    keyId: hex(header.get(KEY_ID)),
    protected: value[0],
    payload: value[2],
    signature: value[3],
  };
}

/**
 * @param {Signed} message
 * @param {CryptoKey} key
 */
function isSigned(message, key) {
  const content = [
    Uint8Array.of(0x84, 0x6a),
    utf8("Signature1"),
    written(message.protected),
    Uint8Array.of(0x40),
    written(message.payload),
  ];
  return crypto.subtle.verify(SIGNATURE, key, message.signature, joined(...content));
}

/**
 * @param {Bytes} bytes shorter than 64 kB
 * @returns {Bytes} as CBOR writes a string of bytes, in the shortest way
 */
function written(bytes) {
  const size = bytes.length;
  const head = size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
  return size < 65536 ? joined(Uint8Array.from(head), bytes) : joined(longHead(size), bytes);
}

/** @param {number} size */
function longHead(size) {
  return Uint8Array.of(0x5a, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255);
}

/**
 * @param {string} text
 * @returns {Bytes | null} null where it is no base 45 (RFC 9285)
 */
export function fromBase45(text) {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (letter) => BASE45.indexOf(letter));
    if (digits.length === 1 || digits.includes(-1)) return null;
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (value >= (digits.length === 3 ? 65536 : 256)) return null;
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}

/**
 * @param {Bytes} packed with zlib
 * @param {number} most bytes: a small code must not unfold into all the memory there is
 * @returns {Promise<Bytes>}
 */
async function unpacked(packed, most) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const reader = stream.getReader();
  const pieces = [];
  let size = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    size += piece.value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error("Larger than any of ours.");
    }
    pieces.push(piece.value);
  }
  return joined(...pieces);
}
