/** What could not be kept, said calmly above the work; nothing where all is well. */

import { html } from "htm/preact";
import { t } from "../../words.js";

/** @param {{problem: string, words?: string}} props */
export const Problem = ({ problem, words = "cannot_save" }) =>
  problem ? html`<p class="notice problem" role="alert">${t(words, { problem })}</p>` : null;
