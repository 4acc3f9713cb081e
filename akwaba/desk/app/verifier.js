/**
 * The verifier: one word about a paper. It shows nothing of what the code says of its holder, and
 * sends nothing anywhere.
 */

import { checkAttestation } from "./facts/claim169.js";
import { loadLists } from "./scan/lists.js";
import { CameraRefused, fromImage, hasCamera, open } from "./scan/scan.js";
import { LANGUAGES, direction, language, loadWords, say, sayTime, setLanguage, t } from "./words.js";

/** @typedef {import("./facts/claim169.js").Answer} Answer */
/** @typedef {Awaited<ReturnType<typeof loadLists>>} Lists */

/** Beyond this the lists may lack a paper that was revoked since: the page asks to go online. */
const OLD = 7 * 24 * 60 * 60 * 1000;
/** A shape for each answer, beside its colour and its word. */
const SHAPES = { valid: "✓", expired: "◷", revoked: "✗", altered: "⚠", unread: "?", unknown: "?", clock: "?" };

const box = /** @type {HTMLElement} */ (document.getElementById("verifier"));
/** @type {Lists} */
let lists = { issuers: [], made_at: null };
/** @type {AbortController | null} */
let camera = null;

await begin();

async function begin() {
  await loadWords("papers");
  const wanted = navigator.languages.map((code) => code.slice(0, 2)).find((code) => code in LANGUAGES);
  await setLanguage(wanted ?? "fr");
  show();
  addEventListener("pagehide", stop);
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker.register("/verifier/sw.js", { scope: "/verifier/" }).catch(() => undefined);
  }
}

async function show() {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  document.title = `${t("verify.title")} – Akwaba`;
  box.replaceChildren(
    node("header", {}, languages()),
    node("main", {}, [
      node("h1", {}, [t("verify.title")]),
      node("p", { className: "lead" }, [t("verify.lead")]),
      node("p", { id: "answer", role: "status", className: "answer", hidden: true }),
      node("video", { id: "picture", hidden: true }),
      node("p", { className: "actions" }, [...scanButton(), photoButton()]),
      node("p", { id: "trouble", role: "alert" }),
      node("p", { id: "lists", className: "lists" }),
    ]),
  );
  if (!globalThis.crypto?.subtle) return trouble("verify.insecure");
  lists = await loadLists();
  showAge();
}

function languages() {
  return Object.entries(LANGUAGES).map(([code, { name }]) =>
    button(name, () => setLanguage(code).then(show), { lang: code, ariaPressed: String(code === language()) }),
  );
}

function scanButton() {
  return hasCamera() ? [button(t("verify.scan"), scan, { id: "scan", className: "primary" })] : [];
}

function photoButton() {
  const file = node("input", { type: "file", accept: "image/*", className: "out-of-sight", id: "photo" });
  file.addEventListener("change", () => photo(/** @type {HTMLInputElement} */ (file)));
  return node("label", { className: "button", htmlFor: "photo" }, [t("verify.photo"), file]);
}

async function scan() {
  stop();
  const video = /** @type {HTMLVideoElement} */ (document.getElementById("picture"));
  answer(null);
  video.hidden = false;
  const turn = (camera = new AbortController());
  try {
    for await (const text of open(video, { signal: turn.signal })) {
      await judge([text]);
      break;
    }
  } catch (error) {
    trouble(error instanceof CameraRefused ? "verify.no_camera" : "verify.failed");
  } finally {
    video.hidden = true;
  }
}

function stop() {
  camera?.abort();
  camera = null;
}

/** @param {HTMLInputElement} input */
async function photo(input) {
  const [file] = input.files ?? [];
  input.value = "";
  if (!file) return;
  stop();
  answer(null);
  try {
    await judge(await fromImage(file));
  } catch {
    trouble("verify.no_picture");
  }
}

/** @param {string[]} texts that were read; none where no code was found */
async function judge(texts) {
  if (!texts.length) return trouble("verify.no_code");
  lists = await loadLists();
  showAge();
  if (!lists.issuers.length) return trouble("verify.no_lists");
  const found = await Promise.all(texts.map((text) => checkAttestation(text, lists.issuers, Date.now())));
  answer(found.find((one) => one !== "unread") ?? "unread");
}

/** @param {Answer | null} found null while nothing is known */
function answer(found) {
  const place = /** @type {HTMLElement} */ (document.getElementById("answer"));
  trouble(null);
  place.hidden = !found;
  place.className = `answer ${found ?? ""}`;
  place.replaceChildren();
  if (!found) return;
  place.append(
    node("span", { className: "shape", ariaHidden: "true" }, [SHAPES[found]]),
    node("b", {}, [t(`verify.${found}`)]),
    node("span", {}, [t(`verify.${found}_text`)]),
  );
  place.scrollIntoView({ block: "nearest" });
}

/** @param {string | null} key */
function trouble(key) {
  const place = document.getElementById("trouble");
  if (place) place.textContent = key ? t(key) : "";
}

function showAge() {
  const place = document.getElementById("lists");
  if (!place) return;
  const { made_at } = lists;
  if (made_at === null) return void (place.textContent = t("verify.no_lists"));
  const old = Date.now() - made_at > OLD;
  place.textContent = t(old ? "verify.old_lists" : "verify.lists", { day: say(made_at), time: sayTime(made_at) });
  place.classList.toggle("old", old);
}

/**
 * @param {string} words
 * @param {() => void} act
 * @param {Record<string, any>} [more]
 */
function button(words, act, more = {}) {
  const made = node("button", { type: "button", ...more }, [words]);
  made.addEventListener("click", act);
  return made;
}

/**
 * @param {string} name
 * @param {Record<string, any>} facts
 * @param {(Node | string)[]} [content]
 */
function node(name, facts, content = []) {
  const made = Object.assign(document.createElement(name), facts);
  made.append(...content);
  return made;
}
