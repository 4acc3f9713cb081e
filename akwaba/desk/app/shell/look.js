/** Language, direction and size of text, on the page as a whole. */

import { get } from "../store/settings.js";
import { direction, language } from "../words.js";

export const SIZES = ["normal", "large", "largest"];

/** Make the page look as the settings of this device say. */
export async function applyLook() {
  const root = document.documentElement;
  const [size, mirrored] = await Promise.all([get("text_size"), get("mirrored")]);
  root.lang = language();
  // The test of the settings turns the page over, whatever the language.
  root.dir = (direction() === "rtl") !== Boolean(mirrored) ? "rtl" : "ltr";
  root.dataset.size = SIZES.includes(size) ? size : SIZES[0];
}
