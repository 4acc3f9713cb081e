/** What the desk says: complete in every language, counted rightly, and never a missing key. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import {
  LANGUAGES, count, direction, loadWords, say, sayDuration, setLanguage, t,
} from "../../akwaba/desk/app/words.js";

const APP = new URL("../../akwaba/desk/app/", import.meta.url);
const read = (path) => readFileSync(new URL(path, APP), "utf8");
const parts = readdirSync(new URL("words/fr/", APP)).map((name) => name.replace(".js", ""));
const OURS = ["shell", "device"];
const wordsOf = async (language, part) =>
  (await import(new URL(`words/${language}/${part}.js`, APP).href)).default;

const places = (words) =>
  [...JSON.stringify(words).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

for (const language of ["en", "ar"]) {
  for (const part of OURS) {
    test(`${language} says every sentence of ${part}, and leaves the same places open`, async () => {
      const [french, other] = [await wordsOf("fr", part), await wordsOf(language, part)];
      assert.deepEqual(Object.keys(other), Object.keys(french));
      for (const key of Object.keys(french)) {
        assert.deepEqual(new Set(places(other[key])), new Set(places(french[key])), key);
      }
    });
  }
}

test("no two parts say the same key", async () => {
  const keys = (await Promise.all(parts.map((part) => wordsOf("fr", part)))).flatMap(Object.keys);
  assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), []);
});

test("every key that the shell and its screens ask for is written", async () => {
  const screens = ["enrol", "unlock", "day", "home", "queue", "settings", "export"];
  const files = [
    "words.js",
    ...readdirSync(new URL("shell/", APP)).map((name) => `shell/${name}`),
    ...screens.map((name) => `screens/${name}.js`),
  ];
  const known = { ...(await wordsOf("fr", "shell")), ...(await wordsOf("fr", "device")) };
  const prefixes = new Set(Object.keys(known).map((key) => key.split(".")[0]));
  const asked = files.flatMap((file) =>
    [...read(file).matchAll(/"([a-z]+\.[a-z_]+)"/g)]
      .map(([, key]) => key)
      .filter((key) => prefixes.has(key.split(".")[0])),
  );
  assert.ok(asked.length > 100);
  assert.deepEqual(asked.filter((key) => !(key in known)), []);
});

test("every sentence that is written is asked for somewhere", async () => {
  const source = [...readdirSync(APP, { recursive: true })]
    .filter((name) => name.endsWith(".js") && !/^(words|vendor)\//.test(name))
    .map(read)
    .join("\n");
  const built = ["kind.", "problem.", "pin.", "queue.at_", "queue.is_", "queue.why_", "settings.size_", "home."];
  const known = { ...(await wordsOf("fr", "shell")), ...(await wordsOf("fr", "device")) };
  const unused = Object.keys(known).filter(
    (key) => !source.includes(`"${key}"`) && !built.some((prefix) => key.startsWith(prefix)),
  );
  assert.deepEqual(unused, []);
});

test("counts follow the plural of the language", async () => {
  await setLanguage("fr");
  assert.equal(count("home.people", 0), "0 personne");
  assert.equal(count("home.people", 1), "1 personne");
  assert.equal(count("home.people", 5), "5 personnes");
  await setLanguage("en");
  assert.equal(count("home.people", 0), "0 people");
  await setLanguage("ar");
  const said = [1, 2, 3, 11, 100].map((n) => count("home.people", n).replace(/[\u2068\u2069]/g, ""));
  assert.deepEqual(said, ["شخص واحد", "شخصان", "3 أشخاص", "11 شخصًا", "100 شخص"]);
});

test("dates are said by our language, not by that of the browser", async () => {
  await setLanguage("fr");
  assert.equal(say("2026-11-02"), "2 novembre 2026");
  await setLanguage("en");
  assert.equal(say("2026-11-02"), "2 November 2026");
  await setLanguage("ar");
  assert.match(say("2026-11-02"), /^2 \S+ 2026$/u);
});

test("durations are said in the largest unit that keeps its meaning", async () => {
  await setLanguage("fr");
  const said = [0, 4000, 90_000, 7_200_000, 47 * 3_600_000, 72 * 3_600_000].map(sayDuration);
  assert.deepEqual(said, ["0 s", "4 s", "1 min", "2 h", "47 h", "3 j"]);
});

test("a French line does not break before a colon or a question mark", async () => {
  await setLanguage("fr");
  assert.equal(t("unlock.title"), "Qui est au guichet\u00a0?");
  assert.match(t("enrol.text"), /«\u00a0Ajouter un appareil\u00a0»/);
});

test("Arabic is written from the right, keeps names apart, and is marked as not read over", async () => {
  await setLanguage("ar");
  assert.equal(direction(), "rtl");
  assert.match(t("day.hello", { name: "Awa" }), /\u2068Awa\u2069/);
  assert.equal(LANGUAGES.ar.read, false);
});

test("a language that lacks a part, or does not exist, leaves French", async () => {
  await setLanguage("fr");
  await setLanguage("xx");
  assert.equal(t("undo"), "Annuler");
  await setLanguage("ar");
  await loadWords("device");
  assert.notEqual(t("queue.title"), "queue.title");
  assert.equal(t("nothing.of_the_kind"), "nothing.of_the_kind");
});
