/**
 * A button that opens the camera and gives the first code that it sees; and one for a photo, where
 * the camera is refused or the page is not secure.
 */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { loadWords, t } from "../words.js";
import { CameraRefused, fromImage, hasCamera, open } from "./scan.js";

const STYLE = new URL("../screens/papers/papers.css", import.meta.url).href;

/**
 * @param {{onText: (text: string) => unknown, onStart?: () => void, label: string,
 *   begun?: boolean}} props
 *   `onText` is told the text of each code that was read, once the camera is off again; `begun`:
 *   the camera opens at once
 */
export function Scanner({ onText, onStart = () => undefined, label, begun = false }) {
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [open_, setOpen] = useState(/** @type {AbortController | null} */ (null));
  const [trouble, setTrouble] = useState("");
  const [ready, setReady] = useState(false);
  useEffect(() => void loadWords("papers").then(() => {
    setReady(true);
    if (begun && hasCamera()) start();
  }), []);
  useEffect(() => {
    if (!open_ || !video.current) return undefined;
    watch(video.current, open_.signal, onText)
      .catch((error) => setTrouble(error instanceof CameraRefused ? "verify.no_camera" : "verify.failed"))
      .finally(() => setOpen((now) => (now === open_ ? null : now)));
    return () => open_.abort();
  }, [open_]);
  const start = () => {
    onStart();
    setTrouble("");
    setOpen(new AbortController());
  };
  const photo = async (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    const [file] = input.files ?? [];
    if (!file) return;
    onStart();
    setTrouble(await fromPhoto(file, onText));
    input.value = "";
  };
  if (!ready) return null;
  return html`<div class="scanner"><link rel="stylesheet" href=${STYLE} />
    ${open_ && html`<video ref=${video} playsinline muted></video>`}
    <p class="actions">
      ${hasCamera() && !open_ && html`<button type="button" class="primary" onClick=${start}>${label}</button>`}
      ${open_ && html`<button type="button" onClick=${() => open_.abort()}>${t("papers.stop")}</button>`}
      <label class="button">${t("verify.photo")}<input type="file" accept="image/*" class="out-of-sight" onChange=${photo} /></label>
    </p>
    <p class="error" role="alert">${trouble && t(trouble)}</p></div>`;
}

/**
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} signal
 * @param {(text: string) => unknown} onText
 */
async function watch(video, signal, onText) {
  for await (const text of open(video, { signal })) {
    await onText(text);
    return;
  }
}

/**
 * @param {File} file
 * @param {(text: string) => unknown} onText
 * @returns {Promise<string>} the key of what went wrong; empty where a code was read
 */
async function fromPhoto(file, onText) {
  try {
    const [text] = await fromImage(file);
    if (!text) return "verify.no_code";
    await onText(text);
    return "";
  } catch {
    return "verify.no_picture";
  }
}
