/** Name and password of an officer: asked once per device, or when a PIN is forgotten. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { t } from "../words.js";
import { explain } from "./explain.js";

/**
 * @param {{title: string, text: string, button: string, onBack: (() => void) | null,
 *   onSent: (who: {username: string, password: string}) => Promise<void>}} props
 *   onSent may fail: its problem is explained above the form, and what was typed stays
 */
export function Password({ title, text, button, onBack, onSent }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const who = { username: String(data.get("username")).trim(), password: String(data.get("password")) };
    if (!who.username || !who.password) return setProblem(t("password.missing"));
    setBusy(true);
    setProblem("");
    await onSent(who).catch((error) => setProblem(explain(error)));
    setBusy(false);
  };
  return html`<h1>${title}</h1>
    <p>${text}</p>
    <form onSubmit=${send} novalidate>
      <p class="error" role="alert">${problem}</p>
      <div class="field"><label for="username">${t("password.username")}</label>
        <input id="username" name="username" data-first autocomplete="off" autocapitalize="none" spellcheck=${false} /></div>
      <div class="field"><label for="password">${t("password.password")}</label>
        <input id="password" name="password" type="password" autocomplete="off" /></div>
      <p class="actions">
        <button class="primary" aria-disabled=${busy}>${busy ? t("password.asking") : button}</button>
        ${onBack && html`<button type="button" onClick=${onBack}>${t("go_back")}</button>`}
      </p>
    </form>`;
}
