// How much, how fast, signed how, and in which frames: what the exchange does without a browser.

import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { test } from "node:test";

import { packed } from "../../akwaba/desk/app/exchange/batches.js";
import { noted } from "../../akwaba/desk/app/exchange/outbox.js";
import { larger, pause, smaller } from "../../akwaba/desk/app/exchange/pace.js";
import { base45, frames } from "../../akwaba/desk/app/exchange/parcel.js";
import { isSignedBy, replyContent, requestContent, sign } from "../../akwaba/desk/app/exchange/signing.js";
import { random, utf8 } from "../../akwaba/desk/app/ledger/bytes.js";

test("a batch grows while it arrives and shrinks when it does not, within the node's limit", () => {
  assert.deepEqual([25, 50, 100, 200].map(larger), [50, 100, 200, 200]);
  assert.deepEqual([200, 25, 1].map(smaller), [100, 12, 1]);
});

test("a device that fails waits longer, never too long, and never as long as its neighbour", () => {
  assert.equal(pause(0, 0.9), 15_000);
  assert.deepEqual([1, 2, 9].map((failures) => pause(failures, 1)), [10_000, 20_000, 30_000]);
  assert.ok(pause(3, 0.2) < pause(3, 0.8));
  assert.equal(pause(9, 0), 5_000);
});

test("a batch carries the exact bytes that were signed", async () => {
  const row = { header: utf8('{"format":1, "id":"é"}'), signature: random(64), sealed: random(300) };
  const batch = JSON.parse(gunzipSync(await packed([row], 7)).toString());
  assert.equal(batch.format, 1);
  assert.equal(batch.waiting, 7);
  assert.equal(batch.entries[0].header, '{"format":1, "id":"é"}');
  assert.equal(Buffer.from(batch.entries[0].signature, "base64url").compare(row.signature), 0);
  assert.equal(Buffer.from(batch.entries[0].sealed, "base64url").compare(row.sealed), 0);
});

const waiting = { seq: 1, state: "device", receipt: null };

test("what the node stored is at the post, applied or not", () => {
  assert.equal(noted(waiting, { status: "new" }, 5).state, "post");
  assert.equal(noted(waiting, { status: "known" }, 5).trouble, undefined);
  const quarantined = noted(waiting, { status: "quarantined", reason: "revoked_device" }, 5);
  assert.equal(quarantined.state, "post");
  assert.equal(quarantined.trouble, "revoked_device");
});

test("a copy that was spoilt on the way is sent again, and after three times looked at", () => {
  for (const receipt of [
    { status: "unreadable" },
    { status: "quarantined", reason: "body_changed" },
    { status: "quarantined", reason: "bad_signature" },
  ]) {
    const once = noted(waiting, receipt, 5);
    assert.deepEqual([once.state, once.trouble, once.tries], ["device", undefined, 1]);
    const thrice = noted(noted(once, receipt, 6), receipt, 7);
    assert.deepEqual([thrice.state, thrice.trouble], ["device", receipt.reason ?? "unreadable"]);
    assert.equal(noted(once, { status: "new" }, 6).tries, undefined);
  }
});

test("what the capital has does not fall back to the post", () => {
  assert.equal(noted({ ...waiting, state: "capital" }, { status: "known" }, 5).state, "capital");
});

test("base 45 is that of RFC 9285", () => {
  assert.equal(base45(utf8("AB")), "BB8");
  assert.equal(base45(utf8("Hello!!")), "%69 VD92EX0");
  assert.equal(base45(utf8("base-45")), "UJCLQE7W581");
});

test("a parcel is a series of codes that a QR code writes densely", async () => {
  const series = await frames(random(2001));
  assert.equal(series.length, 4);
  for (const [index, frame] of series.entries()) {
    assert.match(frame, new RegExp(`^AKW1:[0-9A-F]{8}:${index + 1}/4:[0-9A-Z $%*+./:-]+$`));
    assert.ok(frame.length <= 900, `${frame.length} characters`);
  }
});

test("a request and its reply are signed over all that matters, and nothing else passes", async () => {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const asked = { method: "POST", path: "/desk/v1/heartbeat", time: 5, officer: "", body: utf8("{}") };
  const content = await requestContent(asked);
  assert.equal(
    new TextDecoder().decode(content),
    "POST\n/desk/v1/heartbeat\n5\n\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
  );
  const signature = await sign(pair.privateKey, content);
  assert.ok(await isSignedBy(point, content, signature));
  assert.ok(!(await isSignedBy(point, await requestContent({ ...asked, time: 6 }), signature)));
  assert.ok(!(await isSignedBy(point, content, "")));
  assert.ok(!(await isSignedBy(point, content, "no base 64 !")));
  assert.ok(!(await isSignedBy(point.slice(1), content, signature)));
  const reply = new TextDecoder().decode(await replyContent("sent", utf8("{}")));
  assert.match(reply, /^reply\nsent\n44136fa3/);
});
