/**
 * Screen 8: what a family takes away. Numbers in large figures, the attestation once the post
 * answers, a ticket and the receipt of consent with no network at all.
 */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { printedNumber, printedToken } from "../facts/tokens.js";
import { go } from "../router.js";
import { Scanner } from "../scan/scanner.js";
import { current } from "../session.js";
import { useAsked } from "../shell/watching.js";
import { recall } from "../store/working.js";
import { t } from "../words.js";
import { Attestation } from "./papers/attestation.js";
import { findFamily } from "./papers/finding.js";
import { Receipt, Ticket } from "./papers/printed.js";

/** @typedef {import("./papers/finding.js").Family} Family */

const STYLE = new URL("./papers/papers.css", import.meta.url).href;

export const title = () => t("papers.title");

/** @param {{params: Record<string, string>}} props `id` of a household of this shift, or none */
export default function Papers({ params }) {
  const shift = useAsked(recall);
  const [found, setFound] = useState(/** @type {Family | null} */ (null));
  if (!shift) return null;
  const family = found ?? shift.find(({ id }) => id === params.id) ?? null;
  return html`<link rel="stylesheet" href=${STYLE} /><h1>${t("papers.title")}</h1>
    ${family ? html`<${File} family=${family} />` : html`<${Finder} shift=${shift} onFound=${setFound} />`}`;
}

/** @param {{family: Family}} props */
function File({ family }) {
  return html`<p class="notice success no-print">${t("papers.saved")}</p>
    <section class="no-print"><h2>${t("papers.household")}</h2>
      <p class="figure" data-number>${family.number ? printedNumber(family.number) : t("papers.no_number")}</p>
      ${family.token && html`<p>${t("papers.token")} <b class="code">${printedToken(family.token)}</b></p>`}
      <ul class="list">${family.people.map(
        (person) => html`<li key=${person.id}><span dir="auto">${person.name}</span>
          <span class="code">${person.number && printedNumber(person.number)}</span></li>`,
      )}</ul></section>
    <${Attestation} people=${family.people} />
    <${Ticket} token=${family.token} />
    ${family.consents && html`<${Receipt} consents=${family.consents} post=${current()?.post_name ?? ""} />`}
    <p class="actions no-print"><button type="button" class="primary" onClick=${() => go("roster")}>${t("papers.next")}</button></p>`;
}

/** @param {{shift: Family[], onFound: (family: Family) => void}} props */
function Finder({ shift, onFound }) {
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState("");
  const look = async (/** @type {string} */ text) => {
    setSaid(text);
    const answer = await findFamily(text, shift);
    if (answer.family) onFound(answer.family);
    else setProblem(t(`papers.${answer.problem}`, { said: text }));
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    look(said);
  };
  useEffect(() => setProblem(""), [said]);
  return html`<h2>${t("papers.find")}</h2><p>${t("papers.find_text")}</p>
    <form onSubmit=${submit}><div class=${`field ${problem ? "wrong" : ""}`}>
      <label for="code">${t("papers.code")}</label>
      <p class="error" id="code-problem" role="alert">${problem}</p>
      <input id="code" value=${said} onInput=${(/** @type {any} */ event) => setSaid(event.currentTarget.value)}
        autocomplete="off" autocapitalize="characters" aria-describedby="code-problem" aria-invalid=${problem ? "true" : "false"} /></div>
      <p class="actions"><button class="primary">${t("papers.search")}</button></p></form>
    <${Scanner} onText=${look} label=${t("papers.scan")} />
    ${shift.length > 0 && html`<h2>${t("papers.shift")}</h2><ul class="list">${shift.map(
      (family) => html`<li key=${family.id}><span dir="auto">${family.people[0]?.name}</span>
        <button type="button" onClick=${() => onFound(family)}><span class="code">${printedNumber(family.number) || "…"}</span></button></li>`,
    )}</ul>`}`;
}
