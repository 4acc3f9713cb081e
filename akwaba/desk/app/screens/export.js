/** When a device dies or the network stays away: what waits leaves by a file or by the screen. */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { explain } from "../shell/explain.js";
import { Icon } from "../shell/icons.js";
import { Step } from "../shell/step.js";
import { useStatus } from "../shell/watching.js";
import { today } from "../shell/today.js";
import { count, t } from "../words.js";

export const title = () => t("export.title");

const CALM = 1800;
/** Milliseconds for which each code is shown: a cheap camera needs about one second. */
const URL_LIVES = 60_000;

export default function Export() {
  const waiting = useStatus()?.device_waiting ?? 0;
  const [codes, setCodes] = useState(/** @type {string[] | null} */ (null));
  const [problem, setProblem] = useState("");
  const [done, setDone] = useState("");
  const attempt = (/** @type {() => Promise<void>} */ work) => () => {
    setProblem("");
    work().catch((error) => setProblem(explain(error)));
  };
  if (codes) return html`<${Step} key="series"><${Series} codes=${codes} onEnd=${() => setCodes(null)} /></${Step}>`;
  return html`<h1>${t("export.title")}</h1>
    <p class="lead">${count("export.waiting", waiting)}</p>
    <p>${t("export.text")}</p>
    <p class="error" role="alert">${problem}</p>
    <section class="card"><h2>${t("export.file")}</h2><p>${t("export.file_text")}</p>
      <button type="button" class="primary" onClick=${attempt(async () => setDone(await download()))}><${Icon} name="out" /> ${t("export.file_button")}</button>
      <p role="status">${done && t("export.saved", { name: done })}</p></section>
    <section class="card"><h2>${t("export.codes")}</h2><p>${t("export.codes_text")}</p>
      <button type="button" onClick=${attempt(async () => setCodes(await series()))}><${Icon} name="scan" /> ${t("export.codes_button")}</button></section>
    <p class="quiet">${t("export.sealed")}</p>`;
}

/** @param {{codes: string[], onEnd: () => void}} props one after another, round and round */
function Series({ codes, onEnd }) {
  const [at, setAt] = useState(0);
  const [still, setStill] = useState(false);
  const step = (/** @type {number} */ by) => setAt((at + by + codes.length) % codes.length);
  useEffect(() => {
    if (still || codes.length < 2) return undefined;
    const timer = setTimeout(() => step(1), CALM);
    return () => clearTimeout(timer);
  }, [at, still]);
  useAwake();
  return html`<h1>${t("export.codes")}</h1>
    <p>${t("export.hold")}</p>
    <${Code} text=${codes[at]} label=${t("export.nth", { n: at + 1, of: codes.length })} />
    <p class="nth">${t("export.nth", { n: at + 1, of: codes.length })}</p>
    <p class="actions">
      <button type="button" onClick=${() => step(-1)}>${t("export.before")}</button>
      <button type="button" aria-pressed=${still} onClick=${() => setStill(!still)}>${t("export.pause")}</button>
      <button type="button" onClick=${() => step(1)}>${t("export.next")}</button>
      <button type="button" class="primary" onClick=${onEnd}>${t("export.finish")}</button></p>`;
}

/** @param {{text: string, label: string}} props */
function Code({ text, label }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    import("lean-qr").then(({ generate }) => canvas.current && generate(text).toCanvas(canvas.current));
  }, [text]);
  return html`<div class="qr"><canvas ref=${canvas} role="img" aria-label=${label}></canvas></div>`;
}

/** A screen that goes dark in the middle of the series would begin it again. */
function useAwake() {
  useEffect(() => {
    const asked = navigator.wakeLock?.request("screen").catch(() => null);
    return () => void asked?.then((held) => held?.release());
  }, []);
}

/** @returns {Promise<string>} the name of the file */
async function download() {
  const { exportFile } = await import("../exchange/parcel.js");
  const address = URL.createObjectURL(await exportFile());
  const link = document.createElement("a");
  link.href = address;
  link.download = `akwaba-${today()}.akw`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), URL_LIVES);
  return link.download;
}

async function series() {
  const { exportCodes } = await import("../exchange/parcel.js");
  return exportCodes();
}
