// The form as ODK Web Forms shows it, in a bare page that hosts its component.
import { createApp, h } from "vue";
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";

const xml = await (await fetch("household.xml")).text();
createApp({
  render: () =>
    h(OdkWebForm, { formXml: xml, fetchFormAttachment: () => Promise.reject(new Error("none")), missingResourceBehavior: "BLANK" }),
})
  .use(webFormsPlugin)
  .mount("#place");
