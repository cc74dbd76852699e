// A surface z = f(x, y) as a wire frame seen from above the corner where x is largest and y smallest.
import { scaleLinear } from "d3-scale";
import { place, set, svg } from "./dom.js";

const [TURN, TILT] = [(28 * Math.PI) / 180, (32 * Math.PI) / 180];
const TALL = 0.7; // the height of the box, where the longer side of its floor is 1
const MESHES = 18; // along each side, at most
const LOOKS = 24; // how many steps towards the eye decide whether something stands in between

export class Relief {
  // names are those of the axes; z is the range of heights that is shown.
  constructor(stage, { field, domain, z, names, equal = true }) {
    Object.assign(this, { stage, field, domain, z, names });
    const spans = domain.map(([low, high]) => high - low);
    this.floor = equal ? spans.map((span) => span / Math.max(...spans)) : [1, 1];
    this.svg = svg(stage.pictures, "svg", { class: "explorer-plot" });
    this.axes = svg(this.svg, "g", { "aria-hidden": true });
    this.surface = svg(this.svg, "g", { "aria-hidden": true });
    this.marks = svg(this.svg, "g", { "aria-hidden": true });
  }

  // A point in the box, its floor centred at zero: [across, up, towards the eye] by x, y and z.
  #box(x, y, z) {
    const [[x0, x1], [y0, y1]] = this.domain;
    const u = ((x - x0) / (x1 - x0) - 0.5) * this.floor[0];
    const v = ((y - y0) / (y1 - y0) - 0.5) * this.floor[1];
    return [u, v, ((z - this.z[0]) / (this.z[1] - this.z[0])) * TALL];
  }

  #seen([u, v, w]) {
    const away = v * Math.cos(TURN) - u * Math.sin(TURN);
    return [u * Math.cos(TURN) + v * Math.sin(TURN), -w * Math.cos(TILT) - away * Math.sin(TILT)];
  }

  // The pixel of a point; NaN outside the box.
  project(x, y, z) {
    if (!(z >= this.z[0] && z <= this.z[1])) return [NaN, NaN];
    const [across, down] = this.#seen(this.#box(x, y, z));
    return [this.left + this.scale * across, this.top + this.scale * down];
  }

  measure() {
    this.em = parseFloat(getComputedStyle(this.svg).fontSize);
    return 0;
  }

  layout(width) {
    const seen = this.#extremes().map((point) => this.#seen(this.#box(...point)));
    const [left, right] = [Math.min, Math.max].map((pick) => pick(...seen.map(([across]) => across)));
    const [top, bottom] = [Math.min, Math.max].map((pick) => pick(...seen.map(([, down]) => down)));
    this.scale = Math.min(420, width - 5 * this.em) / (right - left);
    this.left = 3.2 * this.em - this.scale * left;
    this.top = 2 * this.em - this.scale * top;
    set(this.svg, { width, height: this.scale * (bottom - top) + 4 * this.em });
    this.#drawAxes();
    this.#drawSurface();
  }

  // Points that must find room: the floor, the axis of heights, and what there is of the surface.
  #extremes() {
    const { field, z, domain: [[x0, x1], [y0, y1]] } = this;
    const points = [[x0, y0, z[0]], [x1, y0, z[0]], [x0, y1, z[0]], [x1, y1, z[0]], [x0, y0, z[1]]];
    for (let j = 0; j <= field.last; j += 4)
      for (let i = 0; i <= field.last; i += 4) {
        const height = field.node(i, j);
        if (height >= z[0] && height <= z[1]) points.push([...field.place(i, j), height]);
      }
    return points;
  }

  #drawAxes() {
    const { em, names, z, domain: [[x0, x1], [y0, y1]] } = this;
    const name = (value) => `${+value.toPrecision(3)}`.replace("-", "−");
    this.axes.replaceChildren();
    const edge = (from, to) => {
      const [[a, b], [c, d]] = [this.project(...from), this.project(...to)];
      svg(this.axes, "line", { class: "zero", x1: a, y1: b, x2: c, y2: d });
    };
    const text = (at, dx, dy, anchor, words, look = "") => {
      const [x, y] = this.project(...at);
      svg(this.axes, "text", { class: look, x: x + dx * em, y: y + dy * em, "text-anchor": anchor }, words);
    };
    for (const [from, to] of [[[x0, y0], [x1, y0]], [[x1, y0], [x1, y1]], [[x1, y1], [x0, y1]], [[x0, y1], [x0, y0]]])
      edge([...from, z[0]], [...to, z[0]]);
    edge([x0, y0, z[0]], [x0, y0, z[1]]);
    text([x0, y0, z[0]], 0.3, 1.5, "middle", name(x0));
    text([x1, y0, z[0]], -1, 1.1, "end", name(x1));
    text([(x0 + x1) / 2, y0, z[0]], -0.8, 1.6, "end", names[0], "name");
    text([x1, y0, z[0]], 0.8, 1.1, "start", name(y0));
    text([x1, y1, z[0]], 0.4, 1.2, "start", name(y1));
    text([x1, (y0 + y1) / 2, z[0]], 0.9, 1.2, "start", names[1], "name");
    for (const height of scaleLinear().domain(z).ticks(4)) text([x0, y0, height], -0.5, 0.3, "end", name(height));
    text([x0, y0, z[1]], 0, -0.8, "middle", names[2], "name");
  }

  // Meshes from the back to the front, each covering what lies behind it.
  #drawSurface() {
    const { field, surface } = this;
    surface.replaceChildren();
    const stride = Math.ceil(field.last / MESHES);
    for (let j = field.last - stride; j >= 0; j -= stride)
      for (let i = 0; i < field.last; i += stride) {
        const d = this.#mesh(i, j, stride);
        if (d) svg(surface, "path", { class: "mesh", d, style: `--shade: ${this.#shade(i, j, stride)}%` });
      }
  }

  #mesh(i, j, stride) {
    const { field } = this;
    const ring = [];
    for (let k = 0; k < stride; k++) ring.push([i + k, j]);
    for (let k = 0; k < stride; k++) ring.push([i + stride, j + k]);
    for (let k = stride; k > 0; k--) ring.push([i + k, j + stride]);
    for (let k = stride; k > 0; k--) ring.push([i, j + k]);
    for (let a = i; a < i + stride; a++) for (let b = j; b < j + stride; b++) if (!field.whole(a, b)) return "";
    const points = ring.map(([a, b]) => this.project(...field.place(a, b), field.node(a, b)));
    if (points.flat().some(Number.isNaN)) return "";
    return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
  }

  // Light falls from the left: a slope that looks away from it is darker.
  #shade(i, j, stride) {
    const [a, b, c] = [[i, j], [i + stride, j], [i, j + stride]].map(([k, l]) => this.#box(...this.field.place(k, l), this.field.node(k, l)));
    const rise = [(b[2] - a[2]) / (b[0] - a[0]), (c[2] - a[2]) / (c[1] - a[1])];
    const light = (0.8 * rise[0] + 0.2 * rise[1] + 1) / Math.hypot(...rise, 1);
    return Math.round(14 - 9 * light);
  }

  // Whether a hill stands between a point on the surface and the eye.
  #hidden(x, y, z) {
    const [[x0, x1], [y0, y1]] = this.domain;
    const step = 1 / LOOKS;
    const climb = step * Math.tan(TILT) * ((this.z[1] - this.z[0]) / TALL);
    const dx = ((step * Math.sin(TURN)) / this.floor[0]) * (x1 - x0);
    const dy = ((-step * Math.cos(TURN)) / this.floor[1]) * (y1 - y0);
    for (let k = 1; z + k * climb < this.z[1]; k++) {
      const [a, b] = [x + k * dx, y + k * dy];
      if (a > x1 || b < y0) return false;
      if (this.#near(a, b) > z + k * climb) return true;
    }
    return false;
  }

  // The height at the nearest node: enough to tell what hides what.
  #near(x, y) {
    const [i, j] = this.domain.map(([low, high], axis) => Math.round((([x, y][axis] - low) / (high - low)) * this.field.last));
    return this.field.node(i, j);
  }

  // A curve on the surface, given by its points [x, y, z]; faint where the surface hides it.
  curve(look) {
    const [behind, before] = ["behind", ""].map((part) => svg(this.marks, "path", { class: `mark ${look} ${part}` }));
    return (points) => {
      const [paths, pens] = [["", ""], ["M", "M"]];
      let last = "";
      points.forEach(([x, y, z]) => {
        const [px, py] = this.project(x, y, z);
        if (!Number.isFinite(px)) {
          pens.fill("M");
          last = "";
          return;
        }
        const spot = `${px.toFixed(1)},${py.toFixed(1)}`;
        const visible = +!this.#hidden(x, y, z);
        // Where it comes out from behind a hill the two parts meet.
        if (pens[visible] === "M" && last) paths[visible] += `M${last}L${spot}`;
        else paths[visible] += `${pens[visible]}${spot}`;
        pens[visible] = "L";
        pens[1 - visible] = "M";
        last = spot;
      });
      behind.setAttribute("d", paths[0]);
      before.setAttribute("d", paths[1]);
    };
  }

  // A straight line through a point of the surface, half of it `reach` long in the box, along [1, 0] or [0, 1].
  tangent(look, reach = 0.22) {
    const mark = svg(this.marks, "line", { class: `mark ${look}` });
    return (x, y, z, [alongX, alongY], slope) => {
      const [a, b] = [this.#box(x, y, z), this.#box(x + alongX, y + alongY, z + slope)];
      const size = reach / Math.hypot(...a.map((start, k) => b[k] - start));
      const ends = [-size, size].map((t) => this.#seen(a.map((start, k) => start + t * (b[k] - start))));
      const inside = this.project(x, y, z)[0]; // not a number where the point lies outside the box
      const [[x1, y1], [x2, y2]] = ends.map(([across, down]) => [this.left + this.scale * across + 0 * inside, this.top + this.scale * down]);
      place(mark, { x1, y1, x2, y2 });
    };
  }

  point(look) {
    const mark = svg(this.marks, "circle", { class: `point ${look}`, r: 5 });
    return (x, y, z) => {
      const [cx, cy] = this.project(x, y, z);
      place(mark, { cx, cy });
    };
  }
}
