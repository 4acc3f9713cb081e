/** A problem as a sentence that a clerk can act on. */

import { t } from "../words.js";

/**
 * The node's own sentence where it gave one; ours for what happens on the device.
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  const { code = "", sentence = "" } = /** @type {{code?: string, sentence?: string}} */ (error ?? {});
  const ours = t(`problem.${code}`);
  if (ours !== `problem.${code}`) return ours;
  if (sentence) return sentence;
  console.error(error); // for whoever helps at the screen: it holds no name of a family
  return t("problem.unknown", { code: code || "?" });
}
