/**
 * Keeps every file of one version of the desk, and answers from them with or without a network.
 *
 * It never touches what the device says to its node (/desk/v1/, /sync/) nor what it holds
 * (IndexedDB). A new version waits until the desk tells it to take over: never inside a form.
 */

// The node writes both lines when it serves this file.
const VERSION = "";
/** @type {string[]} */
const FILES = [];

const PREFIX = "akwaba-desk-";
const OURS = PREFIX + VERSION;
/** This version and the one before: another tab may still show a form of the old one. */
const KEPT = 2;

/**
 * @typedef {Event & {waitUntil(work: Promise<unknown>): void}} Lasting
 * @typedef {Lasting & {request: Request, respondWith(answer: Promise<Response>): void}} Fetch
 * @typedef {{skipWaiting(): Promise<void>, clients: {claim(): Promise<void>},
 *   addEventListener(name: string, listen: (event: any) => void): void}} Scope
 */
const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (/** @type {Lasting} */ event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (/** @type {Lasting} */ event) => event.waitUntil(takeOver()));
worker.addEventListener("message", (/** @type {MessageEvent} */ event) => {
  if (event.data === "SKIP_WAITING") worker.skipWaiting();
});
worker.addEventListener("fetch", (/** @type {Fetch} */ event) => {
  const wanted = addressFor(event.request);
  if (wanted) event.respondWith(answer(wanted, event.request));
});

/** All or nothing: where one file fails, this version is not installed and will be tried again. */
async function keepAll() {
  const cache = await caches.open(OURS);
  const missing = [];
  for (const file of FILES) if (!(await cache.match(file, LOOSELY))) missing.push(file);
  await cache.addAll(missing);
}

async function takeOver() {
  await worker.clients.claim();
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OURS);
  const older = names.slice(0, Math.max(0, names.length - (KEPT - 1)));
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The node says that its answers vary by cookie; under a versioned address they never do. */
const LOOSELY = { ignoreVary: true };

/**
 * @param {Request} request
 * @returns {string | null} what to look for among the kept files; null leaves it to the network
 */
function addressFor(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return null;
  if (request.mode === "navigate") return pathname === "/desk/" ? FILES[0] : null;
  return pathname.startsWith("/desk/app/") ? pathname : null;
}

/**
 * @param {string} wanted
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answer(wanted, request) {
  return (await caches.match(wanted, LOOSELY)) ?? fetch(request);
}
