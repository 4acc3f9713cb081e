/** The lines under the state bar: each says what is wrong, what stays safe, and what helps. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { go } from "../router.js";
import { sayDuration, t } from "../words.js";
import { forms, onForms } from "./forms.js";
import { notices } from "./notices.js";
import { newVersion, onNewVersion, update } from "./update.js";
import { useNow, useStatus } from "./watching.js";

const TICK = 30_000;

export function Banners() {
  const known = useStatus();
  const [held_back, setHeldBack] = useState(false);
  const page = { ...usePage(), held_back };
  const take = async () => setHeldBack(!(await update()));
  useNow(TICK);
  // The time of this very showing: a clock that was set meanwhile must not end a lease.
  const all = known ? notices(known, page, Date.now()) : [];
  return html`<div class="banners" role="status">${all.map((notice) => html`<${Line} key=${notice.sentence} ...${notice} take=${take} />`)}</div>`;
}

/**
 * @param {import("./notices.js").Notice & {take: () => void}} notice take: the new version
 */
function Line({ sentence, tone, values = {}, to, act, take }) {
  return html`<p class=${`banner ${tone}`}><span>${t(sentence, durations(values))}</span>
    ${to && html`<button type="button" class="plain" onClick=${() => go(to)}>${t("notice.see")}</button>`}
    ${act === "update" && html`<button type="button" class="plain" onClick=${take}>${t("notice.update")}</button>`}
  </p>`;
}

/** @param {Record<string, number>} values */
function durations(values) {
  return Object.fromEntries(Object.entries(values).map(([name, ms]) => [name, sayDuration(ms)]));
}

function usePage() {
  const look = () => ({ ...forms(), new_version: newVersion() });
  const [page, setPage] = useState(look());
  useEffect(() => {
    const tell = () => setPage(look());
    const stops = [onForms(tell), onNewVersion(tell)];
    return () => stops.forEach((stop) => stop());
  }, []);
  return page;
}
