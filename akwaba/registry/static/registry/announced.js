/** Pre-registration by thumb: a plus and a minus beside each number, and their sum. */

import { suggestPlaces } from "./places.js";

const form = document.querySelector("[data-announced]");
const counts = [...form.querySelectorAll(".stepper .count")];

/** A button that changes a count by one; the field itself stays for the keyboard. */
function button(count, label, by) {
  const made = document.createElement("button");
  made.type = "button";
  made.tabIndex = -1;
  made.textContent = by > 0 ? "+" : "−";
  made.setAttribute("aria-label", `${made.textContent}1, ${label}`);
  made.addEventListener("click", () => {
    count.value = Math.max(0, Number(count.value) + by) || "";
    count.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return made;
}

function showSum() {
  const sum = form.querySelector("[data-sum]");
  const total = counts.reduce((people, count) => people + Number(count.value), 0);
  sum.hidden = total === 0;
  sum.textContent = `${sum.dataset.words} ${total}`;
}

for (const count of counts) {
  const label = form.querySelector(`label[for="${count.id}"]`).textContent;
  count.before(button(count, label, -1));
  count.after(button(count, label, 1));
}
form.addEventListener("input", showSum);
form.querySelector("[name=name]").focus();
suggestPlaces(form, form.querySelector("datalist[data-suggest]"));
showSum();
