// A sealed envelope: what rests on this device and travels, readable only by those it is sealed to.
//
// One byte 1, the number of recipients, for each of them the first 8 bytes of its key's SHA-256,
// 65 bytes of HPKE encapsulation and 48 bytes of sealed content key; then a nonce of 12 bytes and
// the deflated content under AES-256-GCM. HPKE is RFC 9180: base mode, DHKEM(P-256, HKDF-SHA256),
// HKDF-SHA256, AES-256-GCM. The same bytes as akwaba/ledger/envelope.py.

import { joined, random, sha256, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const FORMAT = 1;
const HEAD_BYTES = 2;
const KEY_ID_BYTES = 8;
const ENCAPSULATED_BYTES = 65;
const WRAPPED_BYTES = 48;
const RECIPIENT_BYTES = KEY_ID_BYTES + ENCAPSULATED_BYTES + WRAPPED_BYTES;
const NONCE_BYTES = 12;
const CONTENT_KEY_BYTES = 32;

/** @type {Promise<import("@hpke/core").CipherSuite> | null} */
let ready = null;

/** Fetched with the first envelope: 50 kB that nobody waits for on the screen of the PIN. */
function hpke() {
  ready ??= import("@hpke/core").then(
    ({ Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 }) =>
      new CipherSuite({
        kem: new DhkemP256HkdfSha256(),
        kdf: new HkdfSha256(),
        aead: new Aes256Gcm(),
      }),
  );
  ready.catch(() => (ready = null)); // not kept on the device yet: the next envelope tries again
  return ready;
}

/**
 * @param {object} letter
 * @param {Bytes} letter.content
 * @param {Bytes[]} letter.recipients public points of 65 bytes
 * @param {string} letter.context what the envelope belongs to: it opens nowhere else
 * @returns {Promise<Bytes>}
 */
export async function seal({ content, recipients, context }) {
  const contentKey = random(CONTENT_KEY_BYTES);
  const wrapped = await Promise.all(recipients.map((point) => wrap(contentKey, point, context)));
  const nonce = random(NONCE_BYTES);
  const key = await crypto.subtle.importKey("raw", contentKey, "AES-GCM", false, ["encrypt"]);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: utf8(context) },
    key,
    await piped(content, new CompressionStream("deflate-raw")),
  );
  const head = Uint8Array.of(FORMAT, recipients.length);
  return joined(head, ...wrapped, nonce, new Uint8Array(sealed));
}

/**
 * @param {object} letter
 * @param {Bytes} letter.sealed
 * @param {Bytes} letter.point the reader's public point
 * @param {CryptoKey} letter.privateKey
 * @param {string} letter.context
 * @returns {Promise<Bytes>}
 * @throws {Error} where it is no envelope, is sealed to others, or was changed
 */
export async function open({ sealed, point, privateKey, context }) {
  if (sealed[0] !== FORMAT) throw new Error("This envelope is of no format that we know.");
  const mine = await keyId(point);
  const end = HEAD_BYTES + sealed[1] * RECIPIENT_BYTES;
  for (let at = HEAD_BYTES; at < end; at += RECIPIENT_BYTES) {
    if (!mine.every((byte, index) => sealed[at + index] === byte)) continue;
    const slot = sealed.slice(at + KEY_ID_BYTES, at + RECIPIENT_BYTES);
    const publicKey = await (await hpke()).kem.deserializePublicKey(point);
    const contentKey = await unwrap(slot, { privateKey, publicKey }, context);
    return opened(sealed.slice(end), contentKey, context);
  }
  throw new Error("This envelope is sealed to others.");
}

/** @param {Bytes} point */
const keyId = async (point) => (await sha256(point)).slice(0, KEY_ID_BYTES);

/** @param {string} context */
const info = (context) => utf8(`akwaba envelope 1\n${context}`);

/**
 * @param {Bytes} contentKey
 * @param {Bytes} point
 * @param {string} context
 */
async function wrap(contentKey, point, context) {
  const suite = await hpke();
  const recipientPublicKey = await suite.kem.deserializePublicKey(point);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: info(context) }, contentKey);
  return joined(await keyId(point), new Uint8Array(enc), new Uint8Array(ct));
}

/**
 * @param {Bytes} wrapped
 * @param {CryptoKeyPair} recipientKey
 * @param {string} context
 */
const unwrap = async (wrapped, recipientKey, context) =>
  (await hpke()).open(
    { recipientKey, enc: wrapped.slice(0, ENCAPSULATED_BYTES), info: info(context) },
    wrapped.slice(ENCAPSULATED_BYTES),
  );

/**
 * @param {Bytes} sealed the nonce and what follows it
 * @param {ArrayBuffer} contentKey
 * @param {string} context
 */
async function opened(sealed, contentKey, context) {
  const key = await crypto.subtle.importKey("raw", contentKey, "AES-GCM", false, ["decrypt"]);
  const deflated = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: sealed.slice(0, NONCE_BYTES), additionalData: utf8(context) },
    key,
    sealed.slice(NONCE_BYTES),
  );
  return piped(new Uint8Array(deflated), new DecompressionStream("deflate-raw"));
}

/**
 * @param {Bytes} content
 * @param {CompressionStream | DecompressionStream} transform
 * @returns {Promise<Bytes>}
 */
export async function piped(content, transform) {
  const stream = new Blob([content]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
