/** Tells every tab of the desk that something stored has changed. */

const channel = new BroadcastChannel("akwaba-changes");
/** @type {Set<() => void>} */
const listeners = new Set();
channel.onmessage = () => tell();

/** To be called once the change is on the disk. */
export function announce() {
  channel.postMessage(null); // it reaches the other tabs, not this one
  tell();
}

/**
 * @param {() => void} fn
 * @returns {() => void} stops it
 */
export function onChange(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

function tell() {
  for (const fn of listeners) fn();
}
