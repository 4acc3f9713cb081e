/** Ages, refusals and likenesses in the clerk's language. */

import { ageWords, isChildOn } from "../../facts/ages.js";
import { parseBirth } from "../../facts/ages_said.js";
import { LONGEST_NAME, cleanName } from "../../facts/names.js";
import { checkToken, printedNumber } from "../../facts/tokens.js";
import { count, language, t } from "../../words.js";

/** @typedef {import("../../facts/family.js").Person} Person */
/** @typedef {import("../../facts/ages.js").Birth} Birth */
/** @typedef {{name?: string, age?: string, token?: string}} Wrongs a sentence for each field */

/**
 * « 34 ans », « ~40 ans », « 8 mois », « né(e) en 1987 »; empty where nothing is known.
 * @param {Birth} birth
 * @param {number} on
 */
export function ageText(birth, on) {
  const [kind, number] = ageWords(birth, on);
  if (kind === "unknown") return birth.said ? t("age.unknown") : "";
  return kind === "year_of_birth" ? t("age.year_of_birth", { n: number }) : count(`age.${kind}`, number);
}

/**
 * How an age is understood while it is typed.
 * @param {string} typed
 * @param {number} on
 * @returns {{text: string, wrong: string}}
 */
export function readAge(typed, on) {
  const read = parseBirth(typed, on);
  if (!("reason" in read)) return { text: ageText(read, on), wrong: "" };
  const reason = t(`age.${read.reason}`);
  return { text: "", wrong: t("age.refused", { value: read.said, reason }) };
}

/**
 * @param {string} said
 * @returns {string} empty where the name can be kept
 */
export function nameWrong(said) {
  if (!said.trim()) return "";
  const clean = cleanName(said);
  if ("text" in clean) return "";
  const reason = t(`name.${clean.reason}`, { most: LONGEST_NAME });
  const refused = t("name.refused", { value: [...said].slice(0, 40).join(""), reason });
  return clean.mend ? `${refused} ${t("name.mend", { mend: clean.mend })}` : refused;
}

/**
 * @param {string} said
 * @returns {string} empty where the token is sound, or none was typed
 */
export function tokenWrong(said) {
  if (!said.trim() || typeof checkToken(said) === "string") return "";
  return t("token.refused", { value: said.slice(0, 20) });
}

/**
 * What must be mended on a line before the household goes on.
 * @param {Person} person
 * @param {number} line from 1
 * @param {number} on
 * @returns {Wrongs}
 */
export function wrongsOf(person, line, on) {
  /** @type {Wrongs} */
  const found = {};
  const name = person.name.trim() ? nameWrong(person.name) : t("name.missing", { line });
  const age = readAge(person.age, on).wrong;
  const token = tokenWrong(person.token);
  if (name) found.name = name;
  if (age) found.age = age;
  if (token) found.token = token;
  return found;
}

/**
 * The words of a code in the clerk's language; French where the list does not speak it.
 * @param {{code: string, fr: string, en: string} | undefined} line
 * @param {string} [code]
 */
export const labelOf = (line, code = "") =>
  (line && (language() === "en" ? line.en : line.fr)) || code;

/**
 * « Femme » or « Fille », as one says it to the family.
 * @param {string} sex
 * @param {Birth} [birth]
 * @param {number} [on]
 */
export const sexText = (sex, birth, on = 0) => sexWord(sex, birth && isChildOn(birth, on));

/**
 * @param {string} sex
 * @param {boolean | null} [isChild] null or undefined where it is not known
 */
export function sexWord(sex, isChild) {
  if (!sex) return "";
  return t(isChild && sex !== "U" ? `sex.child_${sex}` : `sex.${sex}`);
}

/**
 * What a supervisor should look at again: by line and number, so that no name stands in a note.
 * @param {import("./draft.js").Draft} draft
 * @returns {string} empty where nothing is to be looked at
 */
export function reviewNote({ people, looked }) {
  const found = looked.found
    .filter(({ key }) => ["review", "same"].includes(looked.answers[key]))
    .map(({ person, household_number }) => {
      const number = printedNumber(household_number);
      const line = people.findIndex(({ id }) => id === person) + 1;
      return t(line ? "known.note_line" : "known.note_household", { line, number });
    });
  return found.length ? t("known.note", { found: [...new Set(found)].join(" ; ") }) : "";
}
