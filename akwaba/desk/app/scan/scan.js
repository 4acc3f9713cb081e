/**
 * Reading codes: `open(video)` from the camera, `fromImage(file)` from a photo.
 *
 *     for await (const text of open(video)) { … break; }
 *
 * Leaving the loop turns the camera off.
 */

import { decoder } from "./decoder.js";

export { fromImage } from "./decoder.js";

/** Milliseconds between two looks: a cheap phone needs 60 for one. */
const PAUSE = 120;

/** The camera is missing, is used by something else, or was refused: a photo can still be read. */
export class CameraRefused extends Error {}

/** @returns {boolean} false over plain HTTP: browsers give the camera to secure pages only */
export const hasCamera = () => Boolean(globalThis.navigator?.mediaDevices?.getUserMedia);

/**
 * The texts that the camera sees, one after another; the same one again only after another.
 * @param {HTMLVideoElement} video where the picture is shown
 * @param {{signal?: AbortSignal}} [options] the signal ends it from outside
 * @returns {AsyncGenerator<string, void, void>}
 * @throws {CameraRefused}
 */
export async function* open(video, { signal } = {}) {
  const stream = await camera();
  try {
    video.srcObject = stream;
    video.muted = true;
    video.setAttribute("playsinline", "");
    await video.play();
    const decode = await decoder();
    let last = "";
    while (!signal?.aborted) {
      for (const text of video.videoWidth ? await decode(video) : []) {
        if (text && text !== last) yield (last = text);
      }
      await new Promise((later) => setTimeout(later, PAUSE));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function camera() {
  if (!hasCamera()) throw new CameraRefused();
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    throw new CameraRefused(String(error));
  }
}
