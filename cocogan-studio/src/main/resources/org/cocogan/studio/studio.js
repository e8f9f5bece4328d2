import { takePictures } from "./completion.js";
import { drawCurve } from "./curves.js";
import { address, command, latent, named } from "./naming.js";
import { Panorama } from "./panorama.js";
import { Viewer } from "./viewer.js";

const byId = (id) => document.getElementById(id);
const SECONDS_BETWEEN_LOOKS = 3;
const LARGEST_SEED = 1e9;

// What is shown; all of it is in the permalink.
const state = {
  run: "", seed: 0, number: 0, given: null, pins: [], walk: 0, directions: [], extrapolate: 0, down: 0, right: 0,
  truncation: 1, field: 0, inside: false,
};
let runs = [];
let shape = "";
let latencies = [];

const events = {
  moved: () => keep(),
  drawn: (milliseconds) => {
    latencies = [...latencies.slice(-29), milliseconds];
    document.documentElement.dataset.latency = median(latencies).toFixed(1);
    say(`${description()}; parts come after ${median(latencies).toFixed(0)} ms.`);
  },
  failed: (sentence) => say(sentence.trim()),
  clicked: (pixel) => pixel && tellOfPatch(pixel),
};
const viewer = new Viewer(byId("picture"), events);
const panorama = new Panorama(byId("panorama"), events);

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function say(sentence) {
  byId("status").textContent = sentence;
}

function run() {
  return runs.find((one) => one.name === state.run) || runs[0];
}

// What a panorama of the run lies on, if it makes some.
function surfaceOf(one) {
  return one.coordinates === "spherical" ? "sphere" : one.cyclic[1] ? "cylinder" : "";
}

function description() {
  const image = state.given ? "what completes a picture" : `image ${state.number} of seed ${state.seed}`;
  const walk = state.pins.length > 1 ? "a walk between images" : image;
  return `${run().name}, step ${run().step}: ${walk}`;
}

// Asks what the image is like only when its shape may be another.
async function show(fit = false) {
  const now = [run().digest, state.extrapolate, state.field].join();
  if (now !== shape) {
    const answer = await fetch(`${address(state, run())}/info.json`, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      say((await answer.text()).trim());
      return;
    }
    const told = await answer.json();
    const same = show.told && show.told.width === told.width && show.told.height === told.height;
    shape = now;
    show.told = told;
    fit = fit || !same;
  }
  const told = show.told;
  viewer.cell = run().micro;
  viewer.marks = state.given && state.pins.length < 2 ? [state.given.place] : [];
  const tile = told.tiles[0];
  const coarsest = Math.max(...tile.scaleFactors);
  const whole = told.width * told.height <= told.maxArea && state.field === 0
    && coarsest * tile.width >= told.width && coarsest * tile.height >= told.height;
  const surface = whole ? surfaceOf(run()) : "";
  byId("inside-label").hidden = surface === "";
  byId("panorama").hidden = surface === "" || !state.inside;
  byId("picture").hidden = !byId("panorama").hidden;
  const image = {
    address: address(state, run()), width: told.width, height: told.height,
    tile: [tile.width, tile.height], factors: tile.scaleFactors,
    cyclic: state.field > 0 ? [false, false] : run().cyclic, surface, endless: run().cyclic[0],
  };
  if (byId("picture").hidden) {
    panorama.show(image);
  } else {
    viewer.show(image, fit);
  }
  for (const canvas of [byId("picture"), byId("panorama")]) {
    canvas.setAttribute("aria-label", `${description()}, ${told.width} by ${told.height} pixels`);
  }
  byId("png").hidden = !whole;
  byId("png").href = `${address(state, run())}/full/max/0/default.png`;
  byId("png").download = `${run().name}-${latent(state).slice(0, 60)}.png`;
  byId("command").textContent = command(state, run());
  keep();
}

// The permalink follows what is shown.
function keep() {
  clearTimeout(keep.later);
  keep.later = setTimeout(() => {
    const { x, y, scale } = viewer.view;
    const { yaw, pitch, field } = panorama.view;
    const rounded = (values) => values.map((value) => Math.round(value * 1000) / 1000);
    const all = { ...state, view: rounded([x, y, scale]), around: rounded([yaw, pitch, field]) };
    const hash = `#${encodeURIComponent(JSON.stringify(all))}`;
    byId("link").href = hash;
    history.replaceState(null, "", hash);
  }, 100);
}

