/** A desk that nobody touches locks itself; what was typed is saved before. */

import { lock } from "../store/vault.js";
import { end, officerNow } from "../session.js";

const UNTOUCHED = 5 * 60_000;
/** Milliseconds: a clerk who walks away with a family leaves no list open behind them. */
const LOOK_EVERY = 5000;
/** Milliseconds that a form has to save what was typed. */
const PATIENCE = 3000;
const TOUCHES = ["pointerdown", "keydown", "scroll"];

/** @type {Set<() => Promise<unknown> | void>} */
const savers = new Set();
let touched = Date.now();

/**
 * A form registers what saves it; locking waits for that.
 * @param {() => Promise<unknown> | void} save
 * @returns {() => void} stops it
 */
export function beforeLock(save) {
  savers.add(save);
  return () => savers.delete(save);
}

/** Save what is open, forget the key, and ask who is there. */
export async function lockNow() {
  // A form that cannot save, or never ends saving, must not keep the desk open for whoever comes by.
  const saved = Promise.allSettled([...savers].map((save) => save()));
  await Promise.race([saved, new Promise((go) => setTimeout(go, PATIENCE))]);
  await lock();
  end();
}

/** Start to watch for an untouched desk. */
export function lockWhenUntouched() {
  const touch = () => (touched = Date.now());
  for (const name of TOUCHES) addEventListener(name, touch, { capture: true, passive: true });
  setInterval(check, LOOK_EVERY);
  // Timers sleep with the tablet: on waking, the time that passed counts at once.
  document.addEventListener("visibilitychange", check);
}

function check() {
  // A clock that jumps back, by whatever hand, must not hold the desk open for as long as it jumped.
  if (officerNow() && Math.abs(Date.now() - touched) >= UNTOUCHED) lockNow();
}
