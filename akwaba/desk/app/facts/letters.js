/**
 * What Unicode says of characters, told as Python tells it: the node folds a text the same way.
 *
 * Known to differ: Cherokee letters, and characters that one of the two is too old to know.
 */

/** Python's str.isspace: the separators of text are spaces for it, the byte order mark is not. */
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const ALL_SPACES = new RegExp(SPACES, "gu");
const SPACES_AROUND = new RegExp(`^${SPACES.source}|${SPACES.source}$`, "gu");

/** A mark of the lowest and of a high combining class: normalising sorts marks by their class. */
const LOW = "\u0334";
const HIGH = "\u0300";

/** @type {Map<string, boolean>} */
const marks = new Map();

/** @param {string} text */
export const strip = (text) => text.replace(SPACES_AROUND, "");

/** @param {string} text @returns {string[]} the words between spaces */
export const words = (text) => text.split(ALL_SPACES).filter(Boolean);

/**
 * One plain space wherever there were some, none at the ends.
 * @param {string} text
 */
export const squeeze = (text) => words(text).join(" ");

/**
 * The first characters of a text, never half of one.
 * @param {string} text
 * @param {number} most
 */
export const first = (text, most) =>
  text.length <= most ? text : Array.from(text).slice(0, most).join("");

/** @param {string} text */
export const casefold = (text) => Array.from(text, foldCharacter).join("");

/** @param {string} character */
function foldCharacter(character) {
  if (character === "ı") return character; // it has no capital of its own, and stays as it is
  return Array.from(character.toLowerCase().toUpperCase(), (one) => one.toLowerCase()).join("");
}

/**
 * Without the marks that combine with a letter, in text that was decomposed before. No browser
 * tells the combining class of a character; the order after normalising gives it away.
 * @param {string} text
 */
export const withoutMarks = (text) =>
  Array.from(text)
    .filter((character) => !isMark(character))
    .join("");

/** @param {string} character */
function isMark(character) {
  if (character < HIGH) return false;
  let known = marks.get(character);
  if (known === undefined) {
    known =
      (character + LOW).normalize("NFD").startsWith(LOW) ||
      !(HIGH + character).normalize("NFD").startsWith(HIGH);
    marks.set(character, known);
  }
  return known;
}

/**
 * 0–9 for the digits of every script: Arabic, N’Ko, Adlam.
 * @param {string} text
 */
export const asciiDigits = (text) => text.replace(/[^\x00-\x7f]/gu, (one) => digit(one) ?? one);

/**
 * The value of a decimal digit: the digits of a script stand in one run, from zero.
 * @param {string} character
 */
function digit(character) {
  const isDigit = (/** @type {number} */ point) => /^\p{Nd}$/u.test(String.fromCodePoint(point));
  const point = pointOf(character);
  if (!isDigit(point)) return null;
  let before = 0;
  while (isDigit(point - before - 1)) before += 1;
  return String(before % 10);
}

/**
 * Order by code points, as Python sorts; by itself JavaScript sorts by halves of them.
 * @param {string} a
 * @param {string} b
 */
export function byCodePoint(a, b) {
  const left = Array.from(a);
  const right = Array.from(b);
  const at = left.findIndex((one, place) => one !== right[place]);
  if (at === -1) return left.length - right.length;
  if (at >= right.length) return 1;
  return pointOf(left[at]) - pointOf(right[at]);
}

/** @param {string} character */
export const pointOf = (character) => /** @type {number} */ (character.codePointAt(0));