function restore() {
  try {
    const kept = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    const number = (value, usual) => (Number.isFinite(value) ? value : usual);
    const images = (list) => (Array.isArray(list) ? list : []).map((one) => ({
      seed: number(one.seed, 0), number: number(one.number, 0), amount: number(one.amount, 0),
      given: picture(one.given),
    }));
    state.given = picture(kept.given);
    for (const key of ["seed", "number", "walk", "extrapolate", "down", "right", "field"]) {
      state[key] = number(kept[key], 0);
    }
    state.truncation = number(kept.truncation, 1);
    state.run = String(kept.run);
    state.pins = images(kept.pins);
    state.directions = images(kept.directions);
    state.inside = kept.inside === true;
    const three = (list) => (Array.isArray(list) && list.length === 3 && list.every(Number.isFinite) ? list : null);
    const [yaw, pitch, field] = three(kept.around) || [0, 0, 90];
    panorama.view = { yaw, pitch, field };
    return three(kept.view);
  } catch {
    return null;
  }
}

// What completes a picture: the latent vector in words, and the picture's place in the image.
function picture(kept) {
  const sides = kept ? [kept.place.row, kept.place.column, kept.place.height, kept.place.width] : [];
  if (!kept || !/^z[\w-]+$/.test(kept.latent) || !sides.every(Number.isFinite)) {
    return null;
  }
  const [row, column, height, width] = sides;
  return { latent: kept.latent, place: { row, column, height, width, colour: "#ff3b30" } };
}

function complete(told) {
  const [column, row, width, height] = told.region;
  const latent = told.image.slice(told.image.indexOf(":") + 1);
  Object.assign(state, { given: picture({ latent, place: { row, column, height, width } }), down: 0, right: 0, field: 0 });
  Object.assign(state, { extrapolate: 0, pins: [], walk: 0, directions: [] });
  fill();
  show(true);
  byId("place").textContent = `The picture belongs at row ${told.position[0].toFixed(2)}, `
    + `column ${told.position[1].toFixed(2)} of micro patches.`;
}

function fill() {
  byId("run").replaceChildren(...runs.map((one) => new Option(`${one.name}, step ${one.step}`, one.name)));
  byId("run").value = run().name;
  for (const key of ["seed", "number", "extrapolate", "truncation", "field", "down", "right"]) {
    byId(key).value = state[key];
  }
  const step = run().betweenPositions ? 0.125 : 1;
  const moves = run().betweenPositions || run().extrapolates || run().cyclic.some(Boolean);
  for (const [id, patches] of [["down", run().rows], ["right", run().columns]]) {
    byId(id).step = step;
    byId(id).min = -patches;
    byId(id).max = patches;
    byId(id).parentElement.hidden = !moves || state.field > 0;
  }
  byId("extrapolate-label").hidden = !run().extrapolates;
  byId("inside").checked = state.inside;
  byId("truncation-label").hidden = !run().truncates;
  byId("field-label").hidden = !run().fields;
  byId("complete-box").hidden = !run().completes;
  fillPins();
  fillDirections();
}

function fillPins() {
  byId("pins").replaceChildren(...state.pins.map((pin, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = pin.given ? "completed" : `${pin.seed}-${pin.number}`;
    button.setAttribute("aria-label", pin.given
      ? "Go to the pinned image that completes a picture" : `Go to pinned image ${pin.number} of seed ${pin.seed}`);
    button.onclick = () => {
      state.walk = at;
      byId("walk").value = at;
      show();
    };
    return button;
  }));
  byId("walk").disabled = state.pins.length < 2;
  byId("walk").max = Math.max(1, state.pins.length - 1);
  byId("walk").value = state.walk;
}

function fillDirections() {
  byId("directions").replaceChildren(...state.directions.map((direction, at) => {
    const row = document.createElement("div");
    row.className = "direction";
    const label = document.createElement("label");
    label.textContent = `Direction ${at + 1} `;
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: -1, max: 1, step: 0.01, value: direction.amount });
    slider.oninput = () => {
      direction.amount = Number(slider.value);
      show();
    };
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `Remove direction ${at + 1}`);
    remove.onclick = () => {
      state.directions.splice(at, 1);
      fillDirections();
      show();
    };
    label.append(slider);
    row.append(label, remove);
    return row;
  }));
  byId("direction").disabled = state.directions.length > 7;
}

