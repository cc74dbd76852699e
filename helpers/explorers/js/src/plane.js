// A plane seen from above, with the same scale along x and y: contour lines with their heights, and arrows.
import { arrow, arrowPath } from "./arrow.js";
import { contours, joined } from "./contours.js";
import { svg } from "./dom.js";
import { Plot } from "./plot.js";

const TALLEST = 380;
const ACROSS = 11; // thin arrows in a row
const LONGEST = 0.2; // of the plane's smaller side: the arrow of a steep gradient; none is over twice as long

export class Plane extends Plot {
  // With equal = false the axes have scales of their own: the sides of the rectangle are too different.
  constructor(stage, { equal = true, ...options }) {
    super(stage, { tallest: Infinity, lowest: 0, ...options });
    this.svg.classList.add("explorer-plane");
    const [width, height] = [this.x, this.y].map((scale) => scale.domain()[1] - scale.domain()[0]);
    this.shape = equal ? height / width : 1;
    this.sides = equal ? [1, 1] : [width, height];
    this.under = svg(this.marks, "g"); // contours and thin arrows, below all that moves
    this.upper = svg(this.svg, "g", { "aria-hidden": true }); // an arrow may point out of the frame
    this.svg.append(this.labels, this.handles);
    this.onLayout = [];
  }

  // The frame is as wide as there is room, unless it were too tall.
  #size(width, left) {
    const inner = Math.min(width - left - this.em, TALLEST / this.shape);
    return { outer: left + inner + this.em, height: inner * this.shape + 5 * this.em };
  }

  measure(width) {
    this.em ??= parseFloat(getComputedStyle(this.svg).fontSize);
    this.ratio = this.#size(width, 3 * this.em).height / width;
    return super.measure(width);
  }

  layout(width, left) {
    const { outer, height } = this.#size(width, left);
    this.height = height;
    super.layout(outer, left);
    for (const lay of this.onLayout) lay();
  }

  // The contour lines of a field, each with its height on it where there is room.
  levels(field, levels, look = "contour") {
    const n = field.last + 1;
    const lines = contours(n, (i, j) => field.node(i, j), (i, j) => field.place(i, j), levels, (i, j) => field.whole(i, j));
    this.under.append(this.curve(joined(lines), look));
    const labels = svg(this.under, "g");
    this.onLayout.push(() => {
      labels.replaceChildren();
      const taken = [];
      for (const { level, x, y } of [...lines].sort((a, b) => b.x.length - a.x.length)) {
        const spot = this.#free(x, y, taken);
        if (!spot) continue;
        taken.push(spot);
        const text = { class: "label height", x: spot[0], y: spot[1], dy: "0.3em", "text-anchor": "middle" };
        svg(labels, "text", text, `${+level.toPrecision(6)}`.replace("-", "−"));
      }
    });
  }

  // A place on a line for its height: inside the frame, away from the others. Short lines get none.
  #free(xs, ys, taken) {
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    if (xs.length < 12) return undefined;
    for (let part = 0.5; part < 1; part += 0.06) {
      const k = Math.floor(part * xs.length);
      const [x, y] = [this.x(xs[k]), this.y(ys[k])];
      const inside = x > left + 1.5 * this.em && x < right - 1.5 * this.em && y < bottom - this.em && y > top + this.em;
      if (inside && taken.every(([a, b]) => Math.hypot(a - x, 1.5 * (b - y)) > 4 * this.em)) return [x, y];
    }
    return undefined;
  }

  // [dx, dy] in pixels of a gradient. With scales of their own it is the steepest way in the picture, so that it stands
  // at right angles on the contour lines all the same.
  steep([gx, gy], steepest, longest) {
    const [dx, dy] = [(gx * this.sides[0] * longest) / steepest, (-gy * this.sides[1] * longest) / steepest];
    const shrink = Math.min(1, (2 * longest) / Math.hypot(dx, dy));
    return [dx * shrink, dy * shrink];
  }

  get longest() {
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    return LONGEST * Math.min(right - left, bottom - top);
  }

  // Thin arrows all over the plane.
  gradients(fx, fy, steepest) {
    const mark = svg(this.under, "path", { class: "mark field" });
    this.onLayout.push(() => {
      const [left, right] = this.x.range();
      const [bottom, top] = this.y.range();
      const step = (right - left) / ACROSS;
      const down = Math.max(1, Math.round((bottom - top) / step));
      let path = "";
      for (let j = 0; j < down; j++)
        for (let i = 0; i < ACROSS; i++) {
          const [x, y] = [left + (i + 0.5) * step, top + ((j + 0.5) * (bottom - top)) / down];
          const at = [this.x.invert(x), this.y.invert(y)];
          path += arrowPath(x, y, ...this.steep([fx.value(...at), fy.value(...at)], steepest, 0.45 * step), 4);
        }
      mark.setAttribute("d", path);
    });
  }

  arrow(look) {
    const place = arrow(this.upper, look);
    return (x, y, dx, dy) => place(this.x(x), this.y(y), dx, dy);
  }
}
