/** The start of the desk in connected mode: plain HTTP, everything at the node, no PIN. */

import { html, render } from "htm/preact";
import { followHistory } from "../router.js";
import { atPost, begin, startDay } from "../session.js";
import { explain } from "../shell/explain.js";
import { Frame } from "../shell/frame.js";
import { applyLook } from "../shell/look.js";
import { today } from "../shell/today.js";
import { get } from "../store/settings.js";
import { loadWords, onLanguage, setLanguage, t } from "../words.js";
import { Banner } from "./banner.js";
import { settled } from "./drafts.js";
import { lockWhenUntouched } from "./lock.js";
import { SIGN_IN, signedIn } from "./node.js";
import { watch } from "./status.js";

async function start() {
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  onLanguage(applyLook);
  try {
    await enter();
  } catch (error) {
    if (/** @type {any} */ (error).code === "signed_out") return location.assign(SIGN_IN);
    return render(html`<main><p class="notice problem" role="alert">${explain(error)}</p></main>`, root);
  }
  followHistory();
  root.textContent = "";
  render(html`<${Banner} /><${Frame} />`, root);
  watch();
  lockWhenUntouched();
  await settled().catch(() => {}); // what an earlier page could not send
}

async function enter() {
  const [{ officer, posts, language }, day] = await Promise.all([signedIn(), get("day")]);
  await setLanguage(language);
  await loadWords("plain");
  await applyLook();
  atPost({ post: posts[0].code, post_name: posts[0].name });
  begin(officer);
  if (day && day.on === today()) startDay(day);
  document.title = t("plain.title");
}

start();
