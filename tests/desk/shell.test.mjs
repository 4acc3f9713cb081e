/** The plain rules of the shell: what is shown, how worried it looks, which PINs are refused. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, placeOf } from "../../akwaba/desk/app/router.js";
import { shown } from "../../akwaba/desk/app/shell/guard.js";
import { isFull, level } from "../../akwaba/desk/app/shell/level.js";
import { notices } from "../../akwaba/desk/app/shell/notices.js";
import { weakness } from "../../akwaba/desk/app/shell/pin.js";
import { today } from "../../akwaba/desk/app/shell/today.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 22, 12);
const at = (name) => ({ name, params: {} });
const FRESH = { enrolled: false, unlocked: false, ready: false };
const LOCKED = { enrolled: true, unlocked: false, ready: false };
const HERE = { enrolled: true, unlocked: true, ready: false };
const READY = { enrolled: true, unlocked: true, ready: true };

test("a device without a post can only be added to one, or verify a paper", () => {
  for (const name of ["home", "roster", "settings", "unlock"]) {
    assert.equal(shown(at(name), FRESH).name, "enrol");
  }
  assert.equal(shown(at("verify"), FRESH).name, "verify");
});

test("a locked desk asks who is there; what names nobody still opens", () => {
  for (const name of ["home", "roster", "papers", "settings", "day"]) {
    assert.equal(shown(at(name), LOCKED).name, "unlock");
  }
  for (const name of ["queue", "export", "verify"]) assert.equal(shown(at(name), LOCKED).name, name);
});

test("nobody registers before the crossing of the day is known", () => {
  assert.equal(shown(at("roster"), HERE).name, "day");
  assert.equal(shown(at("settings"), HERE).name, "settings");
  assert.deepEqual(shown({ name: "roster", params: { id: "7" } }, READY).params, { id: "7" });
  assert.equal(shown(at("unlock"), READY).name, "home");
});

test("an address is read back as it was written", () => {
  const place = { name: "roster", params: { id: "0198-a b&c=d" } };
  assert.deepEqual(placeOf(addressOf(place)), place);
  assert.deepEqual(placeOf("#enrol=AB12-CD34&node=https%3A%2F%2Fposte.local"), {
    name: "enrol",
    params: { enrol: "AB12-CD34", node: "https://poste.local" },
  });
});

test("an address that names no screen is home, whatever it tries", () => {
  for (const hash of ["", "#", "#nothing", "#../app", "#constructor", "#__proto__"]) {
    assert.equal(placeOf(hash).name, "home");
  }
});

test("the bar turns amber after 30 minutes and red after a day or on a full disk", () => {
  const waited = (ms) => level({ oldest_waiting: NOW - ms }, NOW);
  assert.equal(waited(30 * MINUTE - 1), "calm");
  assert.equal(waited(30 * MINUTE), "care");
  assert.equal(waited(24 * HOUR - 1), "care");
  assert.equal(waited(24 * HOUR), "bad");
  assert.equal(level({ oldest_waiting: null }, NOW), "calm");
  assert.equal(level({ space: { used: 96, quota: 100 } }, NOW), "bad");
  assert.equal(isFull({ used: 95, quota: 100 }), false);
  assert.equal(isFull(null), false);
});

const CALM = {
  clock_offset: 0, lease_until: NOW + 300 * HOUR, lease_ended: false, revoked: false,
  other_node: false, unknown_device: false, protected: true, space: null,
};
const PAGE = { other_tab: false, form_open: false, new_version: false, held_back: false };
const told = (known, page = {}) =>
  notices({ ...CALM, ...known }, { ...PAGE, ...page }, NOW).map(({ sentence }) => sentence);

test("a quiet day has no notice", () => assert.deepEqual(told({}), []));

test("each thing that is wrong has its own notice", () => {
  const cases = [
    [{ revoked: true, lease_ended: true }, "notice.revoked"],
    [{ lease_ended: true }, "notice.lease_ended"],
    [{ lease_until: NOW - 1 }, "notice.lease_ended"],
    [{ lease_until: NOW + 47 * HOUR }, "notice.lease_ending"],
    [{ clock_offset: 11 * MINUTE }, "notice.clock_slow"],
    [{ clock_offset: -11 * MINUTE }, "notice.clock_fast"],
    [{ other_node: true }, "notice.other_node"],
    [{ unknown_device: true }, "notice.unknown_device"],
    [{ protected: false }, "notice.unprotected"],
    [{ space: { used: 99, quota: 100 } }, "notice.full"],
  ];
  for (const [known, expected] of cases) assert.deepEqual(told(known), [expected]);
  assert.deepEqual(told({}, { other_tab: true }), ["notice.other_tab"]);
  assert.deepEqual(told({}, { new_version: true }), ["notice.version"]);
  assert.deepEqual(told({}, { new_version: true, held_back: true }), ["notice.version_later"]);
});

test("what is not known, and a clock that is ten minutes off, worry nobody", () => {
  assert.deepEqual(told({ clock_offset: null, lease_until: null, protected: null }), []);
  assert.deepEqual(told({ clock_offset: 10 * MINUTE }), []);
});

test("the lease is measured by the clock of the node", () => {
  const known = { lease_until: NOW + HOUR, clock_offset: 2 * HOUR };
  assert.deepEqual(told(known), ["notice.lease_ended", "notice.clock_slow"]);
});

test("in the middle of a household only what cannot wait is told", () => {
  const known = { protected: false, clock_offset: HOUR, revoked: true };
  assert.deepEqual(told(known, { form_open: true, new_version: true }), ["notice.revoked"]);
});

test("PINs that a colleague would guess are refused", () => {
  for (const pin of ["", "12345", "1234567", "12a456"]) assert.equal(weakness(pin), "short");
  for (const pin of ["000000", "123456", "987654", "890123", "121212", "407407", "447799"]) {
    assert.equal(weakness(pin), "simple", pin);
  }
  for (const pin of ["150487", "311299", "198746", "461987", "200519"]) {
    assert.equal(weakness(pin), "date", pin);
  }
  for (const pin of ["507291", "407183", "941370"]) assert.equal(weakness(pin), null, pin);
});

test("few PINs are refused: a thief gains nothing by knowing the rule", () => {
  let refused = 0;
  for (let n = 0; n < 1_000_000; n += 1) {
    if (weakness(String(n).padStart(6, "0"))) refused += 1;
  }
  assert.ok(refused < 60_000, `${refused} of a million`);
});

test("the day is that of the device, not of Greenwich", () => {
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
});
