/** The camera in the page: no other app is opened, so nothing that was typed can be lost. */

import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../words.js";
import { jpegOf, jpegOfFile } from "./picture.js";

/** @typedef {"waiting" | "open" | "refused" | "absent"} State */

const WANTED = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } },
};

/**
 * @param {{name: string, before: () => Promise<boolean>, onTaken: (photo: Blob) => Promise<void>}} props
 *   before: keeps the draft; the camera opens after it
 */
export function Camera({ name, before, onTaken }) {
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [state, setState] = useState(/** @type {State} */ ("waiting"));
  const [tries, setTries] = useState(0);
  const busy = useRef(false);
  useEffect(() => watch(video, before, setState), [tries]);
  const take = async () => {
    const shown = video.current;
    if (busy.current || !shown?.videoWidth) return;
    busy.current = true;
    try {
      await onTaken(await jpegOf(shown, { width: shown.videoWidth, height: shown.videoHeight }));
    } finally {
      busy.current = false;
    }
  };
  if (state === "refused" || state === "absent") {
    return html`<div class="notice warning" role="status"><p>${t(`photos.${state}`)}</p></div>
      <${FromFile} onTaken=${onTaken} />
      <p class="actions"><button type="button" onClick=${() => setTries(tries + 1)}>${t("photos.try_camera")}</button></p>`;
  }
  return html`<div class="camera"><video ref=${video} playsinline muted autoplay aria-label=${name}></video>
      <p>${state === "open" ? html`<bdi>${name}</bdi>` : t("photos.waiting")}</p></div>
    <p class="actions"><button type="button" class="primary shutter" aria-disabled=${state !== "open"} onClick=${take}>${t("photos.take")}</button></p>`;
}

/**
 * @param {{current: HTMLVideoElement | null}} video
 * @param {() => Promise<boolean>} before
 * @param {(state: State) => void} tell
 * @returns {() => void} stops the camera: its light goes out with the screen
 */
function watch(video, before, tell) {
  /** @type {MediaStream | null} */
  let stream = null;
  let here = true;
  tell("waiting");
  before()
    .then(() => navigator.mediaDevices.getUserMedia(WANTED))
    .then(async (opened) => {
      stream = opened;
      if (!here || !video.current) return stop(stream);
      video.current.srcObject = opened;
      await video.current.play();
      if (here) tell("open");
    })
    .catch((error) => here && tell(error?.name === "NotAllowedError" ? "refused" : "absent"));
  return () => {
    here = false;
    stop(stream);
  };
}

/** @param {MediaStream | null} stream */
const stop = (stream) => stream?.getTracks().forEach((track) => track.stop());

/** @param {{onTaken: (photo: Blob) => Promise<void>}} props */
function FromFile({ onTaken }) {
  const [wrong, setWrong] = useState(false);
  const choose = async (/** @type {any} */ event) => {
    const [file] = event.target.files;
    if (!file) return;
    event.target.value = "";
    const photo = await jpegOfFile(file).catch(() => null);
    setWrong(!photo);
    if (photo) await onTaken(photo);
  };
  return html`<div class=${`field ${wrong ? "wrong" : ""}`}><label for="photo-file">${t("photos.file")}</label>
    <p class="error" role="alert">${wrong ? t("photos.unusable") : ""}</p>
    <input id="photo-file" type="file" accept="image/*" capture="environment" onChange=${choose} /></div>`;
}
