/** Where they come from: what is typed is kept as it is said; known places are only offered. */

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { useAsked } from "../../shell/watching.js";
import { recall } from "../../store/working.js";
import { recentPlaces } from "./carry.js";
import { count, t } from "../../words.js";
import { folded } from "./lists.js";

/** @typedef {import("./lists.js").Place} Place */
/** @typedef {{code: string, said: string, country: string, recent: boolean, region: string}} Offer */

const MOST_OFFERED = 8;

/**
 * Recent places first, then those whose name begins with what was typed, then those that hold it.
 * @param {Place[]} places
 * @param {import("./carry.js").RecentPlace[]} recent
 * @param {string} typed
 * @param {string} country empty for any
 * @returns {Offer[]} at most eight
 */
export function offersFor(places, recent, typed, country) {
  const wanted = folded(typed);
  const lately = recent
    .filter(({ said }) => folded(said).includes(wanted))
    .map((one) => ({ ...one, recent: true, region: "" }));
  if (wanted.length < 2) return lately.slice(0, MOST_OFFERED);
  const said = new Set(lately.map((one) => one.code).filter(Boolean));
  const known = places
    .filter((place) => place.folded.includes(wanted) && !said.has(place.code))
    .map((place) => ({ place, rank: rankOf(place, wanted, country) }))
    .sort((a, b) => a.rank - b.rank || a.place.name.length - b.place.name.length)
    .map(({ place }) => ({
      code: place.code, said: place.name, country: place.country, recent: false, region: place.region,
    }));
  return [...lately, ...known].slice(0, MOST_OFFERED);
}

/**
 * @param {Place} place
 * @param {string} wanted
 * @param {string} country
 */
const rankOf = (place, wanted, country) =>
  (place.folded.startsWith(wanted) ? 0 : 2) + (country && place.country !== country ? 1 : 0);

/**
 * @param {{said: string, country: string, places: Place[], onChange:
 *   (said: string, offer?: Offer) => void}} props
 */
export function PlaceField({ said, country, places, onChange }) {
  const recent = useAsked(async () => recentPlaces(await recall())) ?? [];
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const offers = isOpen ? offersFor(places, recent, said, country) : [];
  const take = (/** @type {Offer} */ offer) => {
    onChange(offer.said, offer);
    setOpen(false);
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    if (step && offers.length) {
      event.preventDefault();
      setAt((at + step + offers.length) % offers.length);
    } else if (event.key === "Enter" && offers[at]) {
      event.preventDefault();
      event.stopPropagation();
      take(offers[at]);
    } else if (event.key === "Escape" && offers.length) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  const onInput = (/** @type {any} */ event) => {
    setAt(-1);
    setOpen(true);
    onChange(event.target.value);
  };
  return html`<div class="field places">
    <label for="origin">${t("band.origin")}</label>
    <input id="origin" dir="auto" autocomplete="off" role="combobox" aria-autocomplete="list" aria-describedby="origin-help"
      maxlength="120" aria-expanded=${offers.length > 0} aria-controls="origin-offers"
      aria-activedescendant=${offers[at] ? `origin-${at}` : null}
      value=${said} onInput=${onInput} onKeyDown=${onKey} onFocus=${() => setOpen(true)} onBlur=${() => setOpen(false)} />
    <ul id="origin-offers" role="listbox" aria-label=${t("band.origin")} hidden=${!offers.length}>
      ${offers.map(
        (offer, place) => html`<li id=${`origin-${place}`} role="option" aria-selected=${place === at}
          onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => take(offer)}>
          <b dir="auto">${offer.said}</b> <span>${[offer.region, offer.country, offer.recent && t("band.recent")].filter(Boolean).join(" · ")}</span></li>`,
      )}
    </ul>
    <span class="out-of-sight" role="status">${isOpen && offers.length > 0 ? count("band.places", offers.length) : ""}</span>
    <p class="help" id="origin-help">${t("band.origin_help")}</p>
  </div>`;
}
