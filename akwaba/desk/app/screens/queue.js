/** How far each entry has come: on this device, at the post, at the capital. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { listed } from "../exchange/counts.js";
import { go } from "../router.js";
import { Icon } from "../shell/icons.js";
import { useAsked, useNow, useStatus } from "../shell/watching.js";
import { count, figure, say, sayDuration, t } from "../words.js";

export const title = () => t("queue.title");

const SHOWN = 50;
/** Newest entries listed; the counters count all. */
const TICK = 10_000;

/** @typedef {import("../shell/watching.js").Status} Status */
/** @typedef {Awaited<ReturnType<typeof listed>>[number]} Row nothing on it names anybody */

export default function Queue() {
  const status = useStatus();
  const now = useNow(TICK);
  const rows = useAsked(() => listed(SHOWN), [status?.device_waiting, status?.at_post, status?.at_capital]);
  if (!status || !rows) return null;
  return html`<h1>${t("queue.title")}</h1>
    <ol class="levels">
      <${Level} name="here" n=${status.device_waiting} />
      <${Level} name="post" n=${status.at_post} />
      ${status.has_capital && html`<${Level} name="capital" n=${status.at_capital} />`}
    </ol>
    <p role="status">${sentence(status, now)}</p>
    ${status.quarantined > 0 && html`<p class="notice warning">${count("queue.quarantined", status.quarantined)}</p>`}
    <${Actions} />
    <h2>${t("queue.newest")}</h2>
    ${rows.length ? html`<ul class="list">${rows.map((row) => html`<${Entry} key=${row.seq} row=${row} />`)}</ul>` : html`<p class="quiet">${t("queue.empty")}</p>`}`;
}

/** @param {{name: string, n: number | null}} props n: null where the node has not told yet */
function Level({ name, n }) {
  return html`<li class="card"><span class=${n === null ? "figure unknown" : "figure"}>${n === null ? t("unknown") : figure(n)}</span>
    ${t(`queue.at_${name}`)}</li>`;
}

function Actions() {
  const [trying, setTrying] = useState(false);
  const send = async () => {
    setTrying(true);
    const { sendNow } = await import("../exchange/sender.js");
    await Promise.resolve(sendNow()).catch(() => undefined); // the sentence above says how it went
    setTrying(false);
  };
  return html`<p class="actions">
    <button type="button" class="primary" aria-disabled=${trying} onClick=${() => trying || send()}>${t(trying ? "queue.sending" : "queue.send")}</button>
    <button type="button" onClick=${() => go("export")}><${Icon} name="out" /> ${t("export.title")}</button></p>`;
}

/** @param {{row: Row}} props */
function Entry({ row }) {
  const kind = t(`kind.${row.kind}`);
  const name = kind === `kind.${row.kind}` ? row.kind : kind;
  const at = say(row.wall, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return html`<li><span><b>${name}</b><br /><span class="quiet">${t("queue.entry", { n: row.seq })} · ${at}</span>
      ${row.trouble && html`<br />${trouble(row.trouble)}`}</span>
    <span class=${`badge ${row.trouble ? "care" : row.state === "device" ? "" : "good"}`}>${t(`queue.is_${row.trouble ? "held" : row.state}`)}</span></li>`;
}

/** @param {string} code the node's own reason, or that it could not read the entry at all */
function trouble(code) {
  if (code === "unreadable") return t("queue.is_unreadable");
  const why = t(`queue.why_${code}`);
  return t("queue.waits_for_supervisor", { reason: why === `queue.why_${code}` ? code : why });
}

/**
 * @param {Status} status
 * @param {number} now
 */
function sentence(status, now) {
  if (status.sending) return t("queue.sending_now");
  if (status.device_waiting === 0) return t("queue.all_sent");
  const ago = status.oldest_waiting ? sayDuration(now - status.oldest_waiting) : "";
  return t(status.reached ? "queue.soon" : "queue.when_reached", { ago });
}
