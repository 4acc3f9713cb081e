/** Read a dead phone's codes with this computer's camera, into the field that is sent. */

const FRAME = /^AKW1:([0-9A-F]{8}):(\d+)\/(\d+):/;

const part = document.querySelector("[data-camera]");
const video = part.querySelector("video");
const start = part.querySelector("[data-start]");
const stop = part.querySelector("[data-stop]");
const codes = document.querySelector("#codes");
let reading = null;

/** The first series that is in the field: how many of its codes are there, and which are not. */
function progress() {
  const frames = codes.value.split("\n").map((line) => FRAME.exec(line)).filter(Boolean);
  if (!frames.length) return { read: 0, count: 0, missing: [] };
  const [, name, , count] = frames.at(-1);
  const places = new Set(frames.filter((one) => one[1] === name).map((one) => Number(one[2])));
  const all = Array.from({ length: Number(count) }, (_, index) => index + 1);
  return { read: places.size, count: all.length, missing: all.filter((one) => !places.has(one)) };
}

function show({ read, count, missing }) {
  const { read: words, missing: lacks } = part.dataset;
  const rest = missing.length ? ` ${lacks} ${missing.slice(0, 12).join(", ")}${missing.length > 12 ? " …" : ""}` : "";
  part.querySelector("[data-progress]").textContent = count ? `${words} ${read}/${count}.${rest}` : "";
}

/** Add a code that is new; true once its series is complete. */
function take(text) {
  if (!FRAME.test(text)) return false;
  const lines = codes.value.split("\n").filter(Boolean);
  if (!lines.includes(text)) codes.value = [...lines, text].join("\n");
  const now = progress();
  show(now);
  return now.missing.length === 0;
}

function toggle(isOn) {
  video.hidden = !isOn;
  stop.hidden = !isOn;
  start.hidden = isOn;
}

start.addEventListener("click", async () => {
  reading = new AbortController();
  toggle(true);
  try {
    const { open } = await import(part.dataset.scanner);
    for await (const text of open(video, { signal: reading.signal })) if (take(text)) break;
  } catch {
    part.querySelector("[data-progress]").textContent = part.dataset.refused;
  } finally {
    toggle(false);
  }
});
stop.addEventListener("click", () => reading?.abort());
codes.addEventListener("input", () => show(progress()));
part.hidden = false;
show(progress());
