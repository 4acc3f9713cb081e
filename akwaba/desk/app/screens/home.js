/** Where every household begins: a new one, one to go on with, or what still waits to leave. */

import { html } from "htm/preact";
import { go } from "../router.js";
import { current } from "../session.js";
import { Icon } from "../shell/icons.js";
import { reference } from "../shell/reference.js";
import { useAsked, useStatus } from "../shell/watching.js";
import { listDrafts } from "../store/drafts.js";
import { count, sayTime, say, t } from "../words.js";

export const title = () => t("home.title");

export default function Home() {
  const drafts = useAsked(listDrafts) ?? [];
  const crossing = useAsked(crossingName) ?? "";
  const waiting = useStatus()?.device_waiting ?? 0;
  return html`<h1 class="out-of-sight">${t("home.title")}</h1>
    <p class="place"><span>${crossing} · ${current()?.officer.name}</span>
      <button type="button" class="plain" onClick=${() => go("day")}>${t("home.change")}</button></p>
    <div class="doors">
      <div class="pair">
        <${Door} icon="family" name="new" to="roster" primary=${true} />
        <button type="button" class="rapid" onClick=${() => go("influx")}><${Icon} name="fast" />
          <span><b>${t("home.influx")}</b> — ${t("home.influx_text")}</span></button>
      </div>
      <${Door} icon="scan" name="resume" to="papers" />
      <${Door} icon="queue" name="queue" to="queue" note=${count("state.here", waiting)} />
    </div>
    ${drafts.length > 0 && html`<${Drafts} drafts=${drafts} />`}
    <p class="actions foot"><button type="button" onClick=${() => go("settings")}><${Icon} name="gear" /> ${t("home.settings")}</button>
      <button type="button" onClick=${() => go("verify")}><${Icon} name="check" /> ${t("home.verify")}</button></p>`;
}

/** @param {{icon: string, name: string, to: string, primary?: boolean, note?: string}} props */
function Door({ icon, name, to, primary = false, note = "" }) {
  return html`<button type="button" class=${`tile ${primary ? "primary" : ""}`} data-first=${primary} onClick=${() => go(to)}>
    <${Icon} name=${icon} /><span><b>${t(`home.${name}`)}</b>${note || t(`home.${name}_text`)}</span></button>`;
}

/** @param {{drafts: {id: string, saved_at: number, title: string, people: number}[]}} props */
function Drafts({ drafts }) {
  return html`<h2>${count("home.drafts", drafts.length)}</h2>
    <ul class="list">${drafts.map(
      (draft) => html`<li key=${draft.id}><span><b dir="auto">${draft.title || t("home.no_name")}</b><br />
        ${count("home.people", draft.people)} · ${saved(draft.saved_at)}</span>
        <button type="button" onClick=${() => go("roster", { id: draft.id })}>${t("home.go_on")}</button></li>`,
    )}</ul>`;
}

/** @param {number} at */
function saved(at) {
  const same = new Date(at).toDateString() === new Date().toDateString();
  return same ? sayTime(at) : say(at, { day: "numeric", month: "long" });
}

async function crossingName() {
  const code = current()?.crossing;
  return (await reference())?.crossings.find((place) => place.code === code)?.name ?? code ?? "";
}
