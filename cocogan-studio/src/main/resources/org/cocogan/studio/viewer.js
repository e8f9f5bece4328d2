// Shows one image of the IIIF Image API on a canvas: tiles are drawn as they come, and what was shown stays
// until what comes next is there. The image may go round along its axes.

import { listen } from "./gestures.js";

const LARGEST_SCALE = 64;
const MOST_TILES = 400;
const MOST_REQUESTS = 4;

export class Viewer {
  constructor(canvas, events) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: true });
    this.events = events;
    this.image = null;
    this.view = { x: 0, y: 0, scale: 1 };
    this.marks = [];
    this.cell = null;
    this.tiles = new Map();
    this.loading = new Map();
    this.before = null;
    new ResizeObserver(() => this.redraw()).observe(canvas);
    listen(canvas, this);
  }

  // image: address, width, height, tile [width, height], factors, cyclic [down, across]; fit shows all of it.
  show(image, fit) {
    if (this.image && this.image.address !== image.address) {
      const sameShape = this.image.width === image.width && this.image.height === image.height;
      if (sameShape && this.isWhole()) {
        this.before = { tiles: this.tiles, image: this.image };
      } else if (!sameShape) {
        this.before = null;
      }
      this.tiles = new Map();
      // The oldest request may end, so that a slider that is dragged shows something.
      [...this.loading.values()].slice(1).forEach((request) => request.abort());
    }
    const first = !this.image || fit;
    this.image = image;
    if (first) {
      this.fit();
    }
    this.settle();
  }

  isWhole() {
    return this.tiles.size > 0 && [...this.tiles.values()].every((tile) => tile.bitmap);
  }

  room() {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  // Coarser views than the coarsest tiles are not drawn; an image that is too large for them opens zoomed in.
  smallestScale() {
    const fitting = this.fittingScale();
    const coarsest = 1 / Math.max(...this.image.factors);
    return Math.max(coarsest, Math.min(1, fitting)) / (fitting < coarsest ? 1 : 2);
  }

  fittingScale() {
    const room = this.room();
    return Math.min(room.width / this.image.width, room.height / this.image.height) || 1;
  }

  fit() {
    this.view.x = this.image.width / 2;
    this.view.y = this.image.height / 2;
    const fitting = this.fittingScale();
    this.view.scale = fitting > 1 ? Math.min(LARGEST_SCALE, Math.floor(fitting)) : fitting;
    if (fitting < this.smallestScale()) {
      this.view.scale = 1;
    }
    this.settle();
  }

  settle() {
    const between = (least, value, most) => Math.max(least, Math.min(most, value));
    const around = (value, length) => ((value % length) + length) % length;
    const { image, view } = this;
    view.scale = between(this.smallestScale(), view.scale, LARGEST_SCALE);
    view.y = image.cyclic[0] ? around(view.y, image.height) : between(0, view.y, image.height);
    view.x = image.cyclic[1] ? around(view.x, image.width) : between(0, view.x, image.width);
    this.events.moved(view);
    this.redraw();
  }

  move(right, down) {
    this.view.x += right / this.view.scale;
    this.view.y += down / this.view.scale;
    this.settle();
  }

  zoom(factor, atX = this.room().width / 2, atY = this.room().height / 2) {
    const before = this.view.scale;
    this.view.scale = Math.max(this.smallestScale(), Math.min(LARGEST_SCALE, before * factor));
    const shift = 1 / before - 1 / this.view.scale;
    this.view.x += (atX - this.room().width / 2) * shift;
    this.view.y += (atY - this.room().height / 2) * shift;
    this.settle();
  }

  click(x, y) {
    this.events.clicked(this.pixel(x, y));
  }

  // The pixel of the image at a point of the canvas, or none.
  pixel(x, y) {
    const { image, view } = this;
    let column = view.x + (x - this.room().width / 2) / view.scale;
    let row = view.y + (y - this.room().height / 2) / view.scale;
    row = image.cyclic[0] ? ((row % image.height) + image.height) % image.height : row;
    column = image.cyclic[1] ? ((column % image.width) + image.width) % image.width : column;
    const inside = row >= 0 && column >= 0 && row < image.height && column < image.width;
    return inside ? { row: Math.floor(row), column: Math.floor(column) } : null;
  }

  redraw() {
    if (this.image && !this.scheduled) {
      this.scheduled = true;
      requestAnimationFrame(() => this.draw());
    }
  }

  draw() {
    this.scheduled = false;
    if (this.canvas.hidden) {
      return;
    }
    const density = devicePixelRatio || 1;
    const { canvas, context, view, image } = this;
    canvas.width = Math.round(canvas.clientWidth * density);
    canvas.height = Math.round(canvas.clientHeight * density);
    const scale = view.scale * density;
    context.imageSmoothingEnabled = scale < 1;
    const left = view.x - canvas.width / 2 / scale;
    const top = view.y - canvas.height / 2 / scale;
    const right = left + canvas.width / scale;
    const bottom = top + canvas.height / scale;
    const factor = this.factor(scale);
    const copies = (cyclic, from, to, length) =>
      cyclic ? [Math.floor(from / length), Math.floor(to / length)] : [0, 0];
    const [firstDown, lastDown] = copies(image.cyclic[0], top, bottom, image.height);
    const [firstAcross, lastAcross] = copies(image.cyclic[1], left, right, image.width);
    this.missing = 0;
    for (let down = firstDown; down <= lastDown; down++) {
      for (let across = firstAcross; across <= lastAcross; across++) {
        context.setTransform(scale, 0, 0, scale,
          (across * image.width - left) * scale, (down * image.height - top) * scale);
        this.drawCopy(factor, left - across * image.width, top - down * image.height,
          right - across * image.width, bottom - down * image.height);
      }
    }
    this.dropOld();
    if (this.missing === 0 && this.loading.size === 0) {
      this.before = null;
    }
    document.documentElement.dataset.tiles = this.missing === 0 ? "shown" : "waiting";
  }

  // The coarsest tiles that lose nothing on the screen.
  factor(scale) {
    const fitting = this.image.factors.filter((factor) => factor <= 1 / scale);
    return fitting.length > 0 ? fitting[fitting.length - 1] : 1;
  }

  drawCopy(factor, left, top, right, bottom) {
    const { image, context } = this;
    const width = image.tile[0] * factor;
    const height = image.tile[1] * factor;
    const lastRow = Math.min(Math.ceil(image.height / height), Math.ceil(bottom / height)) - 1;
    const lastColumn = Math.min(Math.ceil(image.width / width), Math.ceil(right / width)) - 1;
    for (let row = Math.max(0, Math.floor(top / height)); row <= lastRow; row++) {
      for (let column = Math.max(0, Math.floor(left / width)); column <= lastColumn; column++) {
        this.drawTile({
          x: column * width, y: row * height, factor,
          width: Math.min(width, image.width - column * width),
          height: Math.min(height, image.height - row * height),
        });
      }
    }
    if (this.lines) {
      this.drawLines(left, top, right, bottom);
    }
    context.lineWidth = 2 / this.view.scale;
    for (const mark of this.marks) {
      context.strokeStyle = mark.colour;
      context.strokeRect(mark.column, mark.row, mark.width, mark.height);
    }
  }

  drawLines(left, top, right, bottom) {
    const { context, image, cell } = this;
    context.lineWidth = 1 / this.view.scale;
    context.strokeStyle = "#fff8";
    context.beginPath();
    const from = { x: Math.max(0, left), y: Math.max(0, top) };
    const to = { x: Math.min(image.width, right), y: Math.min(image.height, bottom) };
    for (let x = Math.ceil(from.x / cell[1]) * cell[1]; x <= to.x; x += cell[1]) {
      context.moveTo(x, from.y);
      context.lineTo(x, to.y);
    }
    for (let y = Math.ceil(from.y / cell[0]) * cell[0]; y <= to.y; y += cell[0]) {
      context.moveTo(from.x, y);
      context.lineTo(to.x, y);
    }
    context.stroke();
  }

  drawTile(place) {
    const name = `${place.x},${place.y},${place.width},${place.height}/${Math.ceil(place.width / place.factor)},`
      + `${Math.ceil(place.height / place.factor)}`;
    const tile = this.tiles.get(name);
    if (tile && tile.bitmap) {
      this.tiles.delete(name);
      this.tiles.set(name, tile);
      this.context.drawImage(tile.bitmap, place.x, place.y, place.width, place.height);
      return;
    }
    const old = this.before && this.before.tiles.get(name);
    if (old && old.bitmap) {
      this.context.drawImage(old.bitmap, place.x, place.y, place.width, place.height);
    }
    this.missing++;
    if (!tile && this.loading.size < MOST_REQUESTS && !this.isOvertaken()) {
      this.load(name);
    }
  }

  // Whether a request for an image before this one is under way: what comes next waits for it.
  isOvertaken() {
    return [...this.loading.values()].some((request) => request.tiles !== this.tiles);
  }

  async load(name) {
    const tiles = this.tiles;
    const address = `${this.image.address}/${name}/0/default.png`;
    const request = Object.assign(new AbortController(), { tiles });
    this.loading.set(address, request);
    try {
      const begun = performance.now();
      const answer = await fetch(address, { signal: request.signal });
      if (answer.status === 503) {
        await new Promise((later) => setTimeout(later, 1000));
      } else if (answer.ok) {
        const bitmap = await createImageBitmap(await answer.blob());
        tiles.set(name, { bitmap });
        if (tiles !== this.tiles) {
          // It is of an image before this one: better than nothing while a slider moves.
          this.before = { tiles, image: this.image };
        }
        this.events.drawn(performance.now() - begun);
      } else {
        tiles.set(name, { failed: true });
        this.events.failed(await answer.text());
      }
    } catch (failure) {
      if (failure.name !== "AbortError") {
        tiles.set(name, { failed: true });
        this.events.failed("The studio does not answer.");
      }
    } finally {
      this.loading.delete(address);
      this.redraw();
    }
  }

  dropOld() {
    for (const name of this.tiles.keys()) {
      if (this.tiles.size <= MOST_TILES) {
        break;
      }
      this.tiles.delete(name);
    }
  }
}
