// What Enketo's server does once for each form, done here before anything is measured.
import { transform } from "enketo-transformer/web";

window.transformed = (xform) => transform({ xform, theme: "formhub" });
