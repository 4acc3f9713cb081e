/** The device becomes a desk of a post: once, with a code that a supervisor shows. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { go } from "../router.js";
import { atPost, officerNow, postNow } from "../session.js";
import { explain } from "../shell/explain.js";
import { InstallButton } from "../shell/install.js";
import { lockNow } from "../shell/lock.js";
import { LanguageChoice } from "../shell/language.js";
import { Step } from "../shell/step.js";
import { markLeft } from "../store/mark.js";
import { count, t } from "../words.js";

export const title = () => t("enrol.title");

/** @param {{params: Record<string, string>}} props params: enrol (the code), node (its address) */
export default function Enrol({ params }) {
  const [post, setPost] = useState("");
  if (post) return html`<${Step} key="done"><${Done} post=${post} /></${Step}>`;
  return html`<h1>${t("enrol.title")}</h1>
    <${LanguageChoice} />
    ${postNow() && html`<p class="notice warning">${t("enrol.again", { post: postNow()?.post_name ?? "" })}</p>`}
    ${!postNow() && html`<${Evicted} />`}
    <p class="lead">${t("enrol.text")}</p>
    <${Form} code=${params.enrol ?? ""} node=${params.node ?? ""} onDone=${setPost} />
    <h2>${t("enrol.what")}</h2>
    <ul><li>${t("enrol.what_key")}</li><li>${t("enrol.what_offline")}</li><li>${t("enrol.what_sealed")}</li></ul>`;
}

/** The browser threw away what this device held: what is safe, what is not, and what helps. */
function Evicted() {
  const mark = markLeft();
  if (!mark) return null;
  return html`<div class="notice warning" role="alert"><p>${t("enrol.evicted", { name: mark.name, post: mark.post_name })}</p>
    <p>${mark.waiting > 0 ? count("enrol.evicted_waiting", mark.waiting) : t("enrol.evicted_sent")}</p></div>`;
}

/** @param {{code: string, node: string, onDone: (post: string) => void}} props */
function Form({ code, node, onDone }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [typed, name] = ["code", "name"].map((field) => String(data.get(field)).trim());
    if (!typed || !name) return setProblem(t(typed ? "enrol.name_missing" : "enrol.code_missing"));
    setBusy(true);
    setProblem("");
    await join(typed, name, node).then(onDone, (error) => setProblem(explain(error)));
    setBusy(false);
  };
  return html`<form onSubmit=${send} novalidate>
    <p class="error" role="alert">${problem}</p>
    <div class="field"><label for="code">${t("enrol.code")}</label>
      <p class="help" id="code-help">${t("enrol.code_help")}</p>
      <input id="code" name="code" class="code" defaultValue=${code} data-first=${!code} aria-describedby="code-help"
        autocomplete="off" autocapitalize="characters" spellcheck=${false} /></div>
    <div class="field"><label for="name">${t("enrol.name")}</label>
      <p class="help" id="name-help">${t("enrol.name_help")}</p>
      <input id="name" name="name" defaultValue=${postNow() ? "" : (markLeft()?.name ?? "")} data-first=${Boolean(code)} aria-describedby="name-help" maxlength="60" autocomplete="off" /></div>
    <p class="actions"><button class="primary" aria-disabled=${busy}>${t(busy ? "enrol.asking" : "enrol.join")}</button></p>
  </form>`;
}

/** @param {{post: string}} props */
function Done({ post }) {
  return html`<h1>${t("enrol.done", { post })}</h1>
    <p class="lead">${t("enrol.done_text")}</p>
    <${InstallButton} />
    <p class="actions"><button type="button" class="primary" data-first onClick=${() => go("home", {}, { replace: true })}>
      ${t("continue")}</button></p>`;
}

/**
 * @param {string} code
 * @param {string} name
 * @param {string} node SHA-256 of the key of the node that showed the code; empty where it was typed
 * @returns {Promise<string>} the name of the post
 */
async function join(code, name, node) {
  const [{ enrol }, { sendNow }] = await Promise.all([
    import("../exchange/enrol.js"),
    import("../exchange/sender.js"),
  ]);
  const device = await enrol({ code, name, node });
  atPost({ post: device.post, post_name: device.post_name });
  if (officerNow()) await lockNow(); // whoever is here says to the new node who they are
  sendNow(); // what was said of the node before is forgotten, and what waited leaves
  return device.post_name;
}
