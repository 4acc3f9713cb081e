/** The lists that the node lent this device, as the screens of a household use them. */

import { useMemo } from "preact/hooks";
import { reference } from "../../shell/reference.js";
import { useAsked } from "../../shell/watching.js";
import { language } from "../../words.js";
import { labelOf } from "./wording.js";

/** @typedef {{code: string, fr: string, en: string, sex?: string, often?: boolean, near?: boolean}} Line */
/** @typedef {{code: string, name: string, country: string, region: string, kind: string, folded: string}} Place */
/**
 * @typedef {{kin: Line[], kinOf: Map<string, Line>, countries: Line[], crossings: {code: string,
 *   name: string}[], purposes: (Line & {say: string})[], places: Place[]}} Lists
 */

/** @type {Lists} */
const NONE = { kin: [], kinOf: new Map(), countries: [], crossings: [], purposes: [], places: [] };

/** @returns {Lists} empty until they are read, or where this device never met its node */
export function useLists() {
  const told = useAsked(reference);
  return useMemo(() => (told ? listsOf(told) : NONE), [told, language()]);
}

/**
 * @param {any} told the reference
 * @returns {Lists}
 */
function listsOf({ lists, crossings, places }) {
  /** @type {Line[]} */
  const kin = lists.relationships.filter((/** @type {Line} */ { code }) => code !== "PA");
  return {
    kin,
    kinOf: new Map(lists.relationships.map((/** @type {Line} */ line) => [line.code, line])),
    countries: lists.countries,
    crossings,
    purposes: lists.consent_purposes,
    places: (places ?? []).map(placeOf),
  };
}

/** @param {[string, string, string, string, string]} row @returns {Place} */
const placeOf = ([code, name, country, region, kind]) => ({
  code, name, country, region, kind, folded: folded(name),
});

/**
 * Lower case without accents: « segou » finds Ségou.
 * @param {string} text
 */
export const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’'ʼ-]/g, " ").toLowerCase().trim();

/**
 * @param {Lists} lists
 * @param {string} code
 */
export const kinText = (lists, code) => (code ? labelOf(lists.kinOf.get(code), code) : "");

/** What is met most at a border, and whom it can concern; the words: need.<code>. */
const NEEDS = [
  { code: "PG", sex: "F", from: 10 },
  { code: "DS", sex: "", from: 0 },
  { code: "SM", sex: "", from: 0 },
  { code: "SM-MN", sex: "", from: 0 },
  { code: "ER", sex: "", from: 60 },
  { code: "SP", sex: "", from: 12 },
];

/**
 * The needs to offer for somebody: none that cannot be theirs; those chosen before stay.
 * @param {{sex: string, needs: string[]}} person
 * @param {[number, number] | null} ages youngest and oldest possible, null for not known
 */
export const needsFor = ({ sex, needs }, ages) =>
  NEEDS.filter(
    (need) =>
      needs.includes(need.code) ||
      (!(need.sex && sex && sex !== "U" && sex !== need.sex) && (!ages || ages[1] >= need.from)),
  ).map(({ code }) => code);
