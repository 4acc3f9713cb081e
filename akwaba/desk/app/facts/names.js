/**
 * Names as they are said: cleaned of what cannot be seen, never corrected; see registry/names.py.
 *
 * A name stays in the script and the case in which it was given. `searchKeys` folds the spellings
 * of one name together, as the node does, so both find the same people.
 */

import { byCodePoint, casefold, first, pointOf, squeeze, withoutMarks, words } from "./letters.js";

/** Characters, after cleaning. */
export const LONGEST_NAME = 100;
/** Characters of a search key; the rest of a longer word is left out. */
const LONGEST_KEY = 40;

const UNSEEN = /\p{C}/gu;
const EMOJI = new RegExp(
  "[\\u00a9\\u00ae\\u2190-\\u21ff\\u2300-\\u23ff\\u2600-\\u27bf\\u2b00-\\u2bff" +
    "\\u{1f000}-\\u{1faff}\\ufe00-\\ufe0f\\u20e3]",
  "gu",
);
const MARKUP = /[<>]|&#?[\p{L}\p{N}_]+;/u;
/** What Python calls a digit: those of ten, and the raised, lowered and circled ones. */
const DIGITS = new RegExp(
  String.raw`[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079` +
    String.raw`\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea` +
    String.raw`\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792` +
    String.raw`\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}` +
    String.raw`\u{1f100}-\u{1f10a}]`,
  "u",
);

const TITLES = (
  "ag al aladji alhadj alhadji alias ben bent bin bint de dit dite dr du el eladj elhadj elhadji " +
  "epouse feu hadj hadja hadji ibn la le mint mlle mme mr nee ould veuve vve walet wallet"
).split(" ");

/** @type {Record<string, string>} */
const LETTERS = {
  ɛ: "e", ɔ: "o", ɲ: "ny", ŋ: "n", ɓ: "b", ɗ: "d", ƴ: "y", ə: "e", ø: "o",
  œ: "e", æ: "e", đ: "d", ł: "l", ı: "i", ƙ: "k",
};

/** @type {[RegExp, string][]} */
const SOUNDS = [
  [/ph/g, "f"], // Joseph
  [/tch|sh|sch/g, "ch"], // Tchamba, Shérif
  [/gn|ny/g, "ni"], // Gnamien, Nyamien
  [/dj|d[iy](?=[aeou])/g, "j"], // Djarra, Diarra, Jara
  [/ou|oo|w/g, "u"], // Ouattara, Wattara
  [/gu(?=[ei])/g, "g"], // Guindo, Gindo
  [/qu|q|ck|k/g, "k"], // Keita
  [/c(?=[eiy])/g, "s"], // Cissé, Sissé
  [/c(?!h)/g, "k"], // Coulibaly, Koulibaly
  [/[zç]/g, "s"], // Zoumana, Soumana
  [/x/g, "ks"],
  [/y/g, "i"], // Coulibaly, Coulibali
  [/(?<!c)h/g, ""], // Cheikh, Thiam
  [/n(?=[bp])/g, "m"], // Denbélé, Dembélé
  [/(.)\1+/g, "$1"], // Cissé, Cisé
  [/(?<=.[^e])e$/g, ""], // Traoré, Traor
];
const LATIN = /^[a-z]+$/;
const BREAKS = /[^\p{L}\p{N}']/gu;
/** A folded word is folded again until it no longer changes; each pass shortens it. */
const MOST_PASSES = 20;

/**
 * @typedef {{text: string, removed: string[], flags: string[]}} CleanName
 * `removed`: what was taken out ("U+200B"); `flags`: markup, digits, formula or no_letter, for an
 * officer to look at.
 * @typedef {{reason: "empty" | "emoji" | "too_long", said: string,
 *   mend: string | null}} NameRefused
 */

/**
 * Normalise to NFC, drop unseen characters and spare spaces; change nothing that is heard.
 * @param {string} said
 * @returns {CleanName | NameRefused}
 */
export function cleanName(said) {
  const spaced = Array.from(said, (one) => (squeeze(one) ? one : " ")).join("");
  const removed = [...new Set(Array.from(spaced.matchAll(UNSEEN), (one) => codeOf(one[0])))].sort();
  const text = squeeze(spaced.replace(UNSEEN, "").normalize("NFC"));
  if (!text) return { reason: "empty", said, mend: null };
  if (text.search(EMOJI) >= 0) {
    return { reason: "emoji", said, mend: first(squeeze(text.replace(EMOJI, " ")), LONGEST_NAME) };
  }
  if (Array.from(text).length > LONGEST_NAME) {
    return { reason: "too_long", said, mend: first(text, LONGEST_NAME).trimEnd() };
  }
  return { text, removed, flags: flagsOf(text) };
}

/** @param {string} character */
const codeOf = (character) =>
  `U+${pointOf(character).toString(16).toUpperCase().padStart(4, "0")}`;

/** @param {string} text */
function flagsOf(text) {
  /** @type {[string, boolean][]} */
  const found = [
    ["markup", MARKUP.test(text)],
    ["digits", DIGITS.test(text)],
    ["formula", "=+-@".includes(text[0])], // a workbook would run it
    ["no_letter", !/\p{L}/u.test(text)],
  ];
  return found.filter(([, holds]) => holds).map(([flag]) => flag);
}

/**
 * The folded words of a name, sorted, each once: the same for any order and spelling. Never empty
 * for a name that is not blank.
 * @param {string} name
 */
export function searchKeys(name) {
  const text = lettersOnly(name);
  let keys = new Set(words(text.replace(BREAKS, " ")).map(fold).filter(Boolean));
  if (!keys.size) {
    const spare = words(text).length ? words(text) : words(name);
    keys = new Set(spare.slice(0, 1).map((word) => first(word, LONGEST_KEY)));
  }
  const telling = [...keys].filter((key) => !FOLDED_TITLES.has(key));
  return (telling.length ? telling : [...keys]).sort(byCodePoint);
}

/**
 * Lower case without accents, tone marks or apostrophes: N'Golo, N’golo and Ngolo are one.
 * @param {string} name
 */
function lettersOnly(name) {
  const text = casefold(name.replace(/[çÇ]/g, "s").normalize("NFKD")).normalize("NFKD");
  const plain = Array.from(text, (one) => LETTERS[one] ?? one).join("");
  return withoutMarks(plain).replace(UNSEEN, "").replace(/['’ʼ‘`´]/g, "");
}

/**
 * Fold the spelling of a word in Latin letters; a word in another script stays as it is.
 * @param {string} word
 */
function fold(word) {
  let kept = first(word, LONGEST_KEY);
  if (!LATIN.test(kept)) return kept;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    let folded = kept;
    for (const [pattern, sound] of SOUNDS) {
      folded = folded.replace(pattern, sound).slice(0, LONGEST_KEY);
    }
    if (folded === kept || !folded) break;
    kept = folded;
  }
  return kept;
}

const FOLDED_TITLES = new Set(TITLES.map(fold));
