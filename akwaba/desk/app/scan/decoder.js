/**
 * Finds QR codes on a picture: with what the browser has, else with zxing, which is fetched only
 * then (its 425 kB are kept with the app, so it works with no network).
 */

/** @typedef {{detect(picture: ImageBitmapSource): Promise<{rawValue: string}[]>}} Detector */
/** @typedef {(picture: ImageBitmapSource) => Promise<string[]>} Decode */

const QR = "qr_code";
/** Pixels a side: a photo of 12 megapixels holds no more than its half, and takes seconds. */
const LARGEST_SIDE = 2000;

/** @type {Promise<Decode> | null} */
let chosen = null;

/** @returns {Promise<Decode>} the texts of the codes on a picture, none where there is no code */
export function decoder() {
  chosen ??= builtIn().then((found) => found ?? zxing());
  return chosen;
}

/**
 * @param {Blob} file
 * @returns {Promise<string[]>}
 * @throws {Error} where the file is no picture
 */
export async function fromImage(file) {
  const picture = await createImageBitmap(file);
  try {
    const found = await (await decoder())(picture);
    return found.length ? found : await (await zxing())(picture);
  } finally {
    picture.close();
  }
}

/** @returns {Promise<Decode | null>} */
async function builtIn() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  // Some browsers have the class and read nothing with it.
  const formats = await Detector?.getSupportedFormats?.().catch(() => []);
  if (!formats?.includes(QR)) return null;
  const detector = /** @type {Detector} */ (new Detector({ formats: [QR] }));
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
}

/** @returns {Promise<Decode>} */
async function zxing() {
  const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
  const wasm = new URL("../vendor/zxing/zxing_reader.wasm", import.meta.url).href;
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  return async (picture) => {
    const found = await readBarcodes(pixels(picture), { formats: ["QRCode"], tryHarder: true });
    return found.filter(({ isValid }) => isValid).map(({ text }) => text);
  };
}

const canvas = /** @type {{now: HTMLCanvasElement | null}} */ ({ now: null });

/** @param {any} picture a video or a bitmap */
function pixels(picture) {
  const width = picture.videoWidth ?? picture.width;
  const height = picture.videoHeight ?? picture.height;
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  canvas.now ??= document.createElement("canvas");
  canvas.now.width = Math.max(1, Math.round(width * scale));
  canvas.now.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.now.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser cannot draw.");
  pen.drawImage(picture, 0, 0, canvas.now.width, canvas.now.height);
  return pen.getImageData(0, 0, canvas.now.width, canvas.now.height);
}
