/** A new version of the desk: fetched when it is there, taken when no form is open. */

import { formAnywhere } from "./forms.js";

const EVERY = 60 * 60_000;
/** Milliseconds between two looks for a new version, on a page that stays open all day. */

/** @type {ServiceWorker | null} */
let waiting = null;
let asked = false;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {boolean} whether a new version is ready */
export function newVersion() {
  return waiting !== null;
}

/**
 * @param {() => void} fn
 * @returns {() => void} stops it
 */
export function onNewVersion(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

/** Make the desk work without a network, and watch for new versions. Over plain HTTP: nothing. */
export async function keepOffline() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => asked && location.reload());
  const registration = await navigator.serviceWorker.register("/desk/sw.js", { scope: "/desk/" });
  look(registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => look(registration));
  });
  setInterval(() => registration.update().catch(() => undefined), EVERY);
}

/**
 * Take the new version and load the page anew.
 * @returns {Promise<boolean>} false where a form is open somewhere: nothing was done
 */
export async function update() {
  if (!waiting || (await formAnywhere())) return false;
  asked = true;
  waiting.postMessage("SKIP_WAITING");
  return true;
}

/** @param {ServiceWorkerRegistration} registration */
function look(registration) {
  // The very first version waits for nobody: there is no older one to replace.
  waiting = navigator.serviceWorker.controller ? registration.waiting : null;
  for (const fn of listeners) fn();
}
