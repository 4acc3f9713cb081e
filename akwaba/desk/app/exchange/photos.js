/** The slow lane: sealed pictures, in pieces, after every entry has left. */

import { open, write } from "../store/database.js";
import { call } from "./node.js";
import { Refused } from "./problems.js";

/** Bytes of one piece; the node takes no larger one. */
const PIECE = 64 * 1024;

/** What the node says of a picture that it will not take however often it comes. */
const ABOUT_THE_PICTURE = [400, 413, 422];

/**
 * Send the next picture, or put it aside where the node cannot take it: it stays on the device,
 * and holds nobody up.
 *
 * @returns {Promise<boolean>} false where none waits
 */
export async function sendOnePhoto() {
  const row = await (await open()).getFromIndex("photos", "state", "waiting");
  if (!row?.sealed) return false;
  const isTaken = await sendPieces(row.digest, row.about, row.sealed);
  await write(["photos"], async ({ store }) => {
    if (isTaken) await store.delete([row.about, row.digest]);
    else await store.put({ ...row, state: "held" });
  });
  return true;
}

/** Offer what was put aside once more: to another node, or to one that was mended. */
export const offerHeld = () =>
  write(["photos"], async ({ store }) => {
    for await (const cursor of store.index("state").iterate("held")) {
      await cursor.update({ ...cursor.value, state: "waiting" });
    }
  });

/**
 * Go on where the node says that it stands: a cut costs one piece.
 *
 * @param {string} digest
 * @param {string} about
 * @param {import("../ledger/bytes.js").Bytes} sealed
 * @returns {Promise<boolean>} whether the node has it whole
 */
async function sendPieces(digest, about, sealed) {
  const path = `/sync/v1/blobs/${digest}?about=${about}`;
  try {
    const there = await call("GET", path);
    if (there.complete) return true;
    // All of it is there and it does not open: what came was spoilt, and comes again.
    let { stored } = there.stored < sealed.length ? there : { stored: 0 };
    while (stored < sealed.length) {
      const piece = sealed.slice(stored, stored + PIECE);
      const reply = await call("PUT", `${path}&offset=${stored}`, piece);
      if (reply.complete) return true;
      if (reply.stored <= stored) return false;
      ({ stored } = reply);
    }
    return false; // sealed to another node
  } catch (error) {
    if (error instanceof Refused && ABOUT_THE_PICTURE.includes(error.status)) return false;
    throw error;
  }
}