async function tellOfPatch(pixel) {
  const [height, width] = run().micro;
  const row = Math.floor(pixel.row / height);
  const column = Math.floor(pixel.column / width);
  const answer = await fetch(`/patch.json/${named(state, run())}/${row},${column}`);
  if (!answer.ok) {
    byId("patch").textContent = (await answer.text()).trim();
    return;
  }
  const told = await answer.json();
  const numbers = (list) => `(${list.map((value) => value.toFixed(4)).join(", ")})`;
  const lines = [`Row ${row}, column ${column}: coordinate ${numbers(told.coordinate)}.`];
  viewer.marks = [{ row: row * height, column: column * width, height, width, colour: "#ff3b30" }];
  if (told.macro) {
    const parts = told.macro.parts.map((part) => `${part.row},${part.column} ${numbers(part.coordinate)}`);
    lines.push(`Its macro patch at ${told.macro.row},${told.macro.column} has the coordinate `
      + `${numbers(told.macro.coordinate)} and is made of ${parts.join("; ")}.`);
    viewer.marks.unshift({
      row: told.macro.row * height, column: told.macro.column * width,
      height: run().macro[0], width: run().macro[1], colour: "#ffcc00",
    });
  }
  byId("patch").replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
  viewer.redraw();
}

function someImage() {
  return { seed: state.seed, number: Math.floor(Math.random() * LARGEST_SEED), amount: 0 };
}

function listen() {
  const whole = (id, least, most) => {
    const value = Math.round(Number(byId(id).value));
    return Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : least;
  };
  byId("run").onchange = () => {
    state.run = byId("run").value;
    Object.assign(state, { given: null, extrapolate: run().trainedSteps, down: 0, right: 0, truncation: 1, field: 0 });
    latencies = [];
    fill();
    show(true);
    drawCurve(run().name);
  };
  byId("curve").onchange = () => drawCurve(run().name);
  const showImage = (image) => {
    Object.assign(state, image, { given: null });
    byId("place").textContent = "";
    show();
  };
  byId("seed").onchange = () => showImage({ seed: whole("seed", -1e15, 1e15) });
  byId("number").onchange = () => showImage({ number: whole("number", 0, 999999999999) });
  byId("random").onclick = () => {
    byId("number").value = someImage().number;
    showImage({ number: Number(byId("number").value) });
  };
  byId("pin").onclick = () => {
    state.pins.push({ seed: state.seed, number: state.number, given: state.given, amount: 0 });
    state.walk = state.pins.length - 1;
    fillPins();
    show();
  };
  byId("unpin").onclick = () => {
    state.pins = [];
    state.walk = 0;
    fillPins();
    show();
  };
  byId("direction").onclick = () => {
    state.directions.push(someImage());
    fillDirections();
    keep();
  };
  for (const id of ["walk", "truncation", "down", "right"]) {
    byId(id).oninput = () => { state[id] = Number(byId(id).value); show(); };
  }
  byId("extrapolate").onchange = () => { state.extrapolate = whole("extrapolate", 0, 65536); show(); };
  byId("field").onchange = () => {
    state.field = Math.max(0, Number(byId("field").value) || 0);
    fill();
    show(true);
  };
  takePictures(document.body, () => run().completes, { run: () => run().name, completed: complete, failed: say });
  byId("inside").onchange = () => {
    state.inside = byId("inside").checked;
    show(true);
  };
  byId("lines").onchange = () => { viewer.lines = byId("lines").checked; viewer.redraw(); };
}

async function look() {
  const answer = await fetch("/runs.json");
  runs = await answer.json();
}

// Takes up the newest weights while one looks.
async function follow() {
  try {
    const before = run().digest;
    await look();
    await drawCurve(run().name);
    if (run().digest !== before) {
      fill();
      await show();
    }
  } catch {
    say("The studio does not answer.");
  }
  setTimeout(follow, SECONDS_BETWEEN_LOOKS * 1000);
}

async function begin() {
  await look();
  const view = restore();
  if (!runs.some((one) => one.name === state.run)) {
    state.run = runs[0].name;
    state.extrapolate = runs[0].trainedSteps;
  }
  fill();
  listen();
  await show(true);
  await drawCurve(run().name);
  if (view && !byId("picture").hidden) {
    [viewer.view.x, viewer.view.y, viewer.view.scale] = view;
    viewer.settle();
  }
  setTimeout(follow, SECONDS_BETWEEN_LOOKS * 1000);
}

begin();
