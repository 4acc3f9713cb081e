/** No PIN locks this tablet in connected mode: leaving means signing out at the node. */

import { end } from "../session.js";
import { signedIn, SIGN_IN } from "./node.js";

const UNTOUCHED = 5 * 60_000;
/** Milliseconds: a clerk who walks away with a family leaves no list open behind them. */
const LOOK_EVERY = 5000;
const TOUCHES = ["pointerdown", "keydown", "scroll"];

/** @type {Set<() => Promise<unknown> | void>} */
const savers = new Set();
let touched = Date.now();

/**
 * A form registers what saves it; signing out waits for that.
 * @param {() => Promise<unknown> | void} save
 * @returns {() => void} stops it
 */
export function beforeLock(save) {
  savers.add(save);
  return () => savers.delete(save);
}

/** Save what is open, sign out, and show the page for signing in. */
export async function lockNow() {
  await Promise.allSettled([...savers].map((save) => save()));
  end();
  try {
    const { csrf } = await signedIn();
    await fetch("/sign-out/", { method: "POST", headers: { "X-CSRFToken": csrf }, redirect: "manual" });
  } finally {
    location.assign(SIGN_IN); // also where the node is away: the page must not stay open
  }
}

/** Start to watch for an untouched desk. */
export function lockWhenUntouched() {
  const touch = () => (touched = Date.now());
  for (const name of TOUCHES) addEventListener(name, touch, { capture: true, passive: true });
  setInterval(check, LOOK_EVERY);
  document.addEventListener("visibilitychange", check);
}

function check() {
  if (Math.abs(Date.now() - touched) >= UNTOUCHED) void lockNow(); // also where the clock jumps back
}
