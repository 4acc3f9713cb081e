// Likenesses household by household: what the clerk's answers mean, and what is written of them.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  familyAnswer, groupsOf, isFamily, judgementsOf, sameHousehold, withAnswer, withFamilyAnswer,
} from "../../akwaba/desk/app/facts/alike.js";

const MOTHER = "00000000-0000-7000-8000-00000000000a";
const CHILD = "00000000-0000-7000-8000-00000000000b";
const AWA = "00000000-0000-7000-8000-000000000001";
const ALI = "ffffffff-0000-7000-8000-000000000002";

const found = (person, other, household = "h1", probability = 0.97) => ({
  key: `${person ?? ""} ${other}`, person, other, household, probability,
});
const looked = (...found) => ({ asked: "", found, by: "node", answers: {} });
const ROWS = [{ id: MOTHER }, { id: CHILD }];
const FAMILY = looked(found(MOTHER, AWA), found(CHILD, ALI));
const [GROUP] = groupsOf(FAMILY.found);

test("people of one household stand together, in the order in which they were found", () => {
  const groups = groupsOf([
    found(MOTHER, AWA), found(MOTHER, "x", "h2"), found(CHILD, ALI), found(CHILD, "y", null),
  ]);
  assert.deepEqual(groups.map((group) => [group.household, group.found.length]), [
    ["h1", 2], ["h2", 1], [null, 1],
  ]);
  assert.deepEqual(groups.map(isFamily), [true, false, false]);
});

test("two who look like one person of the draft are no family", () => {
  const [group] = groupsOf([found(MOTHER, AWA), found(MOTHER, ALI)]);
  assert.equal(isFamily(group), false);
});

test("one answer stands for the family until somebody of it is answered otherwise", () => {
  const said = withFamilyAnswer(FAMILY, GROUP, "other");
  assert.equal(familyAnswer(GROUP, said.answers), "other");
  assert.equal(said.answers[FAMILY.found[1].key], "other");
  const changed = withAnswer(said, FAMILY.found[1].key, "review");
  assert.equal(familyAnswer(GROUP, changed.answers), "");
});

test("the same family is written once", () => {
  assert.equal(sameHousehold(withFamilyAnswer(FAMILY, GROUP, "same"), ROWS)?.household, "h1");
});

test("a family each of whom is there already is written once", () => {
  const one = withAnswer(FAMILY, FAMILY.found[0].key, "same");
  assert.equal(sameHousehold(one, ROWS), null);
  assert.equal(sameHousehold(withAnswer(one, FAMILY.found[1].key, "same"), ROWS)?.household, "h1");
});

test("one person who came with another family is registered with it", () => {
  const alone = withAnswer(looked(found(CHILD, ALI)), `${CHILD} ${ALI}`, "same");
  assert.equal(sameHousehold(alone, ROWS), null);
  assert.equal(sameHousehold(alone, [{ id: CHILD }])?.household, "h1");
});

test("a household that resembles as a whole is written once", () => {
  const whole = withAnswer(looked(found(null, AWA)), ` ${AWA}`, "same");
  assert.equal(sameHousehold(whole, ROWS)?.household, "h1");
});

test("each pair that was answered is a row, the smaller id first", async () => {
  const one = withAnswer(FAMILY, FAMILY.found[0].key, "other");
  const says = await judgementsOf(withAnswer(one, FAMILY.found[1].key, "review"), ROWS);
  assert.deepEqual(says.map(({ about, values }) => [about, values]), [
    [AWA, { pair: { one: AWA, other: MOTHER }, verdict: "different", level: "clerk", said: 970 }],
    [CHILD, { pair: { one: CHILD, other: ALI }, verdict: "later", level: "clerk", said: 970 }],
  ]);
  assert.equal(new Set(says.map(({ id }) => id)).size, 2);
});

test("nothing is said of whom nobody answered for, who left the draft, or of a whole household", async () => {
  assert.deepEqual(await judgementsOf(FAMILY, ROWS), []);
  const gone = withAnswer(FAMILY, FAMILY.found[1].key, "other");
  assert.deepEqual(await judgementsOf(gone, [{ id: MOTHER }]), []);
  const whole = withAnswer(looked(found(null, AWA)), ` ${AWA}`, "review");
  assert.deepEqual(await judgementsOf(whole, ROWS), []);
});

test("what an older app kept of a likeness says nothing of a pair", async () => {
  const older = looked({ key: `${MOTHER} ${AWA}`, person: MOTHER, household: "h1" });
  assert.deepEqual(await judgementsOf(withAnswer(older, older.found[0].key, "same"), ROWS), []);
});
