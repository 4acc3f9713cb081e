/** Drafts in connected mode; the same as store/drafts.js offers, kept at the node. */

import * as copies from "./copies.js";
import { keeping } from "./keeping.js";
import { ask, signedIn } from "./node.js";

const kept = keeping({ signedIn, ask, copies });

export const { saveDraft, listDrafts, loadDraft, dropDraft } = kept;

/** Wait until the node has whatever was to be stored before this call. */
export const settled = kept.send;

/** @returns {Promise<number>} how many households wait to be finished */
export const countDrafts = async () => (await kept.listDrafts()).length;

/** @returns {Promise<number>} drafts that only this tablet has */
export const countWaiting = async () => (await copies.all()).length;

/** The node forgets a draft when it is registered. */
export const forgetFinished = async () => {};
