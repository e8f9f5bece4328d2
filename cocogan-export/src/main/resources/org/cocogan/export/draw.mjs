// Draws images of a patch model part by part, with onnxruntime-web from the same folder.
import * as ort from './ort.wasm.min.mjs';

ort.env.wasm.wasmPaths = new URL('./', import.meta.url).href;
// Several threads take headers that a plain server does not send.
ort.env.wasm.numThreads = 1;

const canvas = document.getElementById('image');
const status = document.getElementById('status');
const button = document.getElementById('next');

function latentVector(about) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const uniform = () => 2 * Math.random() - 1;
  const next = about['cocogan.latent_distribution'] === 'normal' ? normal : uniform;
  const latent = Float32Array.from({ length: Number(about['cocogan.latent_dimension']) }, next);
  const weights = Object.values(JSON.parse(about['cocogan.classes'] ?? '{}'));
  if (weights.length > 0) {
    latent.set(oneOf(weights), latent.length - weights.length);
  }
  return latent;
}

/** Zeros with a one at a place that is drawn by its weight. */
function oneOf(weights) {
  let left = Math.random() * weights.reduce((sum, weight) => sum + weight);
  const drawn = weights.findIndex((weight) => (left -= weight) < 0);
  return weights.map((weight, place) => (place === drawn ? 1 : 0));
}

/** Bytes with one or three channels as those with four that a canvas takes. */
function picture(bytes, width, height, channels) {
  const data = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) {
      data.data[4 * i + c] = bytes[channels * i + (channels === 3 ? c : 0)];
    }
    data.data[4 * i + 3] = 255;
  }
  return data;
}

async function draw(session, about) {
  const latent = latentVector(about);
  const [rows, columns] = about['cocogan.grid'].split('x').map(Number);
  const [height, width] = about['cocogan.micro_patch_size'].split('x').map(Number);
  const channels = Number(about['cocogan.channels']);
  canvas.width = columns * width;
  canvas.height = rows * height;
  canvas.style.width = Math.max(1, Math.round(512 / canvas.width)) * canvas.width + 'px';
  const context = canvas.getContext('2d');
  const begun = performance.now();
  for (let i = 0; i < rows * columns; i++) {
    const coordinate = Float32Array.from(about['cocogan.coordinates'][i]);
    const outputs = await session.run({
      latent: new ort.Tensor('float32', latent, [1, latent.length]),
      coordinate: new ort.Tensor('float32', coordinate, [1, coordinate.length]),
    });
    context.putImageData(
      picture(outputs.patch.data, width, height, channels),
      (i % columns) * width,
      Math.floor(i / columns) * height);
    status.textContent = `part ${i + 1} of ${rows * columns}`;
    // Shows the part before the next is drawn.
    await new Promise((later) => setTimeout(later));
  }
  status.textContent = `${rows * columns} parts in ${Math.round(performance.now() - begun)} ms`;
  return Array.from(latent);
}

async function start() {
  const about = await (await fetch('model.json')).json();
  const session = await ort.InferenceSession.create('model.onnx', { executionProviders: ['wasm'] });
  const next = async () => {
    button.disabled = true;
    const latent = await draw(session, about);
    button.disabled = false;
    return latent;
  };
  button.onclick = () => show(next);
  return next();
}

/** The latent vector of the image that is shown; a failure is told on the page. */
function show(what) {
  window.drawn = what().catch((failure) => {
    status.textContent = `This cannot be drawn: ${failure.message}`;
    throw failure;
  });
}

show(start);
