/**
 * Reads CBOR (RFC 8949), as much of it as signed codes use: whole numbers, bytes, text, lists,
 * maps and tags, each of a length that is said first.
 */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {{tag: number, value: any}} Tagged */

const MOST_NESTED = 16;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * @param {Bytes} bytes exactly one value
 * @returns {any} numbers, Bytes, strings, arrays, Maps and {tag, value}
 * @throws {Error} where it is no CBOR, or of a kind that is not read here
 */
export function readCbor(bytes) {
  const place = { bytes, at: 0 };
  const value = readValue(place, 0);
  if (place.at !== bytes.length) throw new Error("Something follows the value.");
  return value;
}

/** @typedef {{bytes: Bytes, at: number}} Place */

/**
 * @param {Place} place
 * @param {number} depth
 * @returns {any}
 */
function readValue(place, depth) {
  if (depth > MOST_NESTED) throw new Error("Nested too deep.");
  const first = take(place, 1)[0];
  const kind = first >> 5;
  if (kind === 7) return simple(first);
  const size = readSize(place, first & 31);
  if (kind === 0) return size;
  if (kind === 1) return -1 - size;
  if (kind === 2) return take(place, size);
  if (kind === 3) return decoder.decode(take(place, size));
  if (kind === 4) return items(place, size, depth);
  if (kind === 5) return pairs(place, size, depth);
  return { tag: size, value: readValue(place, depth + 1) };
}

/** @param {number} first */
function simple(first) {
  if (first === 0xf4 || first === 0xf5) return first === 0xf5;
  if (first === 0xf6) return null;
  throw new Error("A kind of value that no signed code holds.");
}

/**
 * @param {Place} place
 * @param {number} short
 */
function readSize(place, short) {
  if (short < 24) return short;
  if (short > 27) throw new Error("A length that is not said.");
  let size = 0;
  for (const byte of take(place, 1 << (short - 24))) size = size * 256 + byte;
  if (!Number.isSafeInteger(size)) throw new Error("Too large a number.");
  return size;
}

/**
 * @param {Place} place
 * @param {number} size
 * @returns {Bytes}
 */
function take(place, size) {
  if (size > place.bytes.length - place.at) throw new Error("Cut short.");
  place.at += size;
  return place.bytes.slice(place.at - size, place.at);
}

/**
 * @param {Place} place
 * @param {number} size
 * @param {number} depth
 */
function items(place, size, depth) {
  const found = [];
  for (let each = 0; each < size; each += 1) found.push(readValue(place, depth + 1));
  return found;
}

/**
 * @param {Place} place
 * @param {number} size
 * @param {number} depth
 */
function pairs(place, size, depth) {
  const found = new Map();
  for (let each = 0; each < size; each += 1) {
    const key = readValue(place, depth + 1);
    if (found.has(key)) throw new Error("A key twice.");
    found.set(key, readValue(place, depth + 1));
  }
  return found;
}
