/** Where keys and taps lead on the roster: Enter moves on, one key sets the sex and jumps. */

/** @typedef {"name" | "sex" | "age"} Cell */

/** F; H, M or G (garçon) for men and boys; ? for not said. @type {Record<string, "F" | "M" | "U">} */
const SEX_KEYS = { f: "F", h: "M", m: "M", g: "M", "?": "U" };

/** @param {string} key */
export const sexOfKey = (key) => SEX_KEYS[key.toLowerCase()];

/**
 * @param {string} id
 * @param {Cell} cell
 */
export function focusCell(id, cell) {
  const line = document.querySelector(`[data-line="${id}"]`);
  const found = line?.querySelector(cell === "sex" ? "[role=radio][tabindex='0']" : `[data-cell=${cell}]`);
  /** @type {HTMLElement | null} */ (found ?? null)?.focus();
}

/** To the button that leads on. */
export function focusWayOut() {
  /** @type {HTMLElement | null} */ (document.querySelector("[data-next]"))?.focus();
}

/**
 * Where Enter leads from a cell: the next cell, the next line, or out where nothing was written on
 * the last line.
 * @param {string[]} lines ids in order
 * @param {{id: string, cell: Cell, isBlank: boolean}} at
 */
export function moveOn(lines, { id, cell, isBlank }) {
  const next = lines[lines.indexOf(id) + 1];
  if (isBlank && !next) focusWayOut();
  else if (cell === "name") focusCell(id, "sex");
  else if (cell === "sex") focusCell(id, "age");
  else if (next) focusCell(next, "name");
  else focusWayOut();
}
