/**
 * Keeps the verifier on the phone: the page, its files and nothing else. The lists by which it
 * checks are kept by the page itself, which shows how old they are.
 */

// The node writes both lines when it serves this file.
const VERSION = "";
/** @type {string[]} */
const FILES = [];

const PREFIX = "akwaba-verifier-";
const OURS = PREFIX + VERSION;
const LOOSELY = { ignoreVary: true };

/**
 * @typedef {Event & {waitUntil(work: Promise<unknown>): void}} Lasting
 * @typedef {Lasting & {request: Request, respondWith(answer: Promise<Response>): void}} Fetch
 */
const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {Lasting} */ event) => event.waitUntil(keep()));
worker.addEventListener("activate", (/** @type {Lasting} */ event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (/** @type {Fetch} */ event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" || FILES.includes(pathname)) {
    event.respondWith(answer(event.request, pathname));
  }
});

async function keep() {
  await (await caches.open(OURS)).addAll(FILES);
  await worker.skipWaiting(); // nobody is in the middle of a form here
}

async function takeOver() {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OURS);
  await Promise.all(older.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/**
 * @param {Request} request
 * @param {string} pathname
 * @returns {Promise<Response>}
 */
async function answer(request, pathname) {
  return (await caches.match(pathname, LOOSELY)) ?? fetch(request);
}
