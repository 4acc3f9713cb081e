// Answers what the Python tests ask of the desk's modules: JSON in, JSON out, bytes in hexadecimal.
//
// node tests/desk/ask.mjs <<< '{"module": "ledger/ids.js", "calls": [["uuid5", "some name"]]}'

import { stdin } from "node:process";
import { text } from "node:stream/consumers";

const fromHex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const revive = (_, value) => (typeof value?.bytes === "string" ? fromHex(value.bytes) : value);
const write = (_, value) =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString("hex") } : value;

const { module, calls } = JSON.parse(await text(stdin), revive);
const functions = await import(new URL(`../../akwaba/desk/app/${module}`, import.meta.url));
const answers = [];
for (const [name, ...given] of calls) answers.push(await functions[name](...given));
console.log(JSON.stringify(answers, write));
