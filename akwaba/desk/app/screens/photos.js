/** One tap a person, if the family agrees; without photos everything else goes on. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { isBlank } from "../facts/family.js";
import { go } from "../router.js";
import { explain } from "../shell/explain.js";
import { Prompt } from "../shell/prompt.js";
import { offerUndo } from "../shell/undo.js";
import { keepPhoto } from "../store/photos.js";
import { t } from "../words.js";
import { AnswerKeys, useAnswerKeys } from "./household/answering.js";
import { Camera } from "./household/camera.js";
import { withPerson } from "./household/draft.js";
import { useDraft } from "./household/editing.js";
import { Face } from "./household/face.js";
import { stepAfter } from "./household/flow.js";
import { Problem } from "./household/problem.js";

export const title = () => t("photos.title");

/** @typedef {import("../facts/family.js").Person} Person */

/** @param {{params: Record<string, string>}} props */
export default function Photos({ params }) {
  const { draft, on, change, problem } = useDraft(params.id, "photos");
  if (!draft) return html`<${Problem} problem=${problem} />`;
  const leave = async () => {
    const next = stepAfter(draft, "photos", on);
    if (await change((now) => ({ ...now, step: next }))) go(next, { id: draft.id });
  };
  const answer = async (/** @type {"yes" | "no"} */ said) => {
    await change((now) => ({ ...now, photos_wanted: said, consents: { ...now.consents, photo: said } }));
    if (said === "no") await leave();
  };
  const isTaking = draft.photos_wanted === "yes" && draft.people.some((person) => !person.photo);
  return html`<h1>${t("photos.title")}</h1>
    <${Problem} problem=${problem} />
    ${draft.photos_wanted === "yes"
      ? html`<${Taking} draft=${draft} change=${change} />`
      : html`<${Question} answer=${answer} />`}
    <div class="way-on"><button type="button" onClick=${() => history.back()}>${t("back")}</button>
      <button type="button" class=${isTaking ? "" : "primary"} data-next onClick=${leave}>${t("next")}</button></div>`;
}

/** @param {{answer: (said: "yes" | "no") => void}} props */
function Question({ answer }) {
  const answers = /** @type {const} */ (["yes", "no"]).map((one) => ({ label: t(`photos.${one}`), act: () => answer(one) }));
  useAnswerKeys(answers);
  return html`<p class="question" id="question">${t("photos.question")}</p>
    <${Prompt} sentence="consent_photo" />
    <p class="help">${t("photos.help")}</p>
    <div class="big" role="group" aria-labelledby="question">${answers.map(
      ({ label, act }) => html`<button type="button" key=${label} onClick=${act}>${label}</button>`,
    )}</div><${AnswerKeys} answers=${answers} />`;
}

/**
 * @param {{draft: import("./household/draft.js").Draft,
 *   change: import("./household/editing.js").Change}} props
 */
function Taking({ draft, change }) {
  const people = draft.people.filter((person) => !isBlank(person));
  const [at, setAt] = useState(people.findIndex(({ photo }) => !photo));
  const [wrong, setWrong] = useState("");
  const person = people[at];
  const nextWithout = () => people.findIndex((one, place) => place > at && !one.photo);
  const onTaken = async (/** @type {Blob} */ blob) => {
    try {
      const digest = await keepPhoto({ draft: draft.id, about: person.id, blob });
      setWrong("");
      if (await change((now) => withPerson(now, person, { photo: { digest } }))) setAt(nextWithout());
    } catch (error) {
      setWrong(explain(error));
    }
  };
  const remove = () => {
    const { photo } = person;
    change((now) => withPerson(now, person, { photo: undefined }));
    offerUndo(t("photos.removed"), () => change((now) => withPerson(now, person, { photo })));
  };
  return html`<${Problem} problem=${wrong} />
    ${person
      ? html`<p class="quiet">${t("photos.of", { place: at + 1, all: people.length })}</p>
        <${Camera} name=${person.name} before=${() => change((now) => now)} onTaken=${onTaken} />
        <p class="actions"><button type="button" onClick=${() => setAt(nextWithout())}>${t("photos.skip")}</button>
          ${person.photo && html`<button type="button" onClick=${remove}>${t("photos.remove")}</button>`}</p>`
      : html`<p role="status" class="notice success">${t("photos.done")}</p>`}
    <ul class="faces">${people.map(
      (one, place) => html`<li key=${one.id}><button type="button" aria-current=${place === at} onClick=${() => setAt(place)}>
        <${Face} person=${one} /><span><bdi>${one.name}</bdi><span class="out-of-sight">, ${t(one.photo ? "photos.has" : "photos.has_not")}</span></span></button></li>`,
    )}</ul>`;
}
