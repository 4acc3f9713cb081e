// The connected mode: drafts are on this tablet first, at the node next, and then only there.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { keeping } from "../../akwaba/desk/app/plain/keeping.js";

const AWA = "01890000-0000-7000-8000-00000000000a";
const SORO = "01890000-0000-7000-8000-00000000000b";

let officer, held, node, asked, isAway, time;

const copies = {
  keep: async (copy) => void held.set(copy.id, copy),
  forget: async (id, saved_at) => {
    const copy = held.get(id);
    if (copy && (saved_at === undefined || copy.saved_at === saved_at)) held.delete(id);
  },
  all: async () => [...held.values()],
};

async function ask(method, path, body) {
  await null;
  if (isAway) throw Object.assign(new Error("unreached"), { code: "unreached" });
  asked.push(`${method} ${path}`);
  const id = path.split("/")[1];
  if (method === "PUT") node.set(id, body);
  if (method === "DELETE") node.delete(id);
  if (path === "drafts") {
    return { drafts: [...node].map(([key, draft]) => ({ id: key, saved_at: 1, title: draft.people[0].name, people: 1 })) };
  }
  if (method === "GET" && !node.has(id)) throw Object.assign(new Error(), { code: "not_found" });
  return { draft: node.get(id) };
}

const desk = () =>
  keeping({ signedIn: async () => ({ officer: { id: officer } }), ask, copies, now: () => time });
/** Write a draft while the node is away, and wait until sending it was given up. */
async function writeAway(one) {
  isAway = true;
  const { saveDraft, send } = desk();
  await saveDraft(one);
  await assert.rejects(send(), { code: "unreached" });
  isAway = false;
}
const draft = (id, name) => ({ id, people: [{ name }] });

beforeEach(() => {
  officer = AWA;
  held = new Map();
  node = new Map();
  asked = [];
  isAway = false;
  time = 1000;
});

test("once the node has a draft, nothing of it stays on the tablet", async () => {
  const { saveDraft, send } = desk();
  await saveDraft(draft("a", "Mariam"));
  await send();
  assert.deepEqual(node.get("a"), draft("a", "Mariam"));
  assert.equal(held.size, 0);
});

test("a draft is on the tablet before saving resolves, with the node away", async () => {
  isAway = true;
  const { saveDraft, loadDraft } = desk();
  await saveDraft(draft("a", "Mariam"));
  assert.deepEqual(await loadDraft("a"), draft("a", "Mariam"));
  assert.equal(node.size, 0);
});

test("what could not be sent goes with the next page that reaches the node", async () => {
  await writeAway(draft("a", "Mariam"));
  await desk().send();
  assert.deepEqual([...node.keys()], ["a"]);
  assert.equal(held.size, 0);
});

test("a newer state that was written while the older one travelled is sent too", async () => {
  const { saveDraft, send } = desk();
  const [one, two] = [saveDraft(draft("a", "Mar")), saveDraft(draft("a", "Mariam"))];
  await Promise.all([one, two]);
  await send();
  await send();
  assert.equal(node.get("a").people[0].name, "Mariam");
  assert.equal(held.size, 0);
});

test("what a colleague wrote is neither sent, shown nor lost in my session", async () => {
  await writeAway(draft("a", "Mariam"));
  officer = SORO;
  const mine = desk();
  await mine.send();
  assert.deepEqual(asked.filter((one) => one.startsWith("PUT")), []);
  assert.deepEqual(await mine.listDrafts(), []);
  assert.equal(await mine.loadDraft("a"), null);
  officer = AWA;
  await desk().send();
  assert.deepEqual([...node.keys()], ["a"]);
});

test("the list shows each draft once, what is here before what is there", async () => {
  const { saveDraft, listDrafts, send } = desk();
  await saveDraft(draft("a", "Mariam"));
  await send();
  held.set("b", { id: "b", officer: AWA, saved_at: 2000, draft: draft("b", "Oumar") });
  held.set("a", { id: "a", officer: AWA, saved_at: 1500, draft: draft("a", "Mariam T.") });
  const listed = await listDrafts();
  assert.deepEqual(listed.map(({ id, title }) => [id, title]), [["b", "Oumar"], ["a", "Mariam T."]]);
});

test("a draft that was thrown away does not come back from the way", async () => {
  const { saveDraft, dropDraft, send } = desk();
  await saveDraft(draft("a", "Mariam"));
  await dropDraft("a");
  await send();
  assert.equal(node.size, 0);
  assert.equal(held.size, 0);
});

test("a draft that cannot be thrown away now is still there", async () => {
  isAway = true;
  const { saveDraft, dropDraft, loadDraft } = desk();
  await saveDraft(draft("a", "Mariam"));
  await assert.rejects(dropDraft("a"), { code: "unreached" });
  assert.deepEqual(await loadDraft("a"), draft("a", "Mariam"));
});

test("a draft that is written at the very end of a sending is sent without another key", async () => {
  const { saveDraft, send } = desk();
  for (let turns = 0; turns < 40; turns += 1) {
    held.clear();
    node.clear();
    await saveDraft(draft("a", "Mariam"));
    for (let turn = 0; turn < turns; turn += 1) await null;
    await saveDraft(draft("b", "Oumar"));
    for (let turn = 0; turn < 200; turn += 1) await null; // the sending that was begun, and no other
    assert.deepEqual([...node.keys()].sort(), ["a", "b"], `after ${turns} turns`);
  }
  await send();
});
