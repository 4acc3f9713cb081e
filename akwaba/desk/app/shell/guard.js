/** Which screen may be shown now: plain rules, no screen. */

/** Nothing on these tells who anybody is, so a locked desk shows them too. */
const WITHOUT_OFFICER = new Set(["queue", "export", "verify", "enrol"]);
/** An officer who has not said at which crossing they sit may still see to the device. */
const WITHOUT_DAY = new Set(["settings", "day"]);

/**
 * @typedef {import("../router.js").Place} Place
 * @typedef {{enrolled: boolean, unlocked: boolean, ready: boolean}} Facts
 *   ready: the crossing of the day is known
 */

/**
 * @param {Place} wanted
 * @param {Facts} facts
 * @returns {Place} the screen to show; the wanted one stays in the address meanwhile
 */
export function shown(wanted, { enrolled, unlocked, ready }) {
  if (wanted.name === "verify") return wanted;
  if (!enrolled) return wanted.name === "enrol" ? wanted : { name: "enrol", params: {} };
  if (WITHOUT_OFFICER.has(wanted.name)) return wanted;
  if (!unlocked) return { name: "unlock", params: {} };
  if (wanted.name === "unlock") return { name: ready ? "home" : "day", params: {} };
  if (!ready && !WITHOUT_DAY.has(wanted.name)) return { name: "day", params: {} };
  return wanted;
}
