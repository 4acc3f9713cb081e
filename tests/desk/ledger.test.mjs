// Golden bytes: what a desk of this version writes must be what every node read before.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fromBase64url, base64url, hex, utf8 } from "../../akwaba/desk/app/ledger/bytes.js";
import { stamp, tick } from "../../akwaba/desk/app/ledger/clock.js";
import { open, seal } from "../../akwaba/desk/app/ledger/envelope.js";
import { uuid5, uuid7 } from "../../akwaba/desk/app/ledger/ids.js";
import * as laws from "../../akwaba/desk/app/ledger/laws.js";

const PART = {
  about: "019e1a2b-3c4d-7000-8000-000000000002",
  salt: "00".repeat(16),
  facts: '{"of":"registry.person"}',
};
const HEADER = {
  body_hash: "da346fca49f0090d7946fe06202c7cd0b69fe40898b5bcb0c1f71bf3394a6c01",
  id: "019e1a2b-3c4d-7000-8000-000000000001",
  device: "2b8e6f0a-1111-4222-8333-444455556666",
  seq: 1,
  previous: laws.FIRST,
  kind: "registry.household_registered",
  version: 1,
  subject: PART.about,
  scope: "ci-pogo",
  officer: "7d9c2f64-aaaa-4bbb-8ccc-ddddeeeeffff",
  made_at: "019e1a2b3c4d-0000",
  wall: 1776000000000,
  offset: null,
};

test("a header keeps its golden bytes, whatever the order of its fields", async () => {
  const written = laws.writeHeader(HEADER);
  assert.equal(
    new TextDecoder().decode(written),
    '{"format":1,"id":"019e1a2b-3c4d-7000-8000-000000000001",' +
      '"device":"2b8e6f0a-1111-4222-8333-444455556666","seq":1,"previous":"",' +
      '"kind":"registry.household_registered","version":1,' +
      '"subject":"019e1a2b-3c4d-7000-8000-000000000002","scope":"ci-pogo",' +
      '"officer":"7d9c2f64-aaaa-4bbb-8ccc-ddddeeeeffff","made_at":"019e1a2b3c4d-0000",' +
      `"wall":1776000000000,"offset":null,"body_hash":"${HEADER.body_hash}"}`,
  );
  assert.equal(
    await laws.hashOf(written),
    "16de4dfb9a44cf0fe0b610cf1ce74548ec838d240186b547a826904b5ea3b11b",
  );
});

test("a part and a body keep their golden hashes", async () => {
  const part = await laws.partHash(PART);
  assert.equal(part, "55d2111688273414d184a978e9e3792f67fb736f25f0f983f675470aebe19dcc");
  assert.equal(await laws.bodyHash([part]), HEADER.body_hash);
});

test("an identifier that follows from a name is the same for ever", async () => {
  assert.equal(await uuid5(`need ${PART.about} SP`), "d2d8a258-7268-53f1-960f-45f80c240892");
});

test("identifiers sort by the time of their making", () => {
  assert.ok(uuid7(1776000000000) < uuid7(1776000000001));
});

test("the clock never goes back, however the wall clock is set", () => {
  let last = "";
  for (const now of [5000, 5000, 4000, -7, 6000, 5999, Number.MAX_SAFE_INTEGER]) {
    const next = tick(last, now);
    assert.ok(next > last, `${next} after ${last}`);
    assert.match(next, /^[0-9a-f]{12}-[0-9a-f]{4}$/);
    last = next;
  }
  assert.equal(tick(stamp(5000, 0xffff), 5000), stamp(5001, 0));
});

test("bytes come back from their text", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  assert.deepEqual(fromBase64url(base64url(bytes)), bytes);
  assert.match(base64url(bytes), /^[\w-]+$/);
  assert.equal(hex(Uint8Array.of(0, 15, 255)), "000fff");
});

const curve = { name: "ECDH", namedCurve: "P-256" };

async function reader() {
  const pair = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { point, privateKey: pair.privateKey };
}

test("an envelope opens for each of those that it was sealed to", async () => {
  const [post, capital] = [await reader(), await reader()];
  const content = utf8("Aïcha ".repeat(500));
  const sealed = await seal({ content, recipients: [post.point, capital.point], context: "c" });
  assert.ok(sealed.length < 600, "it is deflated first");
  assert.deepEqual(await open({ sealed, ...post, context: "c" }), content);
  assert.deepEqual(await open({ sealed, ...capital, context: "c" }), content);
});

test("an envelope opens for nobody else, in no other place, and not once changed", async () => {
  const [post, other] = [await reader(), await reader()];
  const sealed = await seal({ content: utf8("x"), recipients: [post.point], context: "c" });
  await assert.rejects(open({ sealed, ...other, context: "c" }), /sealed to others/);
  await assert.rejects(open({ sealed, ...post, context: "d" }));
  for (const at of [20, 80, sealed.length - 1]) {
    const changed = sealed.slice();
    changed[at] ^= 1;
    await assert.rejects(open({ sealed: changed, ...post, context: "c" }), `byte ${at}`);
  }
  await assert.rejects(open({ sealed: sealed.slice(0, 40), ...post, context: "c" }));
});
