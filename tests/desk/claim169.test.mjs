// What the verifier answers, on codes and lists that the node made.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { readCbor } from "../../akwaba/desk/app/facts/cbor.js";
import { checkAttestation, fromBase45, readIssuers } from "../../akwaba/desk/app/facts/claim169.js";

const made = JSON.parse(await readFile(new URL("attestations.json", import.meta.url), "utf8"));
const issuers = await readIssuers(made.published);
const DURING = Date.parse("2026-12-01T12:00:00Z");
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

test("a paper that holds is valid, until the end of its last day", async () => {
  assert.equal(await checkAttestation(made.good, issuers, DURING), "valid");
  assert.equal(await checkAttestation(made.nkoname, issuers, DURING), "valid");
  assert.equal(await checkAttestation(made.good, issuers, Date.parse("2027-01-29T23:59:59Z")), "valid");
  assert.equal(await checkAttestation(made.good, issuers, Date.parse("2027-01-30T00:00:00Z")), "expired");
});

test("a paper that was taken back, or never given out, is revoked, even once it has expired", async () => {
  assert.equal(await checkAttestation(made.revoked, issuers, DURING), "revoked");
  assert.equal(await checkAttestation(made.revoked, issuers, Date.parse("2027-06-01")), "revoked");
});

test("a paper of another post is valid by the list of that post", async () => {
  assert.equal(issuers.length, 2);
  assert.equal(await checkAttestation(made.elsewhere, issuers, DURING), "valid");
  assert.equal(await checkAttestation(made.elsewhere, issuers.slice(0, 1), DURING), "unknown");
});

test("a code that nobody known signed gets no answer that could harm its holder", async () => {
  assert.equal(await checkAttestation(made.stranger, issuers, DURING), "unknown");
});

test("a code with any letter changed is never valid", async () => {
  for (let at = 0; at < made.good.length; at += 1) {
    const other = LETTERS[(LETTERS.indexOf(made.good[at]) + 1) % LETTERS.length];
    const changed = made.good.slice(0, at) + other + made.good.slice(at + 1);
    const answer = await checkAttestation(changed, issuers, DURING);
    assert.ok(["altered", "unread"].includes(answer), `letter ${at}: ${answer}`);
  }
});

test("a code that was changed and packed again is altered", async () => {
  const plain = await inflate(fromBase45(made.good));
  const name = new TextEncoder().encode("Mariam");
  const at = plain.findIndex((_, place) => name.every((byte, more) => plain[place + more] === byte));
  assert.ok(at > 0);
  plain[at] = "K".charCodeAt(0);
  assert.equal(await checkAttestation(base45(await deflate(plain)), issuers, DURING), "altered");
});

test("a code cut anywhere is never valid", async () => {
  for (let end = 0; end < made.good.length; end += 1) {
    const answer = await checkAttestation(made.good.slice(0, end), issuers, DURING);
    assert.ok(["altered", "unread"].includes(answer), `${end}: ${answer}`);
  }
});

test("a token, an address and other codes are no attestation", async () => {
  for (const text of ["", "K7QM3XP9", "https://localhost/", "awa", "1".repeat(400), "🙂"]) {
    assert.equal(await checkAttestation(text, issuers, DURING), "unread", text);
  }
});

test("a signed code without a serial of ours is altered", async () => {
  assert.equal(await checkAttestation(made.no_serial, issuers, DURING), "altered");
});

test("a device whose clock is long before the paper says so and does not judge", async () => {
  assert.equal(await checkAttestation(made.good, issuers, Date.parse("2020-01-01")), "clock");
});

test("a list under a key that did not sign it is left out", async () => {
  assert.deepEqual(await readIssuers(made.forged), []);
  const broken = structuredClone(made.published);
  broken.issuers[0].status = `${broken.issuers[0].status.slice(0, -4)}AAAA`;
  assert.equal((await readIssuers(broken)).length, 1);
  assert.deepEqual(await readIssuers({ issuers: [{ key: "?", status: "?" }] }), []);
});

test("a small code does not unfold into all the memory", async () => {
  const bomb = base45(await deflate(new Uint8Array(4_000_000)));
  assert.equal(await checkAttestation(bomb, issuers, DURING), "altered");
});

test("CBOR that is cut, nested without end or of unknown kinds is refused", () => {
  const bad = [[], [0x18], [0x5f], [0x81], [0xfb, 0, 0], [0xa2, 1, 1, 1, 1], [0x01, 0x02], [0x9b, 255, 255, 255, 255, 255, 255, 255, 255]];
  for (const bytes of bad) assert.throws(() => readCbor(Uint8Array.from(bytes)), `${bytes}`);
  assert.throws(() => readCbor(new Uint8Array(1000).fill(0x81)));
  assert.deepEqual(readCbor(Uint8Array.of(0x82, 0x38, 0x63, 0x63, 0x61, 0x62, 0x63)), [-100, "abc"]);
});

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

const inflate = (bytes) => through(bytes, new DecompressionStream("deflate"));
const deflate = (bytes) => through(bytes, new CompressionStream("deflate"));

function base45(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = bytes.slice(at, at + 2);
    let value = pair.length === 2 ? pair[0] * 256 + pair[1] : pair[0];
    for (let digit = 0; digit <= pair.length; digit += 1) {
      text += LETTERS[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}
