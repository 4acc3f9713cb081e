/** Where does this desk sit today? Asked once a day: a crossing, and go. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { go } from "../router.js";
import { officerNow, postNow, startDay } from "../session.js";
import { LanguageChoice } from "../shell/language.js";
import { reference, refreshReference } from "../shell/reference.js";
import { today } from "../shell/today.js";
import { useAsked } from "../shell/watching.js";
import { enrolment } from "../store/device.js";
import { get, set } from "../store/settings.js";
import { language, say, t } from "../words.js";

export const title = () => t("day.title");

/** @typedef {import("../shell/reference.js").NamedPlace} NamedPlace */

export default function Day() {
  const [asked, setAsked] = useState(0);
  const told = useAsked(ask, [asked]);
  if (!told) return null;
  const retry = async () => {
    await refreshReference();
    setAsked(asked + 1);
  };
  return html`<h1>${t("day.hello", { name: officerNow()?.name ?? "" })}</h1>
    <p class="lead">${say(new Date(), { weekday: "long", day: "numeric", month: "long", year: "numeric" })}
      · ${postNow()?.post_name} · ${told.device}</p>
    ${told.crossings.length ? html`<${Form} ...${told} />` : html`<${Empty} retry=${retry} />`}
    <${LanguageChoice} label=${true} />`;
}

/** @param {{crossings: NamedPlace[], last: string}} props */
function Form({ crossings, last }) {
  const [chosen, setChosen] = useState(last);
  const start = async () => {
    const day = { on: today(), crossing: chosen, language: language() };
    await set("day", day);
    startDay(day);
    go("home", {}, { replace: true });
  };
  return html`<fieldset><legend>${t("day.crossing")}</legend>
      <div class="choices">${crossings.map(
        ({ code, name }) => html`<button type="button" aria-pressed=${code === chosen} onClick=${() => setChosen(code)}>${name}</button>`,
      )}</div></fieldset>
    <p class="actions stay"><button type="button" class="primary" aria-disabled=${!chosen} onClick=${() => chosen && start()}>
      ${t("day.start")}</button></p>`;
}

/** @param {{retry: () => void}} props */
function Empty({ retry }) {
  return html`<div class="notice warning"><p>${t("day.empty")}</p>
    <button type="button" onClick=${retry}>${t("missing.again")}</button></div>`;
}

async function ask() {
  const [lists, device, day] = await Promise.all([reference(), enrolment(), get("day")]);
  const crossings = lists?.crossings ?? [];
  const known = crossings.some(({ code }) => code === day?.crossing);
  const last = known ? day.crossing : crossings.length === 1 ? crossings[0].code : "";
  return { crossings: [...crossings].sort((a, b) => Number(b.code === last) - Number(a.code === last)), last, device: device?.name ?? "" };
}
