/** Who is at the desk? A name, six digits. Once per device and officer: name and password. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { go } from "../router.js";
import { begin, postNow, wasHere } from "../session.js";
import { explain } from "../shell/explain.js";
import { Icon } from "../shell/icons.js";
import { LanguageChoice } from "../shell/language.js";
import { NewPin } from "../shell/new_pin.js";
import { Password } from "../shell/password.js";
import { Step } from "../shell/step.js";
import { PinPad, Wait } from "../shell/pinpad.js";
import { introduce, openForgotten } from "../shell/welcome.js";
import { useAsked } from "../shell/watching.js";
import { addOfficer, officers, unlock } from "../store/vault.js";
import { t } from "../words.js";

export const title = () => t("unlock.title");

/** @typedef {import("../store/vault.js").Officer} Officer */
/** @typedef {Officer & {has_pin: boolean, wait_seconds: number}} Known */
/** @typedef {{name: "who" | "first" | "forgotten"} | {name: "pin", officer: Known} |
 *   {name: "choose", officer: Officer}} Step */

export default function Unlock() {
  const known = useAsked(officers);
  const [step, setStep] = useState(/** @type {Step} */ ({ name: "who" }));
  if (!known) return null;
  const back = known.length ? () => setStep({ name: "who" }) : null;
  const choose = (/** @type {Officer} */ officer) => setStep({ name: "choose", officer });
  const toStep = (/** @type {"first" | "forgotten"} */ name) => () => setStep({ name });
  return html`<${Step} key=${step.name}>${shown()}</${Step}>`;

  function shown() {
    if (step.name === "choose") return html`<${Choose} officer=${step.officer} />`;
    if (step.name === "forgotten") return html`<${Forgotten} onKnown=${choose} onBack=${back} />`;
    if (step.name === "first" || !known?.length) return html`<${First} onKnown=${choose} onBack=${back} />`;
    if (step.name === "pin") return html`<${Pin} officer=${step.officer} onBack=${back} onForgotten=${toStep("forgotten")} />`;
    return html`<${Who} known=${known} onChosen=${(/** @type {Known} */ officer) => setStep({ name: "pin", officer })} onFirst=${toStep("first")} />`;
  }
}

/** @param {{known: Known[], onChosen: (officer: Known) => void, onFirst: () => void}} props */
function Who({ known, onChosen, onFirst }) {
  return html`<h1>${t("unlock.title")}</h1>
    <p class="quiet">${postNow()?.post_name}</p>
    <ul class="people">${known.map(
      (officer) => html`<li><button type="button" class="tile" onClick=${() => onChosen(officer)}>
        <${Icon} name="person" /><span><b>${officer.name}</b></span></button></li>`,
    )}</ul>
    <p class="actions"><button type="button" onClick=${onFirst}>${t("unlock.first")}</button></p>
    <${LanguageChoice} />`;
}

/** @param {{officer: Known, onBack: (() => void) | null, onForgotten: () => void}} props */
function Pin({ officer, onBack, onForgotten }) {
  const [error, setError] = useState(officer.has_pin ? "" : t("problem.pin_gone"));
  const [wait, setWait] = useState(officer.wait_seconds);
  const [busy, setBusy] = useState(false);
  const [gone, setGone] = useState(!officer.has_pin);
  const enter = async (/** @type {string} */ pin) => {
    setBusy(true);
    setError("");
    try {
      arrive(await unlock({ officer: officer.id, pin }));
    } catch (problem) {
      const { code, left, wait_seconds = 0 } = /** @type {any} */ (problem);
      if (code === "wrong_pin") setError(left ? t("unlock.wrong", { left }) : t("problem.pin_gone"));
      else setError(explain(problem));
      setGone(code === "pin_gone" || left === 0);
      setWait(wait_seconds);
    }
    setBusy(false);
  };
  return html`<h1>${officer.name}</h1>
    ${gone && html`<p class="error" role="alert">${error}</p>`}
    ${!gone && wait > 0 && html`<p class="error" role="alert">${error}</p><${Wait} key=${wait} seconds=${wait} onEnd=${() => setWait(0)} />`}
    ${!gone && !wait && html`<${PinPad} label=${t(busy ? "unlock.opening" : "unlock.pin")} error=${error} busy=${busy} onPin=${enter} />`}
    <p class="actions">
      <button type="button" class=${gone ? "primary" : ""} onClick=${onForgotten}>${t("unlock.forgotten")}</button>
      <button type="button" onClick=${onBack}>${t("unlock.other")}</button>
    </p>`;
}

/** @param {{onKnown: (officer: Officer) => void, onBack: (() => void) | null}} props */
function First({ onKnown, onBack }) {
  return html`<${Password} title=${t("first.title")} text=${t("first.text")} button=${t("first.button")} onBack=${onBack}
    onSent=${async (/** @type {any} */ who) => onKnown(await introduce(who))} />`;
}

/** @param {{onKnown: (officer: Officer) => void, onBack: (() => void) | null}} props */
function Forgotten({ onKnown, onBack }) {
  return html`<${Password} title=${t("forgotten.title")} text=${t("forgotten.text")} button=${t("forgotten.button")} onBack=${onBack}
    onSent=${async (/** @type {any} */ who) => onKnown(await openForgotten(who))} />`;
}

/** @param {{officer: Officer}} props */
function Choose({ officer }) {
  const [problem, setProblem] = useState("");
  const chosen = (/** @type {string} */ pin) =>
    addOfficer({ officer, pin }).then(() => arrive(officer), (error) => setProblem(explain(error)));
  return html`<${NewPin} name=${officer.name} onChosen=${chosen} />
    ${problem && html`<p class="notice problem" role="alert">${problem}</p>`}`;
}

/**
 * Whoever comes back goes on where they were; anybody else begins at home.
 * @param {Officer} officer
 */
function arrive(officer) {
  if (!wasHere(officer)) go("home", {}, { replace: true });
  begin(officer);
}
