/**
 * One form in one tab: a screen that edits a draft holds it, and another tab finds it held.
 *
 * While any tab holds a form, a new version of the desk waits.
 */

import { useEffect } from "preact/hooks";

const PREFIX = "akwaba-form ";
const PATIENCE = 400;
/** Milliseconds after which a form that is still held is another tab's, not the screen before. */

let elsewhere = false;
let open = 0;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {{other_tab: boolean, form_open: boolean}} of this tab */
export function forms() {
  return { other_tab: elsewhere, form_open: open > 0 };
}

/**
 * @param {() => void} fn is called when a form was opened or closed here
 * @returns {() => void} stops it
 */
export function onForms(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

/**
 * Hold a draft while its form is shown. Where another tab holds it, the notice says so, and this
 * tab holds it as soon as the other lets go.
 * @param {string} id of the draft
 * @returns {() => void} lets it go
 */
export function holdForm(id) {
  open += 1;
  tell();
  const leave = new AbortController();
  /** @type {() => void} */
  let release = () => undefined;
  const released = new Promise((resolve) => (release = () => resolve(undefined)));
  const late = setTimeout(() => setElsewhere(true), PATIENCE);
  const held = () => {
    clearTimeout(late);
    setElsewhere(false);
    return released;
  };
  request(PREFIX + id, leave.signal, held);
  return () => {
    open -= 1;
    clearTimeout(late);
    release();
    leave.abort();
    setElsewhere(false);
  };
}

/**
 * The form of a draft, as a hook: held while the component is shown.
 * @param {string | null} id
 */
export function useForm(id) {
  useEffect(() => (id ? holdForm(id) : undefined), [id]);
}

/** @returns {Promise<boolean>} whether any tab shows a form */
export async function formAnywhere() {
  if (!("locks" in navigator)) return open > 0;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name?.startsWith(PREFIX));
}

/**
 * @param {string} name
 * @param {AbortSignal} signal
 * @param {() => Promise<unknown>} held
 */
function request(name, signal, held) {
  if (!("locks" in navigator)) return void held(); // a page over plain HTTP has no locks
  navigator.locks.request(name, { signal }, held).catch(() => undefined); // closed while it waited
}

/** @param {boolean} now */
function setElsewhere(now) {
  elsewhere = now;
  tell();
}

function tell() {
  for (const fn of listeners) fn();
}
