// Reads the QR codes on a picture: node read_code.mjs page.png prints, as JSON, the text of each
// and how many dots wide it is without its border.
import { readFile } from "node:fs/promises";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = new URL("../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm", import.meta.url);
prepareZXingModule({ overrides: { wasmBinary: (await readFile(wasm)).buffer } });
const found = await readBarcodes(await readFile(process.argv[2]), { formats: ["QRCode"] });
const told = found.map(({ text, position: { topLeft, topRight } }) => ({
  text,
  width: Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y),
}));
process.stdout.write(JSON.stringify(told));
