/**
 * Lists, posts, crossings, places and prompts, as the node last told them: nobody's data.
 *
 * Kept on the device. The shape: docs/reference/desk-protocol.md.
 */

import { get, set } from "../store/settings.js";

/** @typedef {{code: string, name: string, country: string}} NamedPlace */
/** @typedef {{id: string, sentence: string, language: string, type: string}} Recorded */
/** @typedef {{code: string, fr: string, en: string}} Code */
/**
 * @typedef {{version: string, posts: NamedPlace[], crossings: NamedPlace[],
 *   lists: Record<string, (Code & Record<string, any>)[]>,
 *   prompts: {version: string, languages: Code[], recorded: Recorded[]}} & Record<string, any>}
 *   Reference
 */

const PATIENCE = 8000;
/** Milliseconds before the device goes on with what it has. */

/** @returns {Promise<Reference | null>} null where this device never met its node */
export async function reference() {
  return (await get("reference")) ?? refreshReference();
}

/**
 * Ask the node for the lists of today.
 * @returns {Promise<Reference | null>} those; the kept ones where the node does not answer
 */
export async function refreshReference() {
  const kept = /** @type {Reference | undefined} */ (await get("reference"));
  const headers = kept ? { "If-None-Match": `"${kept.version}"` } : undefined;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch("/desk/v1/reference", { headers, signal, credentials: "omit" });
    if (!answer.ok) return kept ?? null; // 304: nothing has changed
    const fresh = await answer.json();
    await set("reference", fresh);
    return fresh;
  } catch {
    return kept ?? null;
  }
}
