/**
 * Who is at the desk now, at which post and crossing. Held in memory: a page that is loaded anew
 * is locked.
 */

/** @typedef {{id: string, name: string, role: string}} Officer */
/**
 * @typedef {{officer: Officer, post: string, post_name: string, crossing: string,
 *   language: string}} Session
 */
/** @typedef {{post: string, post_name: string}} Post where this device was enrolled */
/** @typedef {{on: string, crossing: string, language: string}} Day what screen 0 asked, that day */

/** @type {Officer | null} */
let officer = null;
let before = "";
/** @type {Post | null} */
let post = null;
/** @type {Day | null} */
let day = null;
/** @type {Set<(session: Session | null) => void>} */
const listeners = new Set();

/** @returns {Session | null} null while locked, or before the day was set */
export function current() {
  if (!officer || !post || !day) return null;
  const { crossing, language } = day;
  return { officer, ...post, crossing, language };
}

/** @returns {Officer | null} who unlocked the desk; known before the day is set */
export function officerNow() {
  return officer;
}

/** @returns {Post | null} null until the device is enrolled */
export function postNow() {
  return post;
}

/** @param {Officer} who */
export function begin(who) {
  officer = who;
  tell();
}

/** @param {Officer} who @returns {boolean} whether nobody else was at the desk since they left */
export function wasHere(who) {
  return before === who.id;
}

/** The desk was locked: nobody is there. */
export function end() {
  before = officer?.id ?? before;
  officer = null;
  tell();
}

/** @param {Post} where */
export function atPost(where) {
  post = where;
  tell();
}

/** @param {Day} chosen */
export function startDay(chosen) {
  day = chosen;
  tell();
}

/**
 * @param {(session: Session | null) => void} fn
 * @returns {() => void} stops it
 */
export function onSession(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

function tell() {
  for (const fn of listeners) fn(current());
}
