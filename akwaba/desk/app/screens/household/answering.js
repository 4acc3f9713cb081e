/** Questions answered by one key: the place of the answer, or the first letter of its words. */

import { html } from "htm/preact";
import { useLayoutEffect } from "preact/hooks";
import { t } from "../../words.js";

/** @typedef {{label: string, act: () => unknown}} Answer */

/**
 * Listen while the question is shown; Ctrl+Enter goes on.
 * @param {Answer[]} answers
 */
export function useAnswerKeys(answers) {
  // Before the screen is painted: a key that comes with the question is not lost.
  useLayoutEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.repeat || event.isComposing || event.altKey || !isHere(event.target)) return;
      const isHeld = event.ctrlKey || event.metaKey;
      const act = isHeld ? event.key === "Enter" && goOn : meant(answers, event)?.act;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

/** What the keys are, where there is room for a keyboard. @param {{answers: Answer[]}} props */
export const AnswerKeys = ({ answers }) => html`<p class="quiet keys">${t("keys.answer", {
  keys: answers.map(({ label }, place) => `${letterOf(label)} / ${place + 1} : ${label}`).join(" · "),
})}</p>`;

/**
 * A letter that begins two answers means the first. On a French keyboard the digits need Shift:
 * their keys count without.
 * @param {Answer[]} answers
 * @param {{key: string, code: string}} event
 */
export const meant = (answers, { key, code }) =>
  answers.find((_, place) => [key, code.replace(/^(Digit|Numpad)/, "")].includes(String(place + 1))) ??
  answers.find(({ label }) => letterOf(label) === key.toUpperCase());

/** @param {string} label */
const letterOf = (label) => label.slice(0, 1).toUpperCase();

/**
 * Not where somebody writes, and not while another tab holds the household.
 * @param {EventTarget | null} target
 */
const isHere = (target) =>
  !(target instanceof Element && target.matches("input, select, textarea")) &&
  !document.querySelector("main[inert]");

const way = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-next]"));
const goOn = () => way()?.click();

/** Once a question is answered, Enter goes on. */
export const focusWayOn = () => requestAnimationFrame(() => way()?.focus());
