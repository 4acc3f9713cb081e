/** One person on the roster. A key on one line leaves the fifty-nine others untouched. */

import { html } from "htm/preact";
import { Component } from "preact";
import { count, t } from "../../words.js";
import { Details } from "./details.js";
import { focusCell, sexOfKey } from "./keys.js";
import { kinText } from "./lists.js";
import { nameWrong, readAge } from "./wording.js";

/** @typedef {import("../../facts/family.js").Person} Person */
/**
 * @typedef {object} Acts stable over the life of the sheet
 * @property {(person: Person, change: Partial<Person>) => void} set
 * @property {(person: Person) => void} open its details, or close them
 * @property {(person: Person) => void} remove
 */
/**
 * @typedef {{person: Person, place: number, isGhost: boolean, likely: string, isOpen: boolean,
 *   mustBeRight: boolean, on: number, lists: import("./lists.js").Lists, acts: Acts}} Props
 *   isGhost: the blank line at the end; likely: the relationship to suggest;
 *   mustBeRight: the clerk wants to go on, so what is missing is said too
 */

const SEXES = /** @type {const} */ (["F", "M", "U"]);
/** @type {(keyof Props)[]} */
const WATCHED = ["person", "place", "isGhost", "likely", "isOpen", "mustBeRight", "lists"];

/**
 * Milliseconds for which a line that was left looks as it did: were the keys under the age gone at
 * once, what is touched below them would slip away from under the finger.
 */
const LEAVING = 300;

/** @extends {Component<Props, {at: string}>} */
export class Row extends Component {
  state = { at: "" };
  leaving = 0;

  /** @param {string} at the cell that has the cursor; empty where none has */
  enter(at) {
    clearTimeout(this.leaving);
    if (at) this.setState({ at });
    else this.leaving = setTimeout(() => this.setState({ at }), LEAVING);
  }

  componentWillUnmount() {
    clearTimeout(this.leaving);
  }

  /**
   * @param {Props} next
   * @param {{at: string}} state
   */
  shouldComponentUpdate(next, state) {
    return state.at !== this.state.at || WATCHED.some((name) => next[name] !== this.props[name]);
  }

  render() {
    const { person, place, isGhost, isOpen, mustBeRight } = this.props;
    const wrong = mustBeRight && !isGhost;
    return html`<li class=${`line ${isGhost ? "ghost" : ""}`} data-line=${person.id} aria-label=${t("roster.person", { line: place + 1 })}
        onFocusIn=${(/** @type {any} */ event) => this.enter(event.target.dataset.cell ?? "")} onFocusOut=${() => this.enter("")}>
      <span class="no" aria-hidden="true">${place + 1}</span>
      <${Name} ...${this.props} isLeft=${this.state.at !== "name"} wrong=${wrong} />
      <${Sex} ...${this.props} />
      <${Age} ...${this.props} isLeft=${this.state.at !== "age"} wrong=${wrong} />
      <${Kin} ...${this.props} />
      ${isOpen && html`<${Details} ...${this.props} />`}
    </li>`;
  }
}

/** @param {Props & {isLeft: boolean, wrong: boolean}} props */
function Name({ person, place, isGhost, isLeft, wrong, acts }) {
  const key = place === 0 ? "roster.name_first" : isGhost ? "roster.name_next" : "roster.name";
  const missing = wrong && !person.name.trim() ? t("name.missing", { line: place + 1 }) : "";
  const error = missing || (isLeft || wrong ? nameWrong(person.name) : "");
  return html`<div class=${`cell name ${error ? "wrong" : ""}`}>
    <label for=${`name-${person.id}`}>${t(key)}<span class="out-of-sight">, ${t("roster.line", { line: place + 1 })}</span></label>
    <input id=${`name-${person.id}`} data-cell="name" dir="auto" autocomplete="off" autocapitalize="words" spellcheck=${false}
      enterkeyhint="next" maxlength="200" aria-invalid=${Boolean(error)} aria-describedby=${error ? `name-error-${person.id}` : null}
      value=${person.name} onInput=${(/** @type {any} */ event) => acts.set(person, { name: event.target.value })} />
    ${error && html`<p class="error" id=${`name-error-${person.id}`}>${error}</p>`}
  </div>`;
}

