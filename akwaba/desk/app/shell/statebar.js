/** The bar that is always there: is the node reached, and what does this device still hold? */

import { html } from "htm/preact";
import { go } from "../router.js";
import { postNow } from "../session.js";
import { count, sayDuration, t } from "../words.js";
import { level } from "./level.js";
import { useNow, useStatus } from "./watching.js";

const TICK = 1000;

export function StateBar() {
  const status = useStatus();
  const now = useNow(TICK);
  if (!status) return html`<span class="state calm">${t("state.looking")}</span>`;
  if (!postNow()) return html`<span class="state calm"><span class="words">${t("problem.not_enrolled")}</span></span>`;
  const worry = level(status, now);
  const held = count("state.here", status.device_waiting);
  const open = () => go("queue");
  // Told to a screen reader when it changes, not each second: so without "4 s ago".
  const told = `${t(status.reached ? "state.reached" : "state.away")} · ${held}`;
  return html`<button type="button" class=${`state ${worry}`} onClick=${open}>
      <span class="sign" aria-hidden="true">${sign(status.reached, worry)}</span>
      <span class="words">${where(status, now)} <span>· ${held}</span></span>
    </button>
    <span class="out-of-sight" role="status">${told}</span>`;
}

/**
 * @param {import("./watching.js").Status} status
 * @param {number} now
 */
function where({ reached, reached_at }, now) {
  if (!reached) return t("state.offline");
  return t("state.reached_ago", { ago: sayDuration(now - (reached_at ?? now)) });
}

/**
 * Never by colour alone.
 * @param {boolean} reached
 * @param {"calm" | "care" | "bad"} worry
 */
function sign(reached, worry) {
  if (worry === "bad") return "▲";
  if (worry === "care") return "!";
  return reached ? "●" : "○";
}
