/** Offer known places while a village is typed; what is typed is kept when none of them fits. */

const PAUSE = 150; // milliseconds after the last key
const FEWEST_LETTERS = 2;

/** Fill the list of the field with what the node suggests, and note the code of the one chosen. */
export function suggestPlaces(form, list) {
  const said = form.querySelector("[name=origin_said]");
  const code = form.querySelector("[name=origin_place]");
  const country = form.querySelector("[name=origin_country]");
  const codes = new Map();
  let waiting;

  const offer = async () => {
    const words = new URLSearchParams({ q: said.value });
    if (country.value) words.set("country", country.value);
    const answer = await fetch(`${list.dataset.suggest}?${words}`);
    if (!answer.ok) return;
    const { places } = await answer.json();
    list.replaceChildren(...places.map((place) => option(place, codes)));
  };
  said.addEventListener("input", () => {
    code.value = codes.get(said.value) ?? "";
    clearTimeout(waiting);
    if (said.value.length >= FEWEST_LETTERS && !code.value) waiting = setTimeout(offer, PAUSE);
  });
}

function option(place, codes) {
  const element = document.createElement("option");
  element.value = place.region ? `${place.name} (${place.region})` : place.name;
  element.label = [...place.kinds, place.country].join(", ");
  codes.set(element.value, place.code);
  return element;
}