/** @param {Props} props */
function Sex({ person, place, acts }) {
  const choose = (/** @type {Person["sex"]} */ sex, jump = true) => {
    acts.set(person, { sex });
    if (jump) focusCell(person.id, "age");
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = sexOfKey(event.key);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!typed && !step) return;
    event.preventDefault();
    if (typed) return choose(typed);
    const now = SEXES.indexOf(/** @type {"F"} */ (person.sex || "F"));
    choose(SEXES[(now + (step ?? 0) + SEXES.length) % SEXES.length], false);
    requestAnimationFrame(() => focusCell(person.id, "sex"));
  };
  const focusable = person.sex || "F";
  return html`<div class="cell sex" role="radiogroup" aria-label=${`${t("roster.sex")}, ${t("roster.line", { line: place + 1 })}`} onKeyDown=${onKey}>
    ${SEXES.map(
      (sex) => html`<button type="button" role="radio" data-cell="sex" aria-checked=${person.sex === sex} aria-label=${t(`sex.${sex}`)}
        tabindex=${sex === focusable ? 0 : -1} onClick=${() => choose(sex)}>${t(`sex.short_${sex}`)}</button>`,
    )}
  </div>`;
}

/** @param {Props & {isLeft: boolean, wrong: boolean}} props */
function Age({ person, place, isLeft, wrong, on, acts }) {
  const read = readAge(person.age, on);
  // Half a date is no mistake while it is being typed.
  const error = isLeft || wrong ? read.wrong : "";
  const set = (/** @type {string} */ age) => acts.set(person, { age });
  return html`<div class=${`cell age ${error ? "wrong" : ""}`}>
    <label for=${`age-${person.id}`}>${t("roster.age")}<span class="out-of-sight">, ${t("roster.line", { line: place + 1 })}</span></label>
    <input id=${`age-${person.id}`} data-cell="age" inputmode="numeric" autocomplete="off" enterkeyhint="next" maxlength="60" placeholder=${place === 0 ? t("roster.age_hint") : ""}
      aria-invalid=${Boolean(error)} aria-describedby=${`age-read-${person.id}`} value=${person.age} onInput=${(/** @type {any} */ event) => set(event.target.value)} />
    ${!isLeft && html`<${AgeKeys} age=${person.age} set=${set} />`}
    <p class=${error ? "error" : "understood"} id=${`age-read-${person.id}`}>${error || read.text}</p>
  </div>`;
}

/**
 * What the number pad of a phone lacks. The field keeps the focus, so the pad stays open.
 * @param {{age: string, set: (age: string) => void}} props
 */
function AgeKeys({ age, set }) {
  const number = age.replace(/[^\d./-]/g, "");
  const stay = (/** @type {Event} */ event) => event.preventDefault();
  return html`<div class="age-keys" onPointerDown=${stay}>
    <button type="button" tabindex="-1" onClick=${() => set(`${number}m`)}>${t("roster.months")}</button>
    <button type="button" tabindex="-1" onClick=${() => set(age.startsWith("~") ? number : `~${number}`)}>${t("roster.about")}</button>
    <button type="button" tabindex="-1" onClick=${() => set("?")}>${t("roster.unknown")}</button>
  </div>`;
}

/** @param {Props} props */
function Kin({ person, place, likely, isOpen, lists, acts }) {
  const isSuggested = place > 0 && person.suggested && !person.relationship && likely !== "";
  const kin = kinText(lists, person.relationship || (person.suggested ? likely : ""));
  const said = place === 0 ? t("roster.speaks") : isSuggested ? t("roster.suggested", { kin }) : kin || t("roster.no_kin");
  const needs = person.needs.length ? count("roster.needs", person.needs.length) : "";
  return html`<div class="cell kin">
    <button type="button" class=${`kin-button ${isSuggested ? "suggested" : ""}`} aria-expanded=${isOpen} onClick=${() => acts.open(person)}>
      <span>${said}${needs && html` <b class="count">${needs}</b>`}<span class="out-of-sight">, ${t("roster.line", { line: place + 1 })}</span></span></button>
  </div>`;
}
