/** Numbers and ages that are written in words, French and English; see registry/ages_numbers.py. */

const FRENCH = (
  "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
).split(" ");
/** @type {[number, string[]][]} */
const FRENCH_TENS = [
  [20, ["vingt"]], [30, ["trente"]], [40, ["quarante"]], [50, ["cinquante"]], [60, ["soixante"]],
  [70, ["soixante dix", "septante"]], [80, ["quatre vingt", "quatre vingts", "huitante"]],
  [90, ["quatre vingt dix", "nonante"]],
];
const ENGLISH = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
  "sixteen seventeen eighteen nineteen"
).split(" ");
const ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** @type {Record<string, number>} */
export const TENS_SAID = {
  dizaine: 10, quinzaine: 15, vingtaine: 20, trentaine: 30, quarantaine: 40, cinquantaine: 50,
  soixantaine: 60, septantaine: 70, "quatre-vingtaine": 80, centaine: 100, twenties: 20,
  thirties: 30, forties: 40, fifties: 50, sixties: 60, seventies: 70, eighties: 80, nineties: 90,
};
/** « La quarantaine » goes from 40 to 49; these words only mean « about ». */
export const ROUND_ONLY = new Set(["dizaine", "quinzaine", "centaine"]);

const UNITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const TEENS = [11, 12, 13, 14, 15, 16];
/**
 * Seventy and ninety count on from the ten below: soixante et onze.
 * @type {[number, string][]}
 */
const COUNTED_ON = [[70, "soixante"], [90, "quatre vingt"]];

/** Each number under 100 in words, parted by single spaces. */
function numbers() {
  /** @type {Map<string, number>} */
  const said = new Map(FRENCH.map((word, number) => [word, number]));
  said.set("une", 1);
  for (const [ten, words] of FRENCH_TENS) {
    for (const word of words) {
      said.set(word, ten);
      for (const unit of UNITS) said.set(`${word} ${FRENCH[unit]}`, ten + unit);
      said.set(`${word} une`, ten + 1);
    }
  }
  for (const unit of [7, 8, 9]) said.set(`dix ${FRENCH[unit]}`, 10 + unit);
  for (const [ten, start] of COUNTED_ON) {
    for (const unit of TEENS) said.set(`${start} ${FRENCH[unit]}`, ten - 10 + unit);
    for (const unit of [7, 8, 9]) said.set(`${start} dix ${FRENCH[unit]}`, ten + unit);
  }
  ENGLISH.forEach((word, number) => said.set(word, number));
  ENGLISH_TENS.forEach((word, place) => {
    said.set(word, 10 * (place + 2));
    for (const unit of UNITS) said.set(`${word} ${ENGLISH[unit]}`, 10 * (place + 2) + unit);
  });
  return said;
}

const NUMBERS = numbers();
const WORDS = [...NUMBERS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replaceAll(" ", "(?:[ -]| et |-et-)"))
  .join("|");
const LETTER = "[\\p{L}\\p{N}_]";
// Beside a number, « sept » is September: « 12 sept 1987 ».
const NUMBER = new RegExp(
  `(?<!${LETTER})(?<!\\d[ ./-])(?:${WORDS})(?!${LETTER})(?![ ./-]*\\d)`,
  "gu",
);

/**
 * « quarante-cinq ans » is « 45 ans ».
 * @param {string} text in lower case and without accents
 */
export const numberWordsAsDigits = (text) =>
  text.replace(NUMBER, (found) => String(NUMBERS.get(found.replace(/ et |-et-|-/g, " "))));
