/** The button beside a token's field; the camera and what reads codes are fetched when it is used. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { t } from "../../words.js";

/** @typedef {typeof import("../../scan/scanner.js").Scanner} Scanner */

/** @param {{onToken: (token: string) => unknown}} props */
export function TokenScan({ onToken }) {
  const [found, setFound] = useState(/** @type {{Scanner: Scanner} | null} */ (null));
  const start = () => import("../../scan/scanner.js").then(setFound);
  return found
    ? html`<${found.Scanner} label=${t("band.scan")} begun onText=${onToken} />`
    : html`<button type="button" onClick=${start}>${t("band.scan")}</button>`;
}
