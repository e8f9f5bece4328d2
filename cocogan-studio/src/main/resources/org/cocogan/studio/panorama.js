// Looks around inside one image: on a sphere, whose poles are its upper and lower edge, or on a cylinder. Each pixel
// of the canvas is computed here, so that it needs nothing but a canvas.
import { listen } from "./gestures.js";

const MOST_PIXELS = 400_000;
const WIDEST = 120;
const NARROWEST = 10;
const FORWARD = { yaw: 0, pitch: 0, field: 90 };

const radians = (degrees) => (degrees * Math.PI) / 180;
const between = (least, value, most) => Math.max(least, Math.min(most, value));
const around = (value, length) => ((value % length) + length) % length;

export class Panorama {
  constructor(canvas, events) {
    this.canvas = canvas;
    this.events = events;
    this.image = null;
    this.view = { ...FORWARD };
    this.wanted = null;
    new ResizeObserver(() => this.redraw()).observe(canvas);
    listen(canvas, this);
  }

  // image: address, width, height, surface ("sphere" or "cylinder"), endless (whether its upper edge meets the lower).
  // Of images that are asked for while another is under way, only the last is asked for then.
  async show(image) {
    document.documentElement.dataset.tiles = "waiting";
    const underWay = this.wanted !== null;
    this.wanted = image;
    if (underWay) {
      return;
    }
    let got = null;
    while (got !== this.wanted) {
      got = this.wanted;
      await this.load(got);
    }
    this.wanted = null;
    this.redraw();
  }

  async load(image) {
    try {
      const begun = performance.now();
      const answer = await fetch(`${image.address}/full/max/0/default.png`);
      if (!answer.ok) {
        this.events.failed(await answer.text());
        return;
      }
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(await createImageBitmap(await answer.blob()), 0, 0);
      this.image = image;
      this.pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
      this.events.drawn(performance.now() - begun);
      this.redraw();
    } catch {
      this.events.failed("The studio does not answer.");
    }
  }

  move(right, down) {
    const degrees = this.view.field / (this.canvas.clientWidth || 1);
    this.view.yaw = around(this.view.yaw + right * degrees + 180, 360) - 180;
    this.view.pitch = between(-90, this.view.pitch + down * degrees, 90);
    this.settle();
  }

  zoom(factor) {
    this.view.field = between(NARROWEST, this.view.field / factor, WIDEST);
    this.settle();
  }

  fit() {
    Object.assign(this.view, FORWARD);
    this.settle();
  }

  click(x, y) {
    this.events.clicked(this.pixel(x, y));
  }

  settle() {
    this.events.moved();
    this.redraw();
  }

  redraw() {
    if (this.image && !this.scheduled && !this.canvas.hidden) {
      this.scheduled = true;
      requestAnimationFrame(() => this.draw());
    }
  }

  // Where rays meet the image: gives the row and column, or -1, for a point from the middle of a canvas of so many pixels.
  rays(width) {
    const { image, view } = this;
    const ahead = width / 2 / Math.tan(radians(view.field) / 2);
    const [sine, cosine] = [Math.sin(radians(view.pitch)), Math.cos(radians(view.pitch))];
    const turn = view.yaw / 360 + 0.5;
    return (x, y) => {
      const forward = ahead * cosine - y * sine;
      const down = y * cosine + ahead * sine;
      const flat = Math.hypot(x, forward);
      const column = Math.floor(around(turn + Math.atan2(x, forward) / (2 * Math.PI), 1) * image.width);
      let row = image.surface === "sphere"
        ? Math.floor((Math.atan2(down, flat) / Math.PI + 0.5) * image.height)
        : Math.floor(((down / flat) * image.width) / (2 * Math.PI) + image.height / 2);
      if (image.surface === "sphere") {
        row = Math.min(row, image.height - 1);
      } else if (image.endless) {
        row = around(row, image.height);
      }
      return row >= 0 && row < image.height ? [row, Math.min(column, image.width - 1)] : -1;
    };
  }

  // The pixel of the image at a point of the canvas, or none.
  pixel(x, y) {
    const { clientWidth, clientHeight } = this.canvas;
    const met = this.rays(clientWidth)(x - clientWidth / 2, y - clientHeight / 2);
    return met === -1 ? null : { row: met[0], column: met[1] };
  }

  draw() {
    this.scheduled = false;
    const { canvas, image, pixels } = this;
    const { clientWidth, clientHeight } = canvas;
    const shrunk = Math.min(1, Math.sqrt(MOST_PIXELS / (clientWidth * clientHeight || 1)));
    canvas.width = Math.max(1, Math.round(clientWidth * shrunk));
    canvas.height = Math.max(1, Math.round(clientHeight * shrunk));
    const drawn = new ImageData(canvas.width, canvas.height);
    const target = new Uint32Array(drawn.data.buffer);
    const ray = this.rays(canvas.width);
    for (let y = 0, at = 0; y < canvas.height; y++) {
      for (let x = 0; x < canvas.width; x++, at++) {
        const met = ray(x + 0.5 - canvas.width / 2, y + 0.5 - canvas.height / 2);
        target[at] = met === -1 ? 0 : pixels[met[0] * image.width + met[1]];
      }
    }
    canvas.getContext("2d").putImageData(drawn, 0, 0);
    document.documentElement.dataset.tiles = this.wanted === null ? "shown" : "waiting";
  }
}
