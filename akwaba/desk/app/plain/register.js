/** A household is registered by the node itself, under the officer's session. */

import * as copies from "./copies.js";
import { settled } from "./drafts.js";
import { ask } from "./node.js";

/**
 * @typedef {{id: string, status: "registered" | "completed" | "known", number: string,
 *   people: Record<string, string>}} Registered numbers: the household's, and each person's
 */

/**
 * Sent twice, it is registered once.
 * @param {{id: string}} draft
 * @param {{post: string}} where
 * @returns {Promise<Registered>}
 * @throws {import("./node.js").SignedOut | import("../exchange/problems.js").Unreached |
 *   import("../exchange/problems.js").Refused} the draft stays as it is
 */
export async function registerHousehold(draft, { post }) {
  await settled(); // a draft that is still on its way must not arrive after its household
  const told = await ask("POST", "households", { post, draft });
  await copies.forget(draft.id);
  return told;
}
