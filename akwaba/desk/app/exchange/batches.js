/** Entries as bytes on the way: JSON, packed by gzip. See docs/reference/exchange.md. */

import { base64url, utf8 } from "../ledger/bytes.js";
import { piped } from "../ledger/envelope.js";

/** @typedef {import("../store/database.js").OutboxRow} OutboxRow */

const FORMAT = 1;
/** The node takes no more at once; its limit on bytes is 256 kB of JSON. */
export const MOST_ENTRIES = 200;
export const MOST_BYTES = 240 * 1024;

/**
 * @param {Pick<OutboxRow, "header" | "signature" | "sealed">[]} rows oldest first
 * @param {number} waiting how many this device holds in all
 * @returns {Promise<import("../ledger/bytes.js").Bytes>}
 */
export function packed(rows, waiting) {
  const batch = { format: FORMAT, waiting, entries: rows.map(onWire) };
  return piped(utf8(JSON.stringify(batch)), new CompressionStream("gzip"));
}

/**
 * The header goes as the exact text that was signed.
 *
 * @param {Pick<OutboxRow, "header" | "signature" | "sealed">} row
 */
const onWire = ({ header, signature, sealed }) => ({
  header: new TextDecoder().decode(header),
  signature: base64url(signature),
  sealed: base64url(sealed),
});
