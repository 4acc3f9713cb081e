/** What stays around every screen: the bar, the notices, the way home, the undo bar. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { go, onPlace, place } from "../router.js";
import { current, officerNow, onSession, postNow } from "../session.js";
import { t } from "../words.js";
import { Banners } from "./banners.js";
import { forms, onForms } from "./forms.js";
import { shown } from "./guard.js";
import { Icon } from "./icons.js";
import { lockNow } from "./lock.js";
import { Screen } from "./screen.js";
import { StateBar } from "./statebar.js";
import { UndoBar } from "./undo.js";
import { useLanguage } from "./watching.js";

export function Frame() {
  const language = useLanguage();
  const [wanted, setWanted] = useState(place());
  const [who, setWho] = useState(facts());
  useEffect(() => {
    const stops = [onPlace(setWanted), onSession(() => setWho(facts()))];
    return () => stops.forEach((stop) => stop());
  }, []);
  const now = shown(wanted, who);
  const { elsewhere, turn } = useElsewhere();
  return html`<a class="skip" href="#content" onClick=${skip}>${t("skip")}</a>
    <${Bar} unlocked=${who.unlocked} />
    <${Banners} key=${`banners ${language}`} />
    <main id="content" tabindex="-1" inert=${elsewhere}><${Screen} key=${`${language} ${turn}`} place=${now} /></main>
    <${UndoBar} />`;
}

/** @param {{unlocked: boolean}} props */
function Bar({ unlocked }) {
  const [home, lock] = [t("bar.home"), t("bar.lock")];
  return html`<header class="bar">
    <button type="button" class="sign-button" aria-label=${home} title=${home} onClick=${() => go("home")}><${Icon} name="home" /></button>
    <${StateBar} />
    ${unlocked && html`<button type="button" class="sign-button" aria-label=${lock} title=${lock} onClick=${lockNow}><${Icon} name="lock" /></button>`}
  </header>`;
}

/**
 * A household that another tab holds is not written here. Once that tab lets go, `turn` rises and
 * the screen is shown anew: it reads what was written there.
 */
function useElsewhere() {
  const [state, setState] = useState({ elsewhere: false, turn: 0 });
  useEffect(
    () =>
      onForms(() => {
        const elsewhere = forms().other_tab;
        if (elsewhere) scrollTo(0, 0); // the notice stands at the top
        setState((before) => {
          if (before.elsewhere === elsewhere) return before;
          return { elsewhere, turn: before.turn + (elsewhere ? 0 : 1) };
        });
      }),
    [],
  );
  return state;
}

function facts() {
  return { enrolled: postNow() !== null, unlocked: officerNow() !== null, ready: current() !== null };
}

/** The address after # names the screen, so the link may not change it. @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
