// The rules of the desk's storage that need no browser: PINs, numbers, names of failures.

import assert from "node:assert/strict";
import { test } from "node:test";

import { adding, numbersLeft, registrationNumber, taking } from "../../akwaba/desk/app/ledger/numbers.js";
import { MOST_TRIES, stillWaiting, waitSeconds } from "../../akwaba/desk/app/store/pins.js";
import { StorageFull, WriteFailed, named } from "../../akwaba/desk/app/store/problems.js";

test("five wrong PINs cost nothing, and then each costs more", () => {
  const waits = Array.from({ length: MOST_TRIES }, (_, tries) => waitSeconds(tries));
  assert.deepEqual(waits, [0, 0, 0, 0, 0, 30, 60, 120, 300, 600]);
});

test("a wait ends by itself, and a clock set back only begins it again", () => {
  assert.equal(stillWaiting({ tries: 5, last_try_at: 1000 }, 1000), 30);
  assert.equal(stillWaiting({ tries: 5, last_try_at: 1000 }, 11_000), 20);
  assert.equal(stillWaiting({ tries: 5, last_try_at: 1000 }, 31_000), 0);
  assert.equal(stillWaiting({ tries: 4, last_try_at: 1000 }, 1000), 0);
  assert.equal(stillWaiting({ tries: 6, last_try_at: 9e12 }, 1000), 60);
});

const RANGES = adding([], [
  { block: 421, first: 137, last: 138 },
  { block: 422, first: 0, last: 0 },
]);

test("numbers come from one range after the other, each once", () => {
  const { taken, left } = taking(RANGES, 2);
  assert.deepEqual(taken, [registrationNumber(421, 137), registrationNumber(421, 138)]);
  assert.equal(numbersLeft(left), 1);
  assert.deepEqual(taking(left, 1).taken, [registrationNumber(422, 0)]);
});

test("a number is left blank once the ranges are used up", () => {
  const { taken, left } = taking(RANGES, 5);
  assert.deepEqual(taken.slice(3), ["", ""]);
  assert.deepEqual(taking(left, 1).taken, [""]);
});

test("a range that the node names again is not begun again", () => {
  const { left } = taking(RANGES, 2);
  assert.deepEqual(adding(left, [{ block: 421, first: 137, last: 138 }]), left);
});

test("a full disk has a name of its own", () => {
  assert.ok(named(new DOMException("", "QuotaExceededError")) instanceof StorageFull);
  assert.ok(named(new DOMException("", "UnknownError")) instanceof WriteFailed);
  const ours = new Error("ours");
  assert.equal(named(ours), ours);
});
