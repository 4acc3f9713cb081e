/** Record a sentence in the page: the recording is put where a chosen file would be. */

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus"];
const BITS_PER_SECOND = 24_000;
const LONGEST_MS = 60_000; // a sentence takes ten seconds; whoever forgets to stop fills nothing

const type = globalThis.MediaRecorder && TYPES.find((one) => MediaRecorder.isTypeSupported(one));

/** Hand the recording to the form, and let it be heard before it is sent. */
function offer(form, chunks) {
  const name = type.startsWith("audio/webm") ? "recording.webm" : "recording.ogg";
  const files = new DataTransfer();
  files.items.add(new File(chunks, name, { type: type.split(";")[0] }));
  form.elements.recording.files = files.files;
  const heard = form.querySelector("audio") ?? document.createElement("audio");
  URL.revokeObjectURL(heard.src);
  heard.controls = true;
  heard.src = URL.createObjectURL(files.files[0]);
  heard.setAttribute("aria-label", form.querySelector("label").textContent);
  form.querySelector(".actions").before(heard);
}

async function start(form, button) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const chunks = [];
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
  const end = setTimeout(() => recorder.stop(), LONGEST_MS);
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  recorder.addEventListener("stop", () => {
    clearTimeout(end);
    for (const track of stream.getTracks()) track.stop();
    button.textContent = form.dataset.start;
    offer(form, chunks);
  });
  recorder.start();
  button.textContent = form.dataset.stop;
  return recorder;
}

/** One button a form: it starts, and it stops. */
function equip(form) {
  const button = document.createElement("button");
  let recorder = null;
  button.type = "button";
  button.textContent = form.dataset.start;
  button.addEventListener("click", async () => {
    if (recorder?.state === "recording") return recorder.stop();
    try {
      recorder = await start(form, button);
    } catch {
      button.disabled = true;
      button.textContent = form.dataset.refused;
    }
  });
  form.querySelector(".actions").prepend(button);
}

if (type && navigator.mediaDevices) document.querySelectorAll("[data-recorder]").forEach(equip);
