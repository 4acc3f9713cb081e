/**
 * What this device holds and cannot send: as a file, or as QR codes that another screen reads.
 *
 * Both are the batch that would have been sent, still sealed: whoever finds the stick reads nothing.
 */

import { hex, sha256 } from "../ledger/bytes.js";
import { packed } from "./batches.js";
import { unacknowledged } from "./outbox.js";

/** Characters of one code: it is drawn at some 6 cm and read at an arm's length. */
const LONGEST_FRAME = 900;
/** Room for the frame's own head: name, parcel, place. */
const HEAD = 30;
const BYTES_A_FRAME = Math.floor((LONGEST_FRAME - HEAD) / 3) * 2;

/** @returns {Promise<Blob>} every entry that the node has not acknowledged */
export const exportFile = async () => new Blob([await parcel()], { type: "application/gzip" });

/** @returns {Promise<string[]>} the same as a series of codes, in any order of reading */
export const exportCodes = async () => frames(await parcel());

async function parcel() {
  const rows = await unacknowledged();
  return packed(rows, rows.length);
}

/**
 * `AKW1:<parcel>:<place>/<count>:<part>`: the parcel is the first 8 digits of the SHA-256 of the
 * whole, the place begins at 1, the part is base 45 (RFC 9285). All of it is of the alphabet that
 * QR codes write most densely.
 *
 * @param {import("../ledger/bytes.js").Bytes} bytes
 * @returns {Promise<string[]>}
 */
export async function frames(bytes) {
  const name = hex(await sha256(bytes)).slice(0, 8).toUpperCase();
  const count = Math.ceil(bytes.length / BYTES_A_FRAME);
  return Array.from({ length: count }, (_, index) => {
    const part = bytes.subarray(index * BYTES_A_FRAME, (index + 1) * BYTES_A_FRAME);
    return `AKW1:${name}:${index + 1}/${count}:${base45(part)}`;
  });
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/**
 * @param {Uint8Array} bytes
 * @returns {string} RFC 9285, section 4
 */
export function base45(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? bytes[at] * 256 + bytes[at + 1] : bytes[at];
    for (let digit = isPair ? 3 : 2; digit > 0; digit -= 1) {
      text += ALPHABET[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}
