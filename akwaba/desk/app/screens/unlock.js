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
import { addOfficer, forgetOfficer, isOfAnotherNode, officers, unlock } from "../store/vault.js";
import { t } from "../words.js";

export const title = () => t("unlock.title");

/** @typedef {import("../store/vault.js").Officer} Officer */
/** @typedef {Officer & {has_pin: boolean, wait_seconds: number}} Known */
/** @typedef {{name: "who" | "first" | "forgotten"} | {name: "pin" | "renew", officer: Known} |
 *   {name: "choose", officer: Officer, before?: string}} Step before: their id at another node */

export default function Unlock() {
  const known = useAsked(officers);
  const [step, setStep] = useState(/** @type {Step} */ ({ name: "who" }));
  if (!known) return null;
  const back = known.length ? () => setStep({ name: "who" }) : null;
  const choose = (/** @type {Officer} */ officer) => setStep({ name: "choose", officer });
  const toStep = (/** @type {"first" | "forgotten"} */ name) => () => setStep({ name });
  return html`<${Step} key=${step.name}>${shown()}</${Step}>`;

  function shown() {
    if (step.name === "choose") return html`<${Choose} officer=${step.officer} before=${step.before} />`;
    if (step.name === "renew") return html`<${Renew} officer=${step.officer} onKnown=${(/** @type {Officer} */ officer) => setStep({ name: "choose", officer, before: step.officer.id })} />`;
    if (step.name === "forgotten") return html`<${Forgotten} onKnown=${choose} onBack=${back} />`;
    if (step.name === "first" || !known?.length) return html`<${First} onKnown=${choose} onBack=${back} />`;
    if (step.name === "pin") return html`<${Pin} officer=${step.officer} onBack=${back} onRenew=${() => setStep({ name: "renew", officer: step.officer })} onForgotten=${toStep("forgotten")} />`;
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

/** @param {{officer: Known, onBack: (() => void) | null, onForgotten: () => void, onRenew: () => void}} props */
function Pin({ officer, onBack, onForgotten, onRenew }) {
  const [error, setError] = useState(officer.has_pin ? "" : t("problem.pin_gone"));
  const [wait, setWait] = useState(officer.wait_seconds);
  const [busy, setBusy] = useState(false);
  const [gone, setGone] = useState(!officer.has_pin);
  const enter = async (/** @type {string} */ pin) => {
    setBusy(true);
    setError("");
    try {
      const who = await unlock({ officer: officer.id, pin });
      if (await isOfAnotherNode(who.id)) return onRenew();
      arrive(who);
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

/**
 * The node is another one than when this officer came to the device. Arrivals wait for no node.
 * @param {{officer: Known, onKnown: (officer: Officer) => void}} props
 */
function Renew({ officer, onKnown }) {
  return html`<${Password} title=${t("renew.title")} text=${t("renew.text")} button=${t("first.button")} onBack=${null}
      onSent=${async (/** @type {any} */ who) => onKnown(await introduce(who))} />
    <p class="actions"><button type="button" onClick=${() => arrive(officer)}>${t("renew.later")}</button></p>`;
}

/** @param {{officer: Officer, before?: string}} props */
function Choose({ officer, before }) {
  const [problem, setProblem] = useState("");
  const add = async (/** @type {string} */ pin) => {
    await addOfficer({ officer, pin });
    if (before && before !== officer.id) await forgetOfficer(before);
    arrive(officer);
  };
  const chosen = (/** @type {string} */ pin) => add(pin).catch((error) => setProblem(explain(error)));
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
