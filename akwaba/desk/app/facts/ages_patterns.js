/**
 * The words and shapes in which ages and birth dates come, after `ages_said` has made them plain:
 * lower case, no accents, single spaces, digits 0–9. The same as registry/ages_patterns.py.
 */

import { TENS_SAID } from "./ages_numbers.js";

/**
 * A pattern that the whole text must fit.
 * @param {string} source
 */
const whole = (source) => new RegExp(`^(?:${source})$`, "u");

export const UNKNOWN_WORDS = new Set([
  "?", "??", "???", "-", "--", ".", "/", "x", "n/a", "n.a.", "na", "nd", "ns", "nsp", "nan",
  "inconnu", "inconnue", "age inconnu", "non connu", "pas connu", "ignore", "ne sait pas",
  "ne sais pas", "unknown", "not known", "does not know", "none", "null",
]);
export const NEWBORN_WORDS = new Set([
  "nouveau-ne", "nouveau ne", "nouveau-nee", "nouveau nee", "newborn",
]);
export const INFANT_WORDS = new Set(["bebe", "nourrisson", "baby", "infant"]);

/**
 * Completed years: a child is under 18, older people are 60 and over (UNHCR age bands).
 * @type {[string, [number, number]][]}
 */
const STAGES_SAID = [
  ["enfant enfants mineur mineure child minor", [0, 17]],
  ["adolescent adolescente ado teenager", [12, 17]],
  ["adulte adultes adult majeur majeure", [18, 59]],
  ["vieux vieille vieillard age agee aged elderly old", [60, 74]],
  ["personne-agee tres-age tres-agee", [60, 74]],
];
export const STAGES = new Map(
  STAGES_SAID.flatMap(([words, ages]) =>
    words.split(" ").map((word) => /** @type {[string, [number, number]]} */ ([word, ages])),
  ),
);
export const MONTHS = [
  ["janvier", "january"], ["fevrier", "february"], ["mars", "march"], ["avril", "april"],
  ["mai", "may"], ["juin", "june"], ["juillet", "july"], ["aout", "august"],
  ["septembre", "september"], ["octobre", "october"], ["novembre", "november"],
  ["decembre", "december"],
];

export const ABOUT_BEFORE = new RegExp(
  String.raw`^(?:~|≈|\+/-|±|vers|environ|env\.?|autour de|a peu pres|presque|ca\.?|about|around` +
    String.raw`|approx\.?(?:imately)?|circa)\s*(?:les? |l')?`,
  "u",
);
export const ABOUT_AFTER = /\s*\(?(?:~|environ|env\.?|a peu pres|approx\.?|\?)\)?$/u;
export const SAID_BEFORE = new RegExp(
  String.raw`^(?:n\.?ee?|ne\(e\)|born|agee? de|age\(e\) de|agee?|aged?)(?:\s*:\s*|\s+)` +
    String.raw`(?:(?:le|en|on|in|l'annee)\s+)?(?=\S)|^le (?=\d)`,
  "u",
);
export const DURATION = whole(
  String.raw`(?:(?<years>\d{1,4})(?<early_half> 1/2)?` +
    String.raw`(?:\s*(?:ans?|annees?|a|years?|yrs?|y/?o|y)\.?(?![a-z])|(?!\s*\d)))?` +
    String.raw`(?:\s*(?:et|and)?\s*(?<months>\d{1,3})\s*(?:mois|months?|mths?|m)\.?)?` +
    String.raw`(?<half>\s*(?:et|and)?\s*(?:a\s)?(?:demie?|half|1/2))?` +
    String.raw`(?:\s+(?:revolus?|old|d'age))?`,
);
/**
 * Number words are digits already: « la trentaine », « 1 quarantaine d'années », « in her 30s ».
 */
export const TENS = whole(
  "(?<about>1 |a )?(?:dans |en |in )?(?:la |sa |his |her |their |the )?" +
    `(?:(?<word>${Object.keys(TENS_SAID).join("|")})|(?<tens>[2-9]0)s)` +
    "(?: d'(?:annees|ans|age))?(?: passee)?",
);
export const HALF_YEAR = /(?:1\/2|demi|half(?: an?)?)[ -]?(?:ans?|annee|year)/gu;
export const ASIDE = /\s*\([^()\d]*\)$/u;
/** « 12/05/1976 à Sikasso »: the place under « Date et lieu de naissance ». */
export const BORN_AT = /(?<=\d{4})(?:\s+(?:a|au|aux|at|in)\s+|\s*[,;-]\s*)[a-z][a-z' .()-]*$/u;
/** 12031987 and 19870312; no eight digits are a day of the last 120 years in both orders. */
export const RUN_TOGETHER = /^(?<day>\d{1,2})(?<month>0[1-9]|1[0-2])(?<year>(?:19|20)\d\d)$/u;
export const YEAR_RUN_TOGETHER = /^(?<year>(?:19|20)\d\d)(?<month>0[1-9]|1[0-2])(?<day>\d\d)$/u;
export const AT_LEAST = whole(
  String.raw`(?:plus de |\+ ?de |> ?|over )(?<after>\d{1,3})(?: ?ans?)?` +
    String.raw`|(?<before>\d{1,3})(?: ?ans?)? ?(?:\+|et plus|and over)`,
);
export const LESS_THAN = whole(
  String.raw`(?:moins d(?:e |')|< ?|under |less than )(?<count>\d{1,3}|une?|one|a)` +
    "(?: ?(?:(?<months>mois|months?)|ans?|years?))?",
);
/** 34.0 and 1987.0, as some software writes whole numbers. */
export const WHOLE = /(\d+)[.,]0+$/u;
export const DECIMAL = /^(\d{1,3})[.,](\d{1,3})\s*(?:ans?|years?)?$/u;
export const DAYS =
  /^(\d{1,3})\s*(?:(?<weeks>semaines?|sem\.?|weeks?|wks?)|jours?|jrs?|j|days?|d)(?: old)?$/u;
/** xx/xx/1980 and 00/00/1980, as cards are filled when only the year is known. */
export const UNKNOWN_PARTS =
  /^(?:(?:[x?_]{1,2}|00?) ?[/.\-] ?)+(?=(?:\d{1,2} ?[/.\-] ?)?\d{4}$)/u;
export const MARGIN = /^(\d{1,3})\s*(?:ans)?\s*(?:±|\+\/-|\+-)\s*(\d{1,2})\s*(?:ans)?$/u;
export const RANGE = whole(
  String.raw`(?:entre |de |between |from )?(\d{1,4})\s*(?:ans)?\s*` +
    String.raw`(?:-|–|—|a|to|et|and|ou|or)\s*(\d{1,4})\s*(?:ans|years)?`,
);
export const DAY_FIRST =
  /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})(?: [\d:]+)?$/u;
export const YEAR_FIRST = /^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[t ][\d:.]+z?)?$/u;
export const WORD_DAY =
  /^(\d{1,2})(?:er|st|nd|rd|th)?[ \-/.]*([a-z]{3,9})\.?[ \-/,.]*(\d{4}|\d{2})$/u;
export const WORD_MONTH = /^([a-z]{3,9})\.?[ \-/,.]*(\d{4})$/u;
export const MONTH_YEAR = /^(?:(\d{1,2})[/.\-](\d{4})|(\d{4})[/.\-](\d{1,2}))$/u;
export const YEAR = /^\d{4}$/u;
export const WORKBOOK_DAY = /^\d{5}$/u;
