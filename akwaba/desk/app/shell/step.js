/** One step of a screen: when it appears, work begins at its first field, or its heading is read. */

import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";

/** @param {{class?: string, children: any}} props a new `key` makes it a new step */
export function Step({ class: name = "", children }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    scrollTo(0, 0);
    if (box.current) focusFirst(box.current);
  }, []);
  return html`<div ref=${box} class=${name}>${children}</div>`;
}

/**
 * A step marks with data-first where work begins.
 * @param {HTMLElement} box
 */
function focusFirst(box) {
  const target = /** @type {HTMLElement | null} */ (
    box.querySelector("[data-first]") ?? box.querySelector("h1")
  );
  if (!target || box.contains(document.activeElement)) return;
  if (target.tagName === "H1") target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
