/** What was just done can be taken back: a bar for ten seconds, never a question before. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../words.js";

const SHOWN_FOR = 10_000;

/** @typedef {{sentence: string, undo: () => void}} Offer */

/** @type {Offer | null} */
let offer = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {(offer: Offer | null) => void} */
let show = () => undefined;

/**
 * @param {string} sentence what was done: "Ligne 3 enlevée"
 * @param {() => void} undo takes it back
 */
export function offerUndo(sentence, undo) {
  clearTimeout(timer);
  timer = setTimeout(forgetUndo, SHOWN_FOR);
  set({ sentence, undo });
}

/** Nothing can be taken back any more: the screen it belonged to is gone. */
export function forgetUndo() {
  clearTimeout(timer);
  set(null);
}

export function UndoBar() {
  const [now, setNow] = useState(offer);
  useEffect(() => {
    show = setNow;
    return () => void (show = () => undefined);
  }, []);
  const take = () => {
    now?.undo();
    forgetUndo();
  };
  return html`<div class="undo" role="status">
    ${now && html`<p><span>${now.sentence}</span><button type="button" onClick=${take}>${t("undo")}</button></p>`}
  </div>`;
}

/** @param {Offer | null} next */
function set(next) {
  offer = next;
  show(next);
}
