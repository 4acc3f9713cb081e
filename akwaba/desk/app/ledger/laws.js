// What an entry is, in bytes: the same bytes as akwaba/ledger/laws.py, which says why.

import { hex, sha256, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/**
 * The clear part of an entry: who, when, where and what kind of act, never about whom.
 *
 * @typedef {object} Header
 * @property {string} id
 * @property {string} device
 * @property {number} seq 1, 2, 3 … without holes for each device
 * @property {string} previous hash of the entry that this device made before; empty for the first
 * @property {string} kind
 * @property {number} version
 * @property {string} subject
 * @property {string} scope the post whose people it concerns
 * @property {string} officer
 * @property {string} made_at hybrid logical clock
 * @property {number} wall the device's own clock, milliseconds since 1970
 * @property {number | null} offset the node's clock minus the device's, in milliseconds; null if
 *   they were never compared
 * @property {string} body_hash
 */

/**
 * What an act says about one thing.
 *
 * @typedef {object} Part
 * @property {string} about
 * @property {string} salt 32 hexadecimal digits
 * @property {string} facts JSON text
 */

/**
 * What a draft says about one row.
 *
 * @typedef {object} Say
 * @property {string} table such as "registry.person"
 * @property {string} id
 * @property {Record<string, unknown>} values
 * @property {Record<string, string[]>} [base] for each field set, the entries that it replaces
 * @property {string} [basis] suggested, interview (where left out), supervisor or document
 * @property {boolean} [creates]
 * @property {string} [about] whose data it is; left out where the row is itself the subject
 */

const FORMAT = 1;
export const SALT_BYTES = 16;
/** What the first entry of a device names as its previous one. */
export const FIRST = "";

/** @type {(keyof Header)[]} */
const FIELDS = [
  "id", "device", "seq", "previous", "kind", "version", "subject", "scope", "officer", "made_at",
  "wall", "offset", "body_hash",
];

/**
 * The bytes that are signed, and kept as they are for ever.
 *
 * @param {Header} header
 * @returns {Bytes}
 */
export function writeHeader(header) {
  const fields = FIELDS.map((name) => [name, header[name]]);
  return utf8(JSON.stringify({ format: FORMAT, ...Object.fromEntries(fields) }));
}

/**
 * What the device's next entry names. It covers the body too, by its hash in the header.
 *
 * @param {Bytes} header
 */
export const hashOf = async (header) => hex(await sha256(header));

/** @param {Part} part */
export const partHash = async ({ about, salt, facts }) =>
  hex(await sha256(utf8(`${salt}\n${about}\n${facts}`)));

/** @param {string[]} hashes of the parts, in their order */
export const bodyHash = async (hashes) => hex(await sha256(utf8(hashes.join("\n"))));

/**
 * @param {Part[]} parts
 * @returns {string} a JSON list of [about, salt, facts]
 */
export const writeBody = (parts) =>
  JSON.stringify(parts.map(({ about, salt, facts }) => [about, salt, facts]));

/**
 * The facts of one say, as text. What was written is never written again.
 *
 * @param {Say} say
 * @returns {string}
 */
export function factsOf({ table, id, values, base = {}, basis = "interview", creates = false }) {
  const said = {
    of: table,
    id,
    set: values,
    ...(Object.keys(base).length > 0 && { base }),
    ...(basis !== "interview" && { basis }),
    ...(creates && { new: true }),
  };
  return JSON.stringify(said, (_, value) => (typeof value === "string" ? storable(value) : value));
}

/**
 * Half an emoji, as some keyboards leave it behind, and NUL fit in no column of the node.
 *
 * @param {string} text
 */
const storable = (text) => text.replace(/[\p{Surrogate}\0]/gu, "\ufffd");
