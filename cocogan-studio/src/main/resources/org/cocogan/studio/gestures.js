// What mouse, fingers and keys do to a view on a canvas: it has image (null until there is one), move(right, down) in
// pixels of the canvas, zoom(factor, x, y), fit() and click(x, y); x and y may be left out for the middle.

export function listen(canvas, view) {
  const fingers = new Map();
  let moved = 0;
  const at = (event) => ({ x: event.offsetX, y: event.offsetY });
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at(event));
    moved = 0;
    canvas.classList.add("dragged");
  });
  canvas.addEventListener("pointermove", (event) => {
    const from = fingers.get(event.pointerId);
    if (!from || !view.image) {
      return;
    }
    const pinch = fingers.size === 2 ? spread() : null;
    const to = at(event);
    fingers.set(event.pointerId, to);
    moved += Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (pinch) {
      const now = spread();
      view.zoom(now.distance / (pinch.distance || 1), now.x, now.y);
      view.move(pinch.x - now.x, pinch.y - now.y);
    } else {
      view.move(from.x - to.x, from.y - to.y);
    }
  });
  const lift = (event) => {
    if (fingers.delete(event.pointerId) && event.type === "pointerup" && moved < 4 && view.image) {
      view.click(event.offsetX, event.offsetY);
    }
    canvas.classList.toggle("dragged", fingers.size > 0);
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (view.image) {
      view.zoom(Math.pow(2, -event.deltaY / 200), event.offsetX, event.offsetY);
    }
  }, { passive: false });
  const keys = {
    ArrowLeft: () => view.move(-40, 0), ArrowRight: () => view.move(40, 0),
    ArrowUp: () => view.move(0, -40), ArrowDown: () => view.move(0, 40),
    "+": () => view.zoom(2), "=": () => view.zoom(2), "-": () => view.zoom(0.5), 0: () => view.fit(),
    Enter: () => view.click(canvas.clientWidth / 2, canvas.clientHeight / 2),
  };
  canvas.addEventListener("keydown", (event) => {
    if (keys[event.key] && view.image && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}
