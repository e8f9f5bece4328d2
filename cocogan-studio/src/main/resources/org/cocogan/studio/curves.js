// Draws what a training has logged.

const byId = (id) => document.getElementById(id);

export async function drawCurve(run) {
  const answer = await fetch(`/curves.json/${encodeURIComponent(run)}`);
  const curves = await answer.json();
  const names = Object.keys(curves);
  const select = byId("curve");
  byId("training").hidden = names.length === 0;
  if (names.join() !== [...select.options].map((option) => option.value).join()) {
    select.replaceChildren(...names.map((one) => new Option(one, one)));
    select.value = names.includes("d_loss") ? "d_loss" : names[0];
  }
  const points = curves[select.value] || [];
  if (points.length > 0) {
    const [first, last] = [points[0], points[points.length - 1]];
    const values = points.map((point) => point[1]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const across = (step) => (280 * (step - first[0])) / (last[0] - first[0] || 1);
    const down = (value) => 85 - (80 * (value - low)) / (high - low || 1);
    byId("plot").firstElementChild.setAttribute("points",
      points.map(([step, value]) => `${across(step).toFixed(1)},${down(value).toFixed(1)}`).join(" "));
    byId("last").textContent = `${select.value} ${last[1].toPrecision(4)} at step ${last[0]}; `
      + `from ${low.toPrecision(4)} to ${high.toPrecision(4)}.`;
    byId("plot").setAttribute("aria-label", byId("last").textContent);
  }
}
