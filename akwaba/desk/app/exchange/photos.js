/** The slow lane: sealed pictures, in pieces, after every entry has left. */

import { open, write } from "../store/database.js";
import { call } from "./node.js";
import { Refused } from "./problems.js";

/** Bytes of one piece; the node takes no larger one. */
const PIECE = 64 * 1024;

/** @returns {Promise<boolean>} whether a picture was sent; false where none waits */
export async function sendOnePhoto() {
  const row = await (await open()).getFromIndex("photos", "state", "waiting");
  if (!row?.sealed) return false;
  await sendPieces(row.digest, row.about, row.sealed);
  await write(["photos"], ({ store }) => store.delete([row.about, row.digest]));
  return true;
}

/**
 * Go on where the node says that it stands: a cut costs one piece.
 *
 * @param {string} digest
 * @param {string} about
 * @param {import("../ledger/bytes.js").Bytes} sealed
 */
async function sendPieces(digest, about, sealed) {
  const path = `/sync/v1/blobs/${digest}?about=${about}`;
  let { stored, complete } = await call("GET", path);
  while (!complete) {
    if (stored >= sealed.length) throw new Refused(422, { problem: "not_that_photo" });
    const piece = sealed.slice(stored, stored + PIECE);
    const reply = await call("PUT", `${path}&offset=${stored}`, piece);
    if (!reply.complete && reply.stored <= stored) throw new Refused(422, { problem: "no_progress" });
    ({ stored, complete } = reply);
  }
}
