/** The roster: one line a person, a blank one always waiting at the end. */

import { html } from "htm/preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { isBlank, rowsOf } from "../../facts/family.js";
import { suggestRelationships } from "../../facts/relations.js";
import { offerUndo } from "../../shell/undo.js";
import { t } from "../../words.js";
import { freshPerson, withPerson, withPersonAgain, withoutPerson } from "./draft.js";
import { focusCell, moveOn } from "./keys.js";
import { Row } from "./row.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../../facts/family.js").Person} Person */

/** The largest household that is no slip of the pen; the node takes no more. */
export const MOST_PEOPLE = 500;

/**
 * @param {{draft: Draft, on: number, lists: import("./lists.js").Lists,
 *   change: import("./editing.js").Change, mustBeRight: boolean, onDone: () => void}} props
 */
export function Sheet({ draft, on, lists, change, mustBeRight, onDone }) {
  const [open, setOpen] = useState("");
  const people = useRef(draft.people);
  people.current = draft.people;
  const ghost = useGhost(draft.people);
  const lines = ghost ? [...draft.people, ghost] : draft.people;
  const likely = useLikely(draft.people, on);
  const acts = useMemo(() => actsOn(change, people, setOpen), []);
  const onKey = (/** @type {any} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) return done(event, onDone);
    const cell = event.target.dataset?.cell;
    const id = event.target.closest("[data-line]")?.dataset.line;
    const person = lines.find((one) => one.id === id);
    if (!cell || !person) return;
    event.preventDefault();
    moveOn(lines.map((one) => one.id), { id, cell, isBlank: isBlank(person) });
  };
  return html`<ol class="lines" onKeyDown=${onKey}>
    ${lines.map(
      (person, place) => html`<${Row} key=${person.id} person=${person} place=${place} isGhost=${person === ghost} likely=${likely.get(person.id) ?? ""}
        isOpen=${open === person.id} mustBeRight=${mustBeRight} on=${on} lists=${lists} acts=${acts} />`,
    )}
  </ol>`;
}

/**
 * @param {Event} event
 * @param {() => void} onDone
 */
function done(event, onDone) {
  event.preventDefault();
  onDone();
}

/**
 * The blank line at the end keeps its identifier when it becomes somebody, so the cursor stays.
 * @param {Person[]} people
 * @returns {Person | null} null where the last line is blank already, or the household is full
 */
function useGhost(people) {
  const ghost = useRef(freshPerson());
  if (people.some(({ id }) => id === ghost.current.id)) ghost.current = freshPerson();
  const last = people[people.length - 1];
  return (last && isBlank(last)) || people.length >= MOST_PEOPLE ? null : ghost.current;
}

/**
 * What each person probably is to the first; computed again only when a sex or an age changed.
 * @param {Person[]} people
 * @param {number} on
 * @returns {Map<string, string>}
 */
function useLikely(people, on) {
  const told = people.map(({ id, sex, age }) => `${id} ${sex} ${age}`).join("\n");
  return useMemo(() => {
    const rows = rowsOf(people, on);
    const codes = suggestRelationships(rows, on);
    return new Map(rows.map(({ id }, place) => [id, codes[place]]));
  }, [told, on]);
}

/**
 * @param {import("./editing.js").Change} change
 * @param {{current: Person[]}} people
 * @param {(set: (open: string) => string) => void} setOpen
 * @returns {import("./row.js").Acts}
 */
function actsOn(change, people, setOpen) {
  return {
    set: (person, part) => void change((draft) => withPerson(draft, person, part)),
    open: ({ id }) => setOpen((open) => (open === id ? "" : id)),
    remove: (person) => {
      const place = people.current.findIndex(({ id }) => id === person.id);
      setOpen(() => "");
      if (place < 0) return;
      const now = people.current[place];
      change((draft) => withoutPerson(draft, person.id));
      offerUndo(t("roster.removed", { line: place + 1 }), () =>
        change((draft) => withPersonAgain(draft, now, place)),
      );
      const next = people.current[place + 1] ?? people.current[place - 1];
      if (next) requestAnimationFrame(() => focusCell(next.id, "name"));
    },
  };
}
