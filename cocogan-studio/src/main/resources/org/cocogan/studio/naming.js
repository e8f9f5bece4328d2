// The words of addresses and commands for what is shown: state is as in studio.js, run as in /runs.json.

// The latent vector in the words of an address.
export function latent(state) {
  const image = (one) => (one.given ? one.given.latent : `${one.seed}-${one.number}`);
  let words = image(state);
  if (state.pins.length > 1) {
    const from = Math.min(Math.floor(state.walk), state.pins.length - 2);
    words = `${image(state.pins[from])}~${image(state.pins[from + 1])}@${(state.walk - from).toFixed(4)}`;
  }
  const steps = state.directions.filter((one) => one.amount !== 0);
  return words + steps.map((one) => `~${image(one)}@${one.amount.toFixed(4)}`).join("");
}

function name(state, weights) {
  const words = [weights, state.field > 0 ? `${state.seed}-${state.number}` : latent(state)];
  if (state.extrapolate > 0) {
    words.push(`extrapolate=${state.extrapolate}`);
  }
  if (state.down !== 0 || state.right !== 0) {
    words.push(`at=${state.down},${state.right}`);
  }
  if (state.truncation !== 1) {
    words.push(`truncation=${state.truncation}`);
  }
  if (state.field > 0) {
    words.push(`field=${state.field}`);
  }
  return words.join(":");
}

// The image in an address.
export function named(state, run) {
  return encodeURIComponent(name(state, run.digest));
}

export function address(state, run) {
  return `/iiif/${named(state, run)}`;
}

// What draws the same in a terminal.
export function command(state, run) {
  const words = ["./cocogan generate", run.path];
  if (state.down !== 0 || state.right !== 0) {
    return `curl -o picture.png '${location.origin}${address(state, run)}/full/max/0/default.png'`;
  }
  if (state.field === 0 && latent(state) !== `${state.seed}-${state.number}`) {
    return [`curl -o latents.npy '${location.origin}/latents.npy/${named(state, run)}'`,
      [...words, "--latents latents.npy", ...others(state, run)].join(" ")].join("\n");
  }
  words.push(`--seed ${state.seed} --first ${state.number} --count 1`, ...others(state, run));
  if (state.field > 0) {
    words.push(`--latent-field ${state.field} --repeat 4`);
  }
  return words.join(" ");
}

// What else a command is told.
function others(state, run) {
  const steps = run.trainedSteps > 0 || state.extrapolate > 0 ? [`--extrapolate ${state.extrapolate}`] : [];
  return state.truncation === 1 ? steps : [...steps, `--truncation ${state.truncation}`];
}
