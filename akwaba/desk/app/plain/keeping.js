/** How drafts travel to the node: written here first, sent at once, forgotten here when it has them. */

/**
 * @typedef {import("./copies.js").Copy} Copy
 * @typedef {{id: string, people?: {name?: string}[]}} Draft
 * @typedef {{id: string, saved_at: number, title: string, people: number}} Listed
 * @typedef {object} Parts what it works with
 * @property {() => Promise<{officer: {id: string}}>} signedIn
 * @property {(method: any, path: string, body?: object) => Promise<any>} ask
 * @property {{keep(copy: Copy): Promise<void>, forget(id: string, saved_at?: number): Promise<void>,
 *   all(): Promise<Copy[]>}} copies
 * @property {() => number} [now] milliseconds since 1970
 */

/** @param {Parts} parts */
export function keeping({ signedIn, ask, copies, now = Date.now }) {
  /** @type {Promise<void> | null} */
  let sending = null;
  let isWanted = false;
  let last = 0;

  /**
   * @param {Draft} draft
   * @returns {Promise<void>} once it is on the disk of this tablet; the node gets it right after
   * @throws {import("../store/problems.js").StorageFull}
   */
  async function saveDraft(draft) {
    const { officer } = await signedIn();
    last = Math.max(now(), last + 1); // two saves within a millisecond differ
    const copy = { id: draft.id, officer: officer.id, saved_at: last, draft: structuredClone(draft) };
    await copies.keep(copy);
    void send().catch(() => {}); // what did not arrive is sent with the next save
  }

  /** @returns {Promise<void>} once the node has everything that this officer wrote here */
  function send() {
    isWanted = true; // a sending that has looked already must look once more
    sending ??= sendAll();
    return sending;
  }

  async function sendAll() {
    try {
      while (isWanted) {
        isWanted = false;
        for (const { id, saved_at, draft } of await own()) {
          await ask("PUT", `drafts/${id}`, draft);
          await copies.forget(id, saved_at);
        }
      }
    } finally {
      sending = null; // with no wait after the last look: what is written next begins anew
    }
  }

  async function own() {
    const { officer } = await signedIn();
    return (await copies.all()).filter((copy) => copy.officer === officer.id);
  }

  /** @returns {Promise<Listed[]>} newest first */
  async function listDrafts() {
    const [{ drafts }, waiting] = await Promise.all([ask("GET", "drafts"), own()]);
    const here = new Map(waiting.map((copy) => [copy.id, listed(copy)]));
    const there = /** @type {Listed[]} */ (drafts).filter(({ id }) => !here.has(id));
    return [...here.values(), ...there].sort((a, b) => b.saved_at - a.saved_at);
  }

  /**
   * @param {string} id
   * @returns {Promise<any>} the draft; null where there is none, or it was registered
   */
  async function loadDraft(id) {
    const here = (await own()).find((copy) => copy.id === id);
    if (here) return here.draft;
    try {
      return (await ask("GET", `drafts/${id}`)).draft;
    } catch (error) {
      if (/** @type {any} */ (error).code === "not_found") return null;
      throw error;
    }
  }

  /** @param {string} id */
  async function dropDraft(id) {
    await ask("DELETE", `drafts/${id}`);
    await copies.forget(id);
    await sending?.catch(() => {}); // one that was on its way would bring it back
    await ask("DELETE", `drafts/${id}`);
  }

  return { saveDraft, listDrafts, loadDraft, dropDraft, send, own };
}

/** @param {Copy} copy @returns {Listed} */
function listed({ id, saved_at, draft }) {
  const people = draft.people ?? [];
  return { id, saved_at, title: people[0]?.name ?? "", people: people.length };
}
