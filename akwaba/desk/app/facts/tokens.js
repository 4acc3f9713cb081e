/**
 * Token codes: seven characters drawn at random and one check character by ISO 7064 MOD 37-2, as
 * registry/numbers.py makes them. A code says nothing of the person; a slip of the eye is caught.
 */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
const CHECKED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"; // the alphabet of MOD 37-2
export const TOKEN_LENGTH = 8;
const NUMBER_LENGTH = 12;

const SEPARATORS = /[\s\x1c-\x1f\x85\-–—_./]+/gu;
/** @type {Record<string, string>} */
const LOOKALIKES = { O: "0", I: "1", L: "1", o: "0", i: "1", l: "1" };

/** @typedef {{reason: "empty" | "length" | "characters" | "check", said: string}} TokenRefused */

/** @param {string} said */
const bare = (said) => said.replace(SEPARATORS, "").replace(/[OILoil]/g, (one) => LOOKALIKES[one]);

/**
 * Read a token code as typed, scanned or heard; lower case and lookalikes pass.
 * @param {string} said
 * @returns {string | TokenRefused}
 */
export function checkToken(said) {
  const code = bare(said).toUpperCase();
  if (!code) return { reason: "empty", said };
  const characters = Array.from(code);
  if (characters.some((one) => !ALPHABET.includes(one))) return { reason: "characters", said };
  if (characters.length !== TOKEN_LENGTH) return { reason: "length", said };
  return checksum(characters) === 1 ? code : { reason: "check", said };
}

/**
 * The code of what was typed; empty where it is none.
 * @param {string} said
 */
export function tokenOrBlank(said) {
  const code = checkToken(said);
  return typeof code === "string" ? code : "";
}

/** @param {string[]} characters */
const checksum = (characters) =>
  characters.reduce((sum, one) => (2 * sum + CHECKED.indexOf(one)) % CHECKED.length, 0);

/**
 * A token code as it is printed: K7QM-3XP9.
 * @param {string} token
 */
export const printedToken = (token) => `${token.slice(0, 4)}-${token.slice(4)}`;

/**
 * A registration number as it is printed: 0421 0001 3762.
 * @param {string} number
 */
export const printedNumber = (number) =>
  number.slice(0, NUMBER_LENGTH).match(/.{1,4}/g)?.join(" ") ?? "";
