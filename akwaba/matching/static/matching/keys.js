/** One key a verdict. Without a script every button still works; with one, its letter does too. */

const KEPT = "akwaba-keys";
const choice = document.querySelector("[data-keys]");
const typed = (element) => element.matches("input:not([type=radio], [type=checkbox]), select, textarea");

choice.closest("[hidden]").hidden = false;
choice.checked = localStorage.getItem(KEPT) !== "off";
choice.addEventListener("change", () => {
  localStorage.setItem(KEPT, choice.checked ? "on" : "off");
  showKeys();
});

/** The letters are shown only while they work. */
function showKeys() {
  document.documentElement.toggleAttribute("data-without-keys", !choice.checked);
}

for (const button of document.querySelectorAll("[data-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const radio of document.querySelectorAll(`input[type=radio][value=${button.dataset.all}]`)) {
      radio.checked = true;
    }
    document.querySelector("form.family button.primary").focus();
  });
}

document.addEventListener("keydown", (event) => {
  if (!choice.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (typed(event.target)) return;
  const pressed = [...document.querySelectorAll("[data-key]")].find(
    (one) => one.dataset.key.toLowerCase() === event.key.toLowerCase(),
  );
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});
showKeys();
