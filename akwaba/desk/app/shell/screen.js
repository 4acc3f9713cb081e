/** The screen that the address asks for: fetched, shown, named in the title, and focused. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { SCREENS } from "../router.js";
import { loadWords, t } from "../words.js";
import { Step } from "./step.js";
import { forgetUndo } from "./undo.js";

/**
 * @typedef {{default: (props: {params: Record<string, string>}) => any, title: () => string}} Module
 * @typedef {import("../router.js").Place} Place
 */

/** The look of a part, beside that of every screen. @type {Map<string | null, string>} */
const STYLES = new Map([["registration", new URL("../registration.css", import.meta.url).href]]);

/** @param {{place: Place}} props */
export function Screen({ place }) {
  const [found, setFound] = useState(/** @type {{place: Place, module: Module} | null} */ (null));
  const [failed, setFailed] = useState(false);
  const key = place.name + JSON.stringify(place.params);
  useEffect(() => {
    let here = true;
    forgetUndo();
    setFailed(false);
    load(place.name).then(
      (module) => here && setFound({ place, module }),
      () => here && setFailed(true),
    );
    return () => void (here = false);
  }, [key]);
  if (failed) return html`<${Missing} />`;
  if (!found) return null;
  return html`<${Shown} key=${found.place.name + JSON.stringify(found.place.params)} ...${found} />`;
}

/** @param {{place: Place, module: Module}} props */
function Shown({ place, module }) {
  useEffect(() => {
    document.title = `${module.title()} – Akwaba`;
  }, []);
  const View = module.default;
  return html`<${Step} class=${`screen ${place.name}`}><${View} params=${place.params} /></${Step}>`;
}

/** Only where the app is not kept on the device yet, or the node serves another version. */
function Missing() {
  return html`<div class="screen"><h1>${t("missing.title")}</h1><p>${t("missing.text")}</p>
    <p class="actions"><button type="button" class="primary" onClick=${() => location.reload()}>${t("missing.again")}</button></p></div>`;
}

/**
 * @param {string} name
 * @returns {Promise<Module>}
 */
async function load(name) {
  const part = SCREENS[name];
  const style = STYLES.get(part);
  const [module] = await Promise.all([
    import(`../screens/${name}.js`),
    part && loadWords(part),
    style && loadStyle(style),
  ]);
  return module;
}

/**
 * Once; a screen is not shown before it looks as it should.
 * @param {string} href
 */
function loadStyle(href) {
  if (document.head.querySelector(`link[href="${href}"]`)) return undefined;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((resolve) => (link.onload = link.onerror = resolve));
}
