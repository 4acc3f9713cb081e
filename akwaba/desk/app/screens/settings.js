/** The device: where it stands, how it looks, and the end of the shift. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { go } from "../router.js";
import { postNow } from "../session.js";
import { explain } from "../shell/explain.js";
import { Icon } from "../shell/icons.js";
import { InstallButton, isInstalled } from "../shell/install.js";
import { LanguageChoice } from "../shell/language.js";
import { lockNow } from "../shell/lock.js";
import { applyLook, SIZES } from "../shell/look.js";
import { endShift, testBackup } from "../shell/shift.js";
import { useAsked, useNow, useStatus } from "../shell/watching.js";
import { enrolment } from "../store/device.js";
import { get, set } from "../store/settings.js";
import { askToKeep } from "../store/space.js";
import { LANGUAGES, figure, language, say, sayDuration, sayTime, t } from "../words.js";

export const title = () => t("settings.title");

const MEGABYTE = 1_000_000;

export default function Settings() {
  return html`<h1>${t("settings.title")}</h1>
    <p class="actions"><button type="button" class="primary" onClick=${lockNow}><${Icon} name="lock" /> ${t("settings.lock")}</button>
      <button type="button" onClick=${() => go("day")}>${t("day.title")}</button></p>
    <${Look} />
    <${Facts} />
    <${Storage} />
    <${Shift} />`;
}

function Look() {
  const [, again] = useState({});
  const size = useAsked(() => get("text_size"), [document.documentElement.dataset.size]) ?? SIZES[0];
  const mirrored = useAsked(() => get("mirrored"), [document.documentElement.dir]) ?? false;
  const change = async (/** @type {string} */ key, /** @type {unknown} */ value) => {
    await set(key, value);
    await applyLook();
    again({});
  };
  return html`<section><h2>${t("settings.look")}</h2>
    <${LanguageChoice} label=${true} />
    ${!LANGUAGES[language()].read && html`<p class="notice warning">${t("settings.unread")}</p>`}
    <fieldset><legend>${t("settings.text_size")}</legend><div class="choices">${SIZES.map(
      (name) => html`<button type="button" aria-pressed=${name === size} onClick=${() => change("text_size", name)}>${t(`settings.size_${name}`)}</button>`,
    )}</div></fieldset>
    <p><button type="button" aria-pressed=${mirrored} onClick=${() => change("mirrored", !mirrored)}>${t("settings.mirror")}</button></p>
  </section>`;
}

function Facts() {
  const device = useAsked(enrolment);
  const status = useStatus();
  const now = useNow(MINUTE);
  if (!device || !status) return null;
  const facts = [
    ["settings.device", device.name],
    ["settings.post", postNow()?.post_name],
    ["settings.lease", lease(status)],
    ["settings.reached", status.reached_at ? t("settings.ago", { ago: sayDuration(now - status.reached_at) }) : t("unknown")],
    ["settings.clock", clock(status.clock_offset, now)],
    ["settings.version", document.body.dataset.version ?? ""],
  ];
  return html`<section><h2>${t("settings.this_device")}</h2>
    <dl class="facts">${facts.map(([key, value]) => html`<dt>${t(key ?? "")}</dt><dd>${value}</dd>`)}</dl>
    <p><button type="button" onClick=${() => go("enrol")}>${t("settings.enrol_again")}</button></p></section>`;
}

const MINUTE = 60_000;

function Storage() {
  const status = useStatus();
  const [told, setTold] = useState("");
  if (!status) return null;
  const tell = (/** @type {() => Promise<string>} */ work) => () =>
    work().then(setTold, (error) => setTold(explain(error)));
  const keep = async () => t((await askToKeep()) ? "settings.kept" : "settings.not_kept");
  return html`<section><h2>${t("settings.storage")}</h2>
    <dl class="facts"><dt>${t("settings.protected")}</dt>
      <dd>${status.protected ? html`<span class="badge good">${t("yes")}</span>` : html`<span class="badge care">${t("settings.not_protected")}</span>`}</dd>
      <dt>${t("settings.space")}</dt><dd>${space(status.space)}</dd></dl>
    <${InstallButton} />
    <p class="actions">
      ${!status.protected && html`<button type="button" onClick=${tell(keep)}>${t("settings.protect")}</button>`}
      <button type="button" onClick=${tell(backup)}>${t("settings.test_backup")}</button>
      <button type="button" onClick=${() => go("export")}>${t("export.title")}</button></p>
    <p role="status">${told}</p>
    ${isInstalled() && html`<p class="quiet">${t("settings.installed")}</p>`}</section>`;
}

/** The end of the shift is undone by nobody, so it is asked twice, on the page itself. */
function Shift() {
  const [asked, setAsked] = useState(false);
  const waiting = useStatus()?.device_waiting ?? 0;
  return html`<section><h2>${t("shift.title")}</h2><p>${t("shift.text")}</p>
    ${waiting > 0 && html`<p>${t("shift.waiting")}</p>`}
    <p class="actions">${asked
      ? html`<button type="button" class="danger" onClick=${endShift}>${t("shift.yes")}</button>
          <button type="button" onClick=${() => setAsked(false)}>${t("go_back")}</button>`
      : html`<button type="button" class="danger" onClick=${() => setAsked(true)}>${t("shift.end")}</button>`}</p></section>`;
}

/** @param {{lease_until: number | null, lease_ended: boolean, revoked: boolean}} status */
function lease({ lease_until, lease_ended, revoked }) {
  if (revoked) return t("settings.revoked");
  if (lease_ended) return t("settings.lease_ended");
  return lease_until ? say(lease_until) : t("unknown");
}

/**
 * @param {number | null} offset
 * @param {number} now
 */
function clock(offset, now) {
  if (offset === null) return sayTime(now);
  return t("settings.clock_is", { time: sayTime(now), off: sayDuration(Math.abs(offset)) });
}

/** @param {{used: number, quota: number} | null} told bytes */
function space(told) {
  if (!told) return t("unknown");
  const mega = (/** @type {number} */ bytes) => figure(Math.round(bytes / MEGABYTE));
  return t("settings.space_is", { used: mega(told.used), quota: mega(told.quota) });
}

async function backup() {
  const { entries, bytes } = await testBackup();
  return t("settings.backup_good", { n: entries, size: figure(Math.ceil(bytes / 1000)) });
}
