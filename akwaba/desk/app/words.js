/**
 * What the desk says, in the language of the person who holds it.
 *
 * French is complete and always at hand: where another language lacks a sentence, French is said.
 * A sentence may hold places such as {name}; a counted one is an object of plural forms.
 */

import french from "./words/fr/shell.js";

/** @typedef {Record<string, string | Record<string, string>>} Words */

/**
 * The locale gives dates and plurals; figures are always 0–9, as on the papers of the family.
 * @type {Record<string, {name: string, dir: "ltr" | "rtl", locale: string, read: boolean}>}
 */
export const LANGUAGES = {
  fr: { name: "Français", dir: "ltr", locale: "fr-FR", read: true },
  en: { name: "English", dir: "ltr", locale: "en-GB", read: true },
  // Nobody who speaks it has read this translation yet: the settings say so.
  ar: { name: "العربية", dir: "rtl", locale: "ar-u-nu-latn", read: false },
};

const FALLBACK = "fr";
let spoken = FALLBACK;
/** @type {Words} */
let said = typeset(french);
/** @type {Set<string>} */
const parts = new Set(["shell"]);
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {string} the code of the language, such as "fr" */
export function language() {
  return spoken;
}

/** @returns {"ltr" | "rtl"} */
export function direction() {
  return LANGUAGES[spoken].dir;
}

/**
 * Speak another language from now on. A code that the desk does not speak changes nothing.
 * @param {string} code
 */
export async function setLanguage(code) {
  if (!Object.hasOwn(LANGUAGES, code)) return;
  const loaded = await Promise.all([...parts].map((part) => read(code, part)));
  spoken = code;
  said = Object.assign({}, ...loaded);
  for (const tell of listeners) tell();
}

/**
 * Bring the sentences of a part of the desk ("registration", "papers"), before its screens show.
 * @param {string} part
 */
export async function loadWords(part) {
  if (parts.has(part)) return;
  const words = await read(spoken, part);
  parts.add(part);
  said = { ...said, ...words };
}

/**
 * @param {() => void} tell is called after the language changed
 * @returns {() => void} stops it
 */
export function onLanguage(tell) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/**
 * A sentence. A key that nobody wrote is shown as it is: a clerk can read it out to support.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const words = said[key];
  return typeof words === "string" ? fill(words, values) : key;
}

/**
 * A counted sentence: `count("people", 3)`; the number fills {n}.
 * @param {string} key
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function count(key, n, values = {}) {
  const forms = said[key];
  if (typeof forms !== "object") return key;
  const form = forms[new Intl.PluralRules(locale()).select(n)] ?? forms.other;
  return fill(form, { ...values, n: figure(n) });
}

/**
 * A day, such as "22 novembre 2026".
 * @param {Date | number | string} when a date, milliseconds since 1970, or an ISO day or instant
 * @param {Intl.DateTimeFormatOptions} [style]
 */
export function say(when, style = { day: "numeric", month: "long", year: "numeric" }) {
  // "2026-11-22" alone would be read as midnight in Greenwich, and be the day before elsewhere.
  const date = new Date(typeof when === "string" && when.length === 10 ? `${when}T12:00` : when);
  return new Intl.DateTimeFormat(locale(), style).format(date);
}

/**
 * An hour of the day, such as "14:05".
 * @param {Date | number} when
 */
export function sayTime(when) {
  return say(when, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/**
 * How long something takes or took, such as "4 s", "12 min", "3 h" or "2 j".
 * @param {number} ms
 */
export function sayDuration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t("duration.seconds", { n: seconds });
  if (seconds < 3600) return t("duration.minutes", { n: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return t("duration.hours", { n: Math.floor(seconds / 3600) });
  return t("duration.days", { n: Math.floor(seconds / 86400) });
}

/** @param {number} n */
export function figure(n) {
  return new Intl.NumberFormat(locale()).format(n);
}

function locale() {
  return LANGUAGES[spoken].locale;
}

/**
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) =>
    name in values ? apart(String(values[name])) : place,
  );
}

/**
 * A French name inside an Arabic sentence keeps its own direction (Unicode isolates).
 * @param {string} value
 */
function apart(value) {
  return direction() === "rtl" ? `\u2068${value}\u2069` : value;
}

/**
 * French sets a space before ; : ! ? » and after «, where a line must not break.
 * @param {Words} words
 * @returns {Words}
 */
function typeset(words) {
  const kept = JSON.stringify(words).replace(/ ([;:!?»])/g, "\u00a0$1").replaceAll("« ", "«\u00a0");
  return JSON.parse(kept);
}

/**
 * @param {string} code
 * @param {string} part
 * @returns {Promise<Words>}
 */
async function read(code, part) {
  const fallback = typeset((await import(`./words/${FALLBACK}/${part}.js`)).default);
  if (code === FALLBACK) return fallback;
  try {
    return { ...fallback, ...(await import(`./words/${code}/${part}.js`)).default };
  } catch {
    return fallback; // a language that lacks this part: French is better than an empty screen
  }
}
