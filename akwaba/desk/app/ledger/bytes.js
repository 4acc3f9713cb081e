// Bytes and the texts that they travel as.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();

/**
 * @param {string} text
 * @returns {Bytes} UTF-8
 */
export const utf8 = (text) => /** @type {Bytes} */ (encoder.encode(text));

/**
 * @param {Uint8Array} bytes
 * @returns {string} two lower-case digits a byte
 */
export const hex = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * @param {Uint8Array} bytes
 * @returns {string} base 64 for addresses (RFC 4648, section 5), without padding
 */
export function base64url(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} text base 64 for addresses
 * @returns {Bytes}
 * @throws {Error} where the text is none
 */
export const fromBase64url = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0),
  );

/**
 * @param {...Uint8Array} pieces
 * @returns {Bytes}
 */
export function joined(...pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * @param {number} count
 * @returns {Bytes}
 */
export const random = (count) => crypto.getRandomValues(new Uint8Array(count));

/**
 * @param {Bytes} bytes
 * @returns {Promise<Bytes>}
 */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
