/** Screen 10: is this attestation good? Two actions: scan, look. The verifier's own answers. */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { checkAttestation } from "../facts/claim169.js";
import { loadLists } from "../scan/lists.js";
import { Scanner } from "../scan/scanner.js";
import { say, sayTime, t } from "../words.js";

/** @typedef {import("../facts/claim169.js").Answer} Answer */

/** A badge for each answer; the word says the same, so nothing hangs on the colour. */
const LOOKS = { valid: "success", expired: "warning", revoked: "problem", altered: "problem" };
const SHAPES = { valid: "✓", expired: "◷", revoked: "✗", altered: "⚠" };

export const title = () => t("verify.title");

/** Browsers check signatures on secure pages only: over plain HTTP this says so, and no more. */
export default function Verify() {
  if (globalThis.crypto?.subtle) return html`<${Check} />`;
  return html`<h1>${t("verify.title")}</h1><p class="notice warning" role="alert">${t("verify.insecure")}</p>`;
}

function Check() {
  const [answer, setAnswer] = useState(/** @type {Answer | null} */ (null));
  const [madeAt, setMadeAt] = useState(/** @type {number | null | undefined} */ (undefined));
  const told = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => void loadLists().then(({ made_at }) => setMadeAt(made_at)), []);
  const judge = async (/** @type {string} */ text) => {
    const { issuers, made_at } = await loadLists();
    setMadeAt(made_at);
    setAnswer(issuers.length ? await checkAttestation(text, issuers, Date.now()) : null);
    told.current?.scrollIntoView({ block: "nearest" });
  };
  return html`<h1>${t("verify.title")}</h1>
    <p class="lead">${t("verify.lead")}</p>
    <div role="status" ref=${told}>${answer && html`<${Told} answer=${answer} />`}</div>
    <${Scanner} onText=${judge} onStart=${() => setAnswer(null)} label=${t("verify.scan")} />
    ${madeAt !== undefined && html`<p class="quiet">${age(madeAt)}</p>`}`;
}

/** @param {{answer: Answer}} props */
function Told({ answer }) {
  const look = LOOKS[/** @type {keyof typeof LOOKS} */ (answer)] ?? "";
  const shape = SHAPES[/** @type {keyof typeof SHAPES} */ (answer)] ?? "?";
  return html`<div class=${`notice ${look}`} data-answer=${answer}>
    <span class="figure"><span aria-hidden="true">${shape}</span> ${t(`verify.${answer}`)}</span>
    <p>${t(`verify.${answer}_text`)}</p></div>`;
}

/** @param {number | null} madeAt */
function age(madeAt) {
  if (madeAt === null) return t("verify.no_lists");
  return t("verify.lists", { day: say(madeAt), time: sayTime(madeAt) });
}
