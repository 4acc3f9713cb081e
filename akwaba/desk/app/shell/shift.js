/** The end of a shift, and the proof that what waits could leave by a file. */

import { go } from "../router.js";
import { wipe } from "../store/working.js";
import { lockNow } from "./lock.js";

/** Forget the families of this shift, and lock. What waits to be sent stays, sealed. */
export async function endShift() {
  await wipe();
  await lockNow();
  go("home", {}, { replace: true });
}

/**
 * Make the file that would save what waits, and read it back.
 * @returns {Promise<{entries: number, bytes: number}>}
 */
export async function testBackup() {
  const { exportFile } = await import("../exchange/parcel.js");
  const file = await exportFile();
  const unpacked = file.stream().pipeThrough(new DecompressionStream("gzip"));
  const { entries } = await new Response(unpacked).json();
  return { entries: entries.length, bytes: file.size };
}
