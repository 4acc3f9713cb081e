/** A face as it is kept: 640 pixels at the most, 40 kB at the most, without what a camera writes. */

/** Pixels of the longest side, as registry/photos.py keeps them. */
export const LONGEST_SIDE = 640;
/** Bytes: so a photo passes a slow line in seconds, and thousands fit on a tablet. */
export const LARGEST = 40 * 1024;
/** JPEG qualities tried in turn; under the last one the picture is made smaller instead. */
const QUALITIES = [0.82, 0.72, 0.6, 0.48, 0.36];
const SMALLER = 0.75;

/**
 * The size at which something is kept; a small one is not blown up.
 * @param {number} width
 * @param {number} height
 * @param {number} longest
 */
export function fitted(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * @param {CanvasImageSource} source
 * @param {{width: number, height: number}} size of the source, pixels
 * @returns {Promise<Blob>} a JPEG of at most LARGEST bytes
 */
export async function jpegOf(source, { width, height }) {
  for (let longest = LONGEST_SIDE; ; longest *= SMALLER) {
    const canvas = Object.assign(document.createElement("canvas"), fitted(width, height, longest));
    const drawing = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    drawing.fillStyle = "#fff"; // behind what is transparent, JPEG would put black
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const made = await encoded(canvas, quality);
      if (made.size <= LARGEST) return made;
    }
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
const encoded = (canvas, quality) =>
  new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("No JPEG was made."))), "image/jpeg", quality);
  });

/**
 * @param {Blob} file as chosen by the clerk
 * @returns {Promise<Blob>} throws where it is no picture that this browser knows
 */
export async function jpegOfFile(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    return await jpegOf(picture, picture);
  } finally {
    picture.close();
  }
}
