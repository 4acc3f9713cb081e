/** A finished draft in connected mode: the node registers it and gives the numbers. */

import { rowsOf } from "../facts/family.js";
import { recordOf } from "../screens/household/saving.js";
import { remember } from "./working.js";
import { registerHousehold } from "./register.js";

export { recordOf };

/** @typedef {import("../screens/household/draft.js").Draft} Draft */

/** @type {Map<string, Promise<void>>} what is being saved, by draft */
const underway = new Map();

/**
 * @param {Draft} draft
 * @param {{officer: string, post: string, on: number}} here
 * @returns {Promise<void>} once the household is on the node's disk
 */
export function saveHousehold(draft, here) {
  const now = underway.get(draft.id) ?? save(draft, here).finally(() => underway.delete(draft.id));
  underway.set(draft.id, now);
  return now;
}

/**
 * @param {Draft} draft
 * @param {{post: string, on: number}} here
 */
async function save(draft, { post, on }) {
  const { number, people } = await registerHousehold(draft, { post });
  const numbers = [number, ...rowsOf(draft.people, on).map(({ id }) => people[id] ?? "")];
  await remember(recordOf({ ...draft, numbers }, { post, on }));
}
