/** Asks the post for attestations, and hands them over as one file to print. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { call } from "../../exchange/node.js";
import { explain } from "../../shell/explain.js";
import { useStatus } from "../../shell/watching.js";
import { onLock } from "../../store/vault.js";
import { t } from "../../words.js";

/** @typedef {import("./finding.js").Member} Member */

/** @type {Set<Window>} papers that stand open beside the desk: they go when it is locked */
const beside = new Set();
onLock(() => {
  for (const paper of beside) paper.close();
  beside.clear();
});

/** @param {any} event */
function open(event) {
  const paper = window.open(event.currentTarget.href);
  if (!paper) return; // the browser opens it as a link, out of our hands
  event.preventDefault();
  beside.add(paper);
}

/** @param {{people: Member[]}} props */
export function Attestation({ people }) {
  const reached = useStatus()?.reached ?? false;
  const [chosen, setChosen] = useState(() => people.map(({ id }) => id));
  const [state, setState] = useState(/** @type {{file?: string, problem?: string, busy?: boolean, again?: boolean}} */ ({}));
  const [reason, setReason] = useState("");
  useEffect(() => () => void (state.file && URL.revokeObjectURL(state.file)), [state.file]);
  const print = async () => {
    if (!chosen.length) return setState({ problem: t("papers.nobody") });
    setState({ busy: true });
    setState(await asked(chosen, reason));
  };
  const toggle = (/** @type {string} */ id) =>
    setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return html`<section class="card no-print" aria-labelledby="attestation"><h2 id="attestation">${t("papers.attestation")}</h2>
    <p>${t("papers.attestation_text")}</p>
    ${!reached && html`<p class="notice warning">${t("papers.offline")}</p>`}
    ${people.length > 1 && html`<fieldset><legend>${t("papers.who")}</legend><div class="chips">${people.map(
      (person) => html`<button key=${person.id} type="button" aria-pressed=${chosen.includes(person.id)} onClick=${() => toggle(person.id)}><span dir="auto">${person.name}</span></button>`,
    )}</div></fieldset>`}
    ${state.again && html`<${Reason} said=${reason} onSaid=${setReason} />`}
    <p class="error" role="alert">${state.problem}</p>
    <p role="status">${state.busy && t("papers.making")}${state.file && t("papers.ready")}</p>
    <p class="actions">
      ${state.file && html`<a class="button primary" href=${state.file} target="_blank" onClick=${open}>${t("papers.open")}</a>`}
      ${reached && html`<button type="button" aria-disabled=${Boolean(state.busy)} onClick=${() => state.busy || print()}>
        ${t(state.file || state.again ? "papers.reprint" : "papers.print")}</button>`}
    </p></section>`;
}

/** @param {{said: string, onSaid: (text: string) => void}} props */
function Reason({ said, onSaid }) {
  return html`<div class="field"><label for="why">${t("papers.why")}</label><p class="help" id="why-help">${t("papers.why_help")}</p>
    <input id="why" value=${said} autocomplete="off" aria-describedby="why-help" onInput=${(/** @type {any} */ event) => onSaid(event.currentTarget.value)} /></div>`;
}

/**
 * @param {string[]} persons
 * @param {string} reason
 */
async function asked(persons, reason) {
  try {
    const { pdf } = await call("POST", "/desk/v1/attestations", { persons, reason });
    const bytes = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0));
    return { file: URL.createObjectURL(new Blob([bytes], { type: "application/pdf" })), again: true };
  } catch (error) {
    const { code = "" } = /** @type {{code?: string}} */ (error);
    if (code === "reason_missing") return { again: true, problem: t("papers.why_missing") };
    if (code === "attestations_missing") return { problem: t("papers.not_sent") };
    return { problem: explain(error) };
  }
}
