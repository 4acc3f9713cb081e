/**
 * Registration numbers, issued with no network from the ranges that the node set aside.
 *
 * Twelve digits: block (4), serial in it (6), two check digits by ISO 7064 MOD 97-10; the same as
 * akwaba/registry/numbers.py. A number that is taken and not used is never used again.
 */

import { write } from "../store/database.js";

/** @typedef {import("../store/device.js").NumberRange} NumberRange */

const BLOCK_DIGITS = 4;
const SERIAL_DIGITS = 6;

/**
 * @param {number} count
 * @returns {Promise<string[]>} empty texts once the ranges are used up: the node gives the numbers
 * @throws {import("../store/problems.js").StorageFull}
 */
export const takeNumbers = (count) =>
  write(["device"], async ({ store }) => {
    const { taken, left } = taking((await store.get("numbers")) ?? [], count);
    await store.put(left, "numbers");
    return taken;
  });

/**
 * Keep ranges that the node set aside; a range that is known already is not begun again.
 *
 * @param {{block: number, first: number, last: number}[]} ranges
 */
export const addRanges = (ranges) =>
  write(["device"], async ({ store }) => {
    await store.put(adding((await store.get("numbers")) ?? [], ranges), "numbers");
  });

/** @param {NumberRange[]} ranges */
export const numbersLeft = (ranges) =>
  ranges.reduce((sum, { next, last }) => sum + Math.max(0, last - next + 1), 0);

/**
 * @param {NumberRange[]} ranges
 * @param {number} count
 * @returns {{taken: string[], left: NumberRange[]}}
 */
export function taking(ranges, count) {
  /** @type {string[]} */
  const taken = [];
  const left = ranges.map((range) => {
    let { next } = range;
    while (taken.length < count && next <= range.last) {
      taken.push(registrationNumber(range.block, next));
      next += 1;
    }
    return { ...range, next };
  });
  while (taken.length < count) taken.push("");
  return { taken, left };
}

/**
 * @param {NumberRange[]} ranges
 * @param {{block: number, first: number, last: number}[]} given
 * @returns {NumberRange[]}
 */
export function adding(ranges, given) {
  const known = new Set(ranges.map(({ block, first }) => `${block}:${first}`));
  const fresh = given.filter(({ block, first }) => !known.has(`${block}:${first}`));
  return [
    ...ranges,
    ...fresh.map(({ block, first, last }) => ({ block, first, last, next: first })),
  ];
}

/**
 * @param {number} block
 * @param {number} serial
 * @returns {string} twelve digits
 */
export function registrationNumber(block, serial) {
  const digits = padded(block, BLOCK_DIGITS) + padded(serial, SERIAL_DIGITS);
  return digits + padded(98 - (Number(`${digits}00`) % 97), 2);
}

/**
 * @param {number} value
 * @param {number} length
 */
const padded = (value, length) => String(value).padStart(length, "0");
