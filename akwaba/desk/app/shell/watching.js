/** Hooks by which a screen follows what changes outside it. */

import { useEffect, useState } from "preact/hooks";
import { subscribe } from "../exchange/status.js";
import { current, onSession } from "../session.js";
import { language, onLanguage } from "../words.js";

/** @typedef {import("../exchange/status.js").Status} Status */

/** @returns {Status | null} what is known of the node; null for the first instant */
export function useStatus() {
  const [status, setStatus] = useState(/** @type {Status | null} */ (null));
  useEffect(() => subscribe((told) => setStatus({ ...told })), []);
  return status;
}

/** Shows the component anew when the language changed. */
export function useLanguage() {
  const [code, setCode] = useState(language());
  useEffect(() => onLanguage(() => setCode(language())), []);
  return code;
}

/** @returns {import("../session.js").Session | null} */
export function useSession() {
  const [session, setSession] = useState(current());
  useEffect(() => onSession(setSession), []);
  return session;
}

/**
 * The time, told again every so often while the page is looked at.
 * @param {number} every milliseconds
 * @returns {number} milliseconds since 1970, by the clock of this device
 */
export function useNow(every) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/**
 * What a promise gives, once it is there.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {unknown[]} [again] asked anew when one of these changes
 * @returns {T | null}
 */
export function useAsked(ask, again = []) {
  const [answer, setAnswer] = useState(/** @type {T | null} */ (null));
  useEffect(() => {
    let here = true;
    ask().then((told) => here && setAnswer(() => told));
    return () => void (here = false);
  }, again);
  return answer;
}
