/** What the clerk must know beside the work, and what to do about it: plain rules, no screen. */

import { isFull } from "./level.js";

const MOST_OFF = 10 * 60_000;
/** Milliseconds by which the clock may be wrong before the clerk is told. */
const LEASE_WARNING = 48 * 3_600_000;
/** Two days: time to carry the tablet to the post once. */

/**
 * @typedef {{sentence: string, tone: "care" | "bad", values?: Record<string, number>, to?: string,
 *   act?: string}} Notice
 *   sentence: its key in the words; values: milliseconds, told as durations; to: screen that helps;
 *   act: what a button beside it does
 * @typedef {{clock_offset: number | null, lease_until: number | null, lease_ended: boolean,
 *   revoked: boolean, other_node: boolean, unknown_device: boolean, protected: boolean | null,
 *   space: {used: number, quota: number} | null}} Known
 * @typedef {{other_tab: boolean, form_open: boolean, new_version: boolean, held_back: boolean}} Page
 *   held_back: the new version was asked for while another tab shows a form
 */

/**
 * @param {Known} known
 * @param {Page} page
 * @param {number} now milliseconds since 1970
 * @returns {Notice[]} the worst first
 */
export function notices(known, page, now) {
  /** @type {(Notice | false)[]} */
  const all = [
    page.other_tab && { sentence: "notice.other_tab", tone: "bad" },
    isFull(known.space) && { sentence: "notice.full", tone: "bad", to: "export" },
    known.other_node && { sentence: "notice.other_node", tone: "bad", to: "enrol" },
    known.unknown_device && { sentence: "notice.unknown_device", tone: "bad", to: "enrol" },
    leave(known, now),
    clock(known.clock_offset),
    known.protected === false && { sentence: "notice.unprotected", tone: "care", to: "settings" },
    page.new_version && version(page.held_back),
  ];
  const told = /** @type {Notice[]} */ (all.filter(Boolean));
  // In the middle of a household only what cannot wait.
  return page.form_open ? told.filter(({ tone }) => tone === "bad") : told;
}

/**
 * Only the gravest of what the node says about this device's leave to read.
 * @param {Known} known
 * @param {number} now
 * @returns {Notice | false}
 */
function leave({ revoked, lease_ended, lease_until, clock_offset }, now) {
  if (revoked) return { sentence: "notice.revoked", tone: "bad" };
  if (lease_ended) return { sentence: "notice.lease_ended", tone: "bad" };
  if (!lease_until) return false;
  const left = lease_until - (now + (clock_offset ?? 0));
  if (left <= 0) return { sentence: "notice.lease_ended", tone: "bad" };
  return left < LEASE_WARNING && { sentence: "notice.lease_ending", tone: "care", values: { left } };
}

/**
 * @param {number | null} offset node − device, milliseconds
 * @returns {Notice | false}
 */
function clock(offset) {
  if (offset === null || Math.abs(offset) <= MOST_OFF) return false;
  const sentence = offset > 0 ? "notice.clock_slow" : "notice.clock_fast";
  return { sentence, tone: "care", values: { off: Math.abs(offset) } };
}

/**
 * @param {boolean} held_back
 * @returns {Notice}
 */
function version(held_back) {
  if (held_back) return { sentence: "notice.version_later", tone: "care", act: "update" };
  return { sentence: "notice.version", tone: "care", act: "update" };
}
