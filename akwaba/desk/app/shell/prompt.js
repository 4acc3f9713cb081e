/**
 * A sentence said to the family in their own language, where somebody recorded it.
 *
 * `<Prompt sentence="consent_intro" />` shows nothing where there is no recording. Recordings are
 * kept on the device apart from the app: a new version of one does not fetch the other again.
 */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { get, set } from "../store/settings.js";
import { t } from "../words.js";
import { Icon } from "./icons.js";
import { reference } from "./reference.js";
import { useAsked } from "./watching.js";

const KEPT = "akwaba-prompts";

/** @typedef {import("./reference.js").Recorded} Recorded */

/** @type {HTMLAudioElement | null} */
let playing = null;

/** @param {{sentence: string}} props its key in the reference */
export function Prompt({ sentence }) {
  const [language, setLanguage] = useState("");
  const told = useAsked(() => recordings(sentence), [sentence]);
  const kept = useAsked(() => get("family_language"));
  useEffect(() => stop, [sentence]);
  if (!told || !told.recorded.length) return null;
  const now = told.recorded.find((one) => one.language === (language || kept)) ?? told.recorded[0];
  const choose = (/** @type {Recorded} */ one) => {
    setLanguage(one.language);
    set("family_language", one.language);
    play(one);
  };
  return html`<div class="prompt" role="group" aria-label=${t("prompt.title")}>
    <button type="button" onClick=${() => play(now)}><${Icon} name="sound" /> ${t("prompt.play", { language: told.names[now.language] })}</button>
    ${told.recorded
      .filter((one) => one !== now)
      .map((one) => html`<button type="button" class="plain" onClick=${() => choose(one)}>${told.names[one.language]}</button>`)}
  </div>`;
}

/** Bring every recording to this device, while the node answers. */
export async function keepPrompts() {
  if (!("caches" in globalThis)) return;
  const recorded = (await reference())?.prompts?.recorded ?? [];
  const cache = await caches.open(KEPT);
  const wanted = new Set(recorded.map(address));
  for (const request of await cache.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
  }
  for (const path of wanted) if (!(await cache.match(path))) await cache.add(path).catch(() => undefined);
}

/** @param {string} sentence */
async function recordings(sentence) {
  const prompts = (await reference())?.prompts;
  const recorded = (prompts?.recorded ?? []).filter((one) => one.sentence === sentence);
  const names = Object.fromEntries((prompts?.languages ?? []).map(({ code, fr }) => [code, fr]));
  return { recorded, names };
}

/** @param {Recorded} one */
async function play(one) {
  stop();
  const kept = "caches" in globalThis ? await caches.match(address(one), { ignoreVary: true }) : null;
  const sound = kept ? URL.createObjectURL(await kept.blob()) : address(one);
  playing = new Audio(sound);
  playing.addEventListener("ended", () => kept && URL.revokeObjectURL(sound));
  await playing.play().catch(() => undefined); // no loudspeaker: the clerk reads the sentence aloud
}

function stop() {
  playing?.pause();
  playing = null;
}

/** @param {Recorded} one */
function address({ id }) {
  return `/desk/v1/prompts/${id}`;
}
