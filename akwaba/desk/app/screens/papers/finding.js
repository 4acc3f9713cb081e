/** Which household a number or a token belongs to: first of this shift, then by the post. */

import { call } from "../../exchange/node.js";
import { checkToken } from "../../facts/tokens.js";

/**
 * What the screen shows of a household. `consents` is null where they were not asked on this
 * device.
 * @typedef {{id: string, name: string, number: string, token?: string}} Member
 * @typedef {{id: string, number: string, token: string, people: Member[],
 *   consents: Record<string, string> | null}} Family
 * @typedef {{family: Family, problem?: undefined} | {family?: undefined,
 *   problem: "wrong_code" | "not_found" | "not_found_here"}} Finding
 */

const NUMBER = /^\d{12}$/;

/**
 * @param {string} said a registration number or a token code, as typed or scanned
 * @param {Family[]} shift the households of this shift
 * @returns {Promise<Finding>}
 */
export async function findFamily(said, shift) {
  const bare = said.replace(/[\s\-.]/g, "");
  const token = checkToken(said);
  const asked = NUMBER.test(bare) ? { number: bare } : typeof token === "string" ? { token } : null;
  if (!asked) return { problem: "wrong_code" };
  const here = shift.find((family) => [family, ...family.people].some((one) => bears(one, asked)));
  return here ? { family: here } : atPost(asked);
}

/**
 * @param {{number: string, token?: string}} one
 * @param {{number?: string, token?: string}} asked
 */
function bears(one, asked) {
  return asked.number ? one.number === asked.number : Boolean(one.token) && one.token === asked.token;
}

/**
 * @param {{number?: string, token?: string}} asked
 * @returns {Promise<Finding>}
 */
async function atPost(asked) {
  try {
    const { found } = await call("POST", "/desk/v1/search", asked);
    return found.length ? { family: asFamily(found, asked.token ?? "") } : { problem: "not_found" };
  } catch {
    return { problem: "not_found_here" };
  }
}

/**
 * @param {{person: string, name: string, number: string, household: string | null,
 *   household_number: string}[]} found
 * @param {string} token
 * @returns {Family}
 */
function asFamily(found, token) {
  const [first] = found;
  const people = found
    .filter(({ household }) => household === first.household)
    .map(({ person, name, number }) => ({ id: person, name, number }));
  return {
    id: first.household ?? first.person,
    number: first.household_number,
    token,
    people,
    consents: null,
  };
}
