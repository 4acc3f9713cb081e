// The form as Enketo's own page shows it: the transformed form comes with the page's first request.
import { Form } from "enketo-core";
import "enketo-core/src/sass/formhub/formhub.scss";

const { form, model } = await (await fetch("form.json")).json();
document.querySelector("#place").innerHTML = `<article class="paper">${form}</article>`;
const engine = new Form(document.querySelector("form.or"), { modelStr: model }, {});
engine.init();
document.querySelector("form.or input[type=text]:not([disabled])")?.focus();
window.ready = true;
