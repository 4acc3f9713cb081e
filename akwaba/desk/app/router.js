/**
 * Which screen is shown. The address after # names it: `#home`, `#roster?id=…`.
 *
 * Only opaque identifiers stand in an address, never a name: histories are read by others.
 */

/**
 * Every screen, and the part of the words it speaks beside those of the shell. Its module is
 * `screens/<name>.js`, fetched when it is first shown.
 * @type {Record<string, string | null>}
 */
export const SCREENS = {
  enrol: null,
  unlock: null,
  day: null,
  home: null,
  queue: "device",
  settings: "device",
  export: "device",
  influx: "registration",
  roster: "registration",
  protection: "registration",
  photos: "registration",
  known: "registration",
  readback: "registration",
  papers: "papers",
  verify: "papers",
};

/** @typedef {{name: string, params: Record<string, string>}} Place */

/** @type {Set<(place: Place) => void>} */
const listeners = new Set();

/**
 * Show a screen.
 * @param {string} name
 * @param {Record<string, string>} [params]
 * @param {{replace?: boolean}} [how] replace: the way back skips the screen shown now
 */
export function go(name, params = {}, { replace = false } = {}) {
  const address = addressOf({ name, params });
  if (address === location.hash) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  tell();
}

/** Return to the screen before. */
export function back() {
  history.back();
}

/** @returns {Place} the screen that the address names; home where it names none */
export function place() {
  return placeOf(location.hash);
}

/**
 * @param {string} hash
 * @returns {Place}
 */
export function placeOf(hash) {
  // The QR code of an enrolment holds #enrol=CODE&node=ADDRESS.
  if (hash.startsWith("#enrol=")) return { name: "enrol", params: paramsOf(hash.slice(1)) };
  const [name, query = ""] = hash.slice(1).split("?");
  return Object.hasOwn(SCREENS, name) ? { name, params: paramsOf(query) } : { name: "home", params: {} };
}

/**
 * @param {Place} place
 * @returns {string}
 */
export function addressOf({ name, params }) {
  const query = new URLSearchParams(params).toString();
  return query ? `#${name}?${query}` : `#${name}`;
}

/**
 * @param {(place: Place) => void} fn
 * @returns {() => void} stops it
 */
export function onPlace(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

/** Follow the buttons of the browser, and addresses that are typed or scanned. */
export function followHistory() {
  addEventListener("popstate", tell);
}

function tell() {
  for (const fn of listeners) fn(place());
}

/** @param {string} query */
function paramsOf(query) {
  return Object.fromEntries(new URLSearchParams(query));
}
