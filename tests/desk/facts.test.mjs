// What the desk knows of families by itself: who is a child, who is there already.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parseBirth } from "../../akwaba/desk/app/facts/ages_said.js";
import { alreadyHere, mayOverlap } from "../../akwaba/desk/app/facts/already.js";
import { printedDay, readArrival } from "../../akwaba/desk/app/facts/arrivals.js";
import { needsOfChildren, unanswered, withoutParent } from "../../akwaba/desk/app/facts/children.js";
import { dayFromIso } from "../../akwaba/desk/app/facts/days.js";
import { isBlank, peopleIn } from "../../akwaba/desk/app/facts/family.js";
import { printedNumber } from "../../akwaba/desk/app/facts/tokens.js";

const ON = dayFromIso("2026-11-22");

const person = (id, name, sex, age, token = "") => ({
  id, name, sex, token, birth: parseBirth(age, ON),
});
const family = (id, ...people) => ({
  id, number: "000100000137", registered_on: "2026-11-22", post: "pogo", token: "", people,
});
const household = (...rows) => ({ id: "new", token: "", rows });

const TRAORE = family(
  "traore",
  person("a", "Aminata Traoré", "F", "34"),
  person("b", "Bakary Traoré", "M", "12"),
  person("c", "Fanta Traoré", "F", "8"),
);

test("a name spelt otherwise is known again, with its reasons", () => {
  const [found] = alreadyHere(household(person("x", "TRAORE aminata", "F", "~33")), [TRAORE]);
  assert.equal(found.person, "x");
  assert.equal(found.found.id, "a");
  assert.deepEqual(found.reasons, ["same_name", "same_sex", "same_age"]);
});

test("another sex or another age is another person", () => {
  assert.deepEqual(alreadyHere(household(person("x", "Aminata Traoré", "M", "34")), [TRAORE]), []);
  assert.deepEqual(alreadyHere(household(person("x", "Aminata Traoré", "F", "60")), [TRAORE]), []);
});

test("half a name alone warns of nobody", () => {
  const halves = [person("x", "Awa Traoré", "F", "34"), person("y", "Traoré", "F", "34")];
  assert.deepEqual(alreadyHere(household(...halves), [TRAORE]), []);
});

test("a name with a word more is known again where sex and age agree", () => {
  const longer = person("x", "Aminata Mariam Traoré", "F", "34");
  assert.deepEqual(alreadyHere(household(longer), [TRAORE])[0].reasons, [
    "close_name", "same_sex", "same_age",
  ]);
  assert.deepEqual(alreadyHere(household({ ...longer, sex: "" }), [TRAORE]), []);
});

test("the same token is the same person, whatever the name", () => {
  const known = family("k", person("a", "Awa", "F", "20", "K7QM3XP9"));
  const found = alreadyHere(household(person("x", "Oumou", "F", "50", "K7QM3XP9")), [known]);
  assert.deepEqual(found[0].reasons, ["same_token"]);
});

test("a family of the same shape is shown even under other names", () => {
  const others = [
    person("x", "Oumou Keïta", "F", "34"), person("y", "Sékou Keïta", "M", "12"),
    person("z", "Nana Keïta", "F", "8"),
  ];
  const [found] = alreadyHere(household(...others), [TRAORE]);
  assert.equal(found.person, null);
  assert.deepEqual(found.reasons, ["same_family"]);
  assert.deepEqual(alreadyHere(household(...others.slice(1)), [TRAORE]), []);
});

test("a household is never compared with itself", () => {
  const again = { id: "traore", token: "", rows: TRAORE.people };
  assert.deepEqual(alreadyHere(again, [TRAORE]), []);
});

test("an unknown birth could be any other", () => {
  assert.ok(mayOverlap(parseBirth("?", ON), parseBirth("34", ON)));
  assert.ok(!mayOverlap(parseBirth("12", ON), parseBirth("34", ON)));
});

test("one child without a parent needs no second question", () => {
  const rows = [person("a", "Awa", "F", "34"), person("b", "Ali", "M", "9")];
  assert.deepEqual(withoutParent(rows, { with_parent: "no", alone: [] }, ON), ["b"]);
  assert.equal(needsOfChildren(rows, { with_parent: "no", alone: [] }, ON).get("b"), "SC");
});

test("a child who came with nobody grown up is unaccompanied", () => {
  const rows = [person("b", "Ali", "M", "9")];
  assert.equal(needsOfChildren(rows, { with_parent: "no", alone: [] }, ON).get("b"), "SC-UC");
});

test("the question on children is asked while it is not answered, and only of families with some", () => {
  const adults = [person("a", "Awa", "F", "34")];
  const two = [person("b", "Ali", "M", "9"), person("c", "Ada", "F", "3")];
  assert.equal(unanswered(adults, { with_parent: "", alone: [] }, ON), "");
  assert.equal(unanswered(two, { with_parent: "", alone: [] }, ON), "with_parent");
  assert.equal(unanswered(two, { with_parent: "no", alone: [] }, ON), "alone");
  assert.equal(unanswered(two, { with_parent: "no", alone: ["c"] }, ON), "");
  assert.equal(unanswered(two, { with_parent: "unknown", alone: [] }, ON), "");
});

test("a line on which only spaces were typed is blank, and is nobody", () => {
  const blank = {
    id: "a", name: "  ", sex: "", age: "", relationship: "", suggested: true, needs: [], token: "",
  };
  assert.ok(isBlank(blank));
  const people = [{ ...blank, name: "Awa" }, blank];
  assert.equal(peopleIn({ kind: "roster", people, counts: {}, size: 0 }), 1);
  assert.equal(peopleIn({ kind: "influx", people, counts: { "F 0-4": 2, "M 0-4": 1 }, size: 9 }), 9);
});

test("a registration number is printed by fours", () => {
  assert.equal(printedNumber("042100013762"), "0421 0001 3762");
  assert.equal(printedNumber(""), "");
});

test("a day of arrival is read as it is said, day first, and never a year ahead", () => {
  const on = dayFromIso("2026-11-22");
  for (const [said, day] of [
    ["22/11/2026", "2026-11-22"], ["22/11", "2026-11-22"], ["1.3.26", "2026-03-01"],
    ["2026-11-05", "2026-11-05"], ["24/12", "2025-12-24"], ["23/11", "2026-11-23"],
    ["hier", "2026-11-21"], ["Aujourd’hui", "2026-11-22"], ["AUJOURD'HUI", "2026-11-22"],
    ["yesterday", "2026-11-21"], ["أمس", "2026-11-21"], ["٢٢/١١", "2026-11-22"], [" ", ""],
  ]) {
    assert.equal(readArrival(said, on), day, said);
  }
  for (const said of ["30/02/2026", "31/4", "0/1", "29/2/2025", "1/13"]) {
    assert.deepEqual(readArrival(said, on), { reason: "impossible_date" }, said);
  }
  for (const said of ["lundi", "22", "22/11/2", "11-2026"]) {
    assert.deepEqual(readArrival(said, on), { reason: "not_understood" }, said);
  }
});

test("a day is printed as it is written here, and what is no day as it was typed", () => {
  assert.equal(printedDay("2026-03-01"), "01/03/2026");
  assert.equal(printedDay("30/02"), "30/02");
});
