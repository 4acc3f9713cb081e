/**
 * A mark that this browser was a desk, outside the database: a browser that evicts the database
 * leaves it standing, and the clerk is told what happened. It names the device, never a person.
 */

const NAME = "akwaba-desk";

/** @typedef {{name: string, post_name: string, waiting: number}} Mark waiting: entries not sent */

/** @param {Mark} mark */
export function leaveMark({ name, post_name, waiting }) {
  const text = JSON.stringify({ name, post_name, waiting });
  try {
    if (localStorage.getItem(NAME) !== text) localStorage.setItem(NAME, text);
  } catch {
    // Without it the desk works as well; only the reason of an empty start stays unsaid.
  }
}

/** @returns {Mark | null} what this browser was the last time; null where it never was a desk */
export function markLeft() {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? "null");
  } catch {
    return null;
  }
}
