/**
 * The lists by which attestations are checked: fetched when the node answers, kept for when it does
 * not. They hold keys and one bit a paper, nothing about anybody.
 */

import { readIssuers } from "../facts/claim169.js";

const ADDRESS = "/verifier/lists";
const KEPT = "akwaba-lists";
/** Milliseconds until a slow network counts as none. */
const PATIENCE = 4000;

/** @typedef {import("../facts/claim169.js").Issuer} Issuer */

/**
 * @returns {Promise<{issuers: Issuer[], made_at: number | null}>} `made_at` is when the oldest of
 *   the lists was made, in milliseconds since 1970; null where this device has none yet
 */
export async function loadLists() {
  const before = await kept(); // read first: the fresh list takes its place
  const issuers = await newest(before, await fetched());
  const made = issuers.map(({ listed_at }) => listed_at * 1000);
  return { issuers, made_at: made.length ? Math.min(...made) : null };
}

/**
 * A list that was put back in time cannot un-revoke a paper: of two of one post the later counts,
 * and of two of one second the one that came last.
 * @param {...any} published
 * @returns {Promise<Issuer[]>}
 */
async function newest(...published) {
  /** @type {Map<string, Issuer>} */
  const found = new Map();
  for (const each of published.filter(Boolean)) {
    for (const issuer of await readIssuers(each)) {
      if ((found.get(issuer.id)?.listed_at ?? -1) <= issuer.listed_at) found.set(issuer.id, issuer);
    }
  }
  return [...found.values()];
}

async function fetched() {
  const ended = new AbortController();
  const clock = setTimeout(() => ended.abort(), PATIENCE);
  try {
    const reply = await fetch(ADDRESS, { signal: ended.signal, cache: "no-store", credentials: "omit" });
    const published = reply.ok ? await reply.clone().json() : null;
    if (published && "caches" in globalThis) await (await caches.open(KEPT)).put(ADDRESS, reply);
    return published;
  } catch {
    return null; // no network, or no Akwaba at the other end: what is kept counts
  } finally {
    clearTimeout(clock);
  }
}

async function kept() {
  if (!("caches" in globalThis)) return null;
  return (await caches.match(ADDRESS, { ignoreVary: true }))?.json().catch(() => null) ?? null;
}
