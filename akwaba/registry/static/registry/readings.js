/** How each age is understood and what each person probably is to the first, as it is typed. */

const PAUSE = 200; // milliseconds after the last change

/** Ask the node about all lines; no name is sent. */
async function ask(form, sheet, lines) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("lines", JSON.stringify(lines.map((line) => [sexOf(line), ageOf(line).value])));
  const answer = await fetch(sheet.dataset.reading, { method: "POST", body });
  if (!answer.ok) throw new Error(`The node answered ${answer.status}.`);
  return (await answer.json()).lines;
}

const sexOf = (line) => line.querySelector("[type=radio]:checked")?.value ?? "";
const ageOf = (line) => line.querySelector("[data-step=age]");

/** Write beside a line what was understood. */
function show(sheet, line, read) {
  const said = line.querySelector(".understood");
  ageOf(line).toggleAttribute("aria-invalid", Boolean(read.wrong));
  said.replaceChildren(read.wrong ? wrong(read.wrong) : read.understood);
  const link = line.querySelector("[data-link]");
  // Whoever speaks for the household has no relationship; to people who join one that is known
  // already, this page does not know who speaks.
  if (!link || !sheet.dataset.suggested) return;
  link.options[0].textContent = read.suggested
    ? `${read.suggested} (${sheet.dataset.suggested})`
    : "—";
  link.classList.toggle("suggested", Boolean(read.suggested) && !link.value);
}

function wrong(sentence) {
  const element = document.createElement("span");
  element.className = "error";
  element.textContent = sentence;
  return element;
}

/** Keep what is written beside the lines true; show the question on children if there are any. */
export function watchReadings(form, sheet, linesOf) {
  const question = form.querySelector("[data-children]");
  let waiting;
  let asked = 0;
  const read = async () => {
    const lines = linesOf();
    const mine = (asked += 1);
    try {
      const found = await ask(form, sheet, lines);
      if (mine !== asked) return; // a later question was asked meanwhile
      lines.forEach((line, place) => show(sheet, line, found[place]));
      if (question) question.hidden = !found.some((one) => one.is_child);
    } catch {
      // No answer: the form is read when it is saved, as it is without this file.
      if (question) question.hidden = false;
    }
  };
  const soon = (event) => {
    if (!event.target.matches("[data-step], [type=radio], [data-link]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(read, PAUSE);
  };
  sheet.addEventListener("input", soon);
  sheet.addEventListener("change", soon);
  read();
}
