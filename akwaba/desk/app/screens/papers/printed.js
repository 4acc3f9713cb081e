/** What this browser prints by itself, with no network: the ticket, and the receipt of consent. */

import { html } from "htm/preact";
import { generate } from "lean-qr";
import { useEffect, useRef } from "preact/hooks";
import { printedToken } from "../../facts/tokens.js";
import { Prompt } from "../../shell/prompt.js";
import { t } from "../../words.js";
import french from "../../words/fr/papers.js";

/** In the order in which they are asked; as in the code list of the register. */
const PURPOSES = /** @type {const} */ (["registration", "government", "humanitarian", "private", "photo"]);

/**
 * An opaque code and nothing else.
 * @param {{token: string}} props
 */
export function Ticket({ token }) {
  return html`<section class="card no-print" aria-labelledby="ticket"><h2 id="ticket">${t("papers.ticket")}</h2>
      ${token ? html`<p>${t("papers.ticket_text")}</p><p class="actions"><button type="button" onClick=${() => printOnly("ticket")}>${t("papers.print_ticket")}</button></p>` : html`<p>${t("papers.no_token")}</p>`}
    </section>
    ${token && html`<section class="printed ticket" aria-hidden="true"><${Code} text=${token} /><b class="code">${printedToken(token)}</b></section>`}`;
}

/** @param {{text: string}} props */
function Code({ text }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    if (canvas.current) generate(text).toCanvas(canvas.current, { pad: 4 });
  }, [text]);
  return html`<span class="qr"><canvas ref=${canvas}></canvas></span>`;
}

/**
 * In French whatever language the desk speaks: it is shown to people outside; the recorded
 * sentences say it to the family.
 * @param {{consents: Record<string, string>, post: string}} props
 */
export function Receipt({ consents, post }) {
  const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" }).format(new Date());
  return html`<section class="card no-print" aria-labelledby="receipt"><h2 id="receipt">${t("papers.receipt")}</h2>
      <p>${t("papers.receipt_text")}</p><${Prompt} sentence="refusal_is_free" />
      <p class="actions"><button type="button" onClick=${() => printOnly("receipt")}>${t("papers.print_receipt")}</button></p></section>
    <section class="printed receipt" lang="fr" dir="ltr" aria-hidden="true"><h1>${french["receipt.title"]}</h1>
      <p>${french["receipt.on"].replace("{post}", post).replace("{day}", day)}</p>
      <dl>${PURPOSES.map((purpose) => html`<dt>${french[`receipt.${purpose}`]}</dt><dd>${answer(consents[purpose])}</dd>`)}</dl>
      <p>${french["receipt.change"]}</p><p>${french["receipt.never"]}</p></section>`;
}

/** @param {string | undefined} said */
function answer(said) {
  if (said === "yes") return french["receipt.yes"];
  return said === "no" ? french["receipt.no"] : french["receipt.not_asked"];
}

/**
 * Print one of the two: the style sheet shows only what the document is marked with.
 * @param {"ticket" | "receipt"} what
 */
function printOnly(what) {
  const marked = document.documentElement;
  marked.dataset.printing = what;
  addEventListener("afterprint", () => delete marked.dataset.printing, { once: true });
  print();
}
