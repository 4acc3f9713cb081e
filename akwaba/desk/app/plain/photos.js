/** Photos in connected mode: from the tablet's own camera app, made small here, kept at the node. */

import { settled } from "./drafts.js";
import { ask } from "./node.js";

const LONGEST_SIDE = 640;
/** Pixels, as the node keeps them (registry/photos.py). */
const QUALITY = 0.8;

/** @type {Map<string, Blob>} what was taken on this page, to be shown */
const taken = new Map();

/**
 * Let the officer take a photo. Android may close the page to make room for the camera, so the
 * draft is saved before it opens.
 * @param {() => Promise<unknown>} save
 * @returns {Promise<Blob | null>} a small JPEG; null where none was taken
 */
export async function takePhoto(save) {
  await save();
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept: "image/*", capture: "environment" });
  const chosen = new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
  });
  input.click();
  const file = await chosen;
  return file && small(file);
}

/**
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", QUALITY));
}

/**
 * @param {{draft: string, about: string, blob: Blob}} picture one a person and draft
 * @returns {Promise<string>} a name for it on this page
 */
export async function keepPhoto({ draft, about, blob }) {
  await settled(); // the node hangs it on the draft
  await ask("PUT", `drafts/${draft}/photos/${about}`, blob);
  taken.set(about, blob);
  return about;
}

/**
 * @param {string} about
 * @returns {Promise<Blob | null>} null where it was not taken on this page
 */
export const photo = async (about) => taken.get(about) ?? null;

/**
 * @param {string} draft
 * @param {string} about
 */
export async function dropPhoto(draft, about) {
  await ask("DELETE", `drafts/${draft}/photos/${about}`);
  taken.delete(about);
}

/** @returns {Promise<number>} nothing waits here: a photo is at the node or was not taken */
export const countWaiting = async () => 0;
