/** Signs drawn in the ink of the text around them; the words beside them say the same. */

import { html } from "htm/preact";

/** @type {Record<string, string>} */
const LINES = {
  home: "M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  family: "M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 20v-4a4 4 0 0 1 8 0v4M17 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4M14 20v-2a3 3 0 0 1 6 0v2",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 8h3M13 13h3v3M8 14h2v2",
  queue: "M5 7h14M5 12h14M5 17h14M12 3v1M12 20v1",
  fast: "M13 3 5 14h6l-1 7 8-11h-6z",
  gear: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2",
  check: "M5 13l4 4L19 7",
  person: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 21v-3a7 7 0 0 1 14 0v3",
  sound: "M4 10v4h4l5 4V6L8 10zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
  erase: "M8 6h12v12H8l-5-6zM11 9.5l5 5M16 9.5l-5 5",
  out: "M12 4v11M7.5 10.5 12 15l4.5-4.5M5 20h14",
};

/**
 * @param {{name: string}} props one of the names above
 */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${LINES[name]} />
  </svg>`;
}
