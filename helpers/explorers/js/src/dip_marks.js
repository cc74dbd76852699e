// Dips on a map: numbered circles with the height beside them, an arrow uphill, and how the floor curves.
import { svg } from "./dom.js";
import { fixed } from "./format.js";

const RADIUS = 9; // pixels
const LIFT = 0.25; // metres by which the curvature alone lifts or lowers the floor, where its mark is drawn

export class DipMarks {
  constructor(plot) {
    this.plot = plot;
    this.layer = svg(plot.labels, "g");
  }

  place(dips, best) {
    this.layer.replaceChildren();
    this.taken = dips.map(([x, y]) => this.#box(this.plot.x(x), this.plot.y(y), 2 * RADIUS));
    const last = dips.length - 1;
    const look = (i) => (i === best ? "green" : i === last ? "vermilion" : "blue");
    for (const i of new Set([last, best])) if (dips[i]?.length > 5) this.#curvature(dips[i]);
    dips.forEach((dip, i) => {
      const [x, y] = [this.plot.x(dip[0]), this.plot.y(dip[1])];
      if (dip.length > 3) this.#arrow(x, y, dip[3], dip[4], look(i));
      svg(this.layer, "circle", { class: `dip ${look(i)}${i === best ? " thick" : ""}`, cx: x, cy: y, r: RADIUS });
      svg(this.layer, "text", { class: "dip-number", x, y, dy: "0.35em" }, i + 1);
    });
    // Where dips are crowded only those heights are written that have room; the last and the best come first.
    const order = new Set([last, best, ...dips.keys()]);
    for (const i of order) if (dips[i]) this.#height(dips[i]);
  }

  #height([x, y, height]) {
    const { em } = this.plot;
    const name = fixed(height, 2);
    const [px, py, half] = [this.plot.x(x), this.plot.y(y), 0.25 * em * name.length];
    const [left, right] = this.plot.x.range();
    for (const [dx, dy] of [[0, 1.65 * em], [0, -1.65 * em], [half + 1.05 * em, 0], [-half - 1.05 * em, 0]]) {
      const box = this.#box(px + dx, py + dy, 2 * half, 0.9 * em);
      if (box[0] < left || box[2] > right + em || this.taken.some((other) => overlap(box, other))) continue;
      this.taken.push(box);
      svg(this.layer, "text", { class: "label dip-height", x: px + dx, y: py + dy, dy: "0.35em" }, name);
      return;
    }
  }

  #box = (x, y, width, height = width) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];

  // Uphill, and longer where it is steeper.
  #arrow(x, y, right, up, look) {
    const slope = Math.hypot(right, up);
    if (slope < 1e-9) return;
    const [ux, uy] = [right / slope, -up / slope];
    const length = RADIUS + 6 + 30 * Math.min(slope, 1.5);
    this.taken.push(...[length, (RADIUS + length) / 2].map((along) => this.#box(x + along * ux, y + along * uy, 8)));
    const at = (along, across) => `${x + along * ux - across * uy},${y + along * uy + across * ux}`;
    const head = `M${at(length - 5, 4)}L${at(length, 0)}L${at(length - 5, -4)}`;
    svg(this.layer, "path", { class: `mark ${look}`, d: `M${at(RADIUS, 0)}L${at(length, 0)}${head}` });
  }

  // In each direction u the distance at which ½ r² uᵀHu is a lift: solid where the floor curves up, dashed where down.
  #curvature([x, y, , , , xx, xy, yy]) {
    const circle = Array.from({ length: 121 }, (_, i) => [Math.cos((i * Math.PI) / 60), Math.sin((i * Math.PI) / 60)]);
    for (const [sign, look] of [[1, ""], [-1, "dashed"]]) {
      const reach = circle.map(([u, v]) => {
        const bend = sign * (xx * u * u + 2 * xy * u * v + yy * v * v);
        const r = Math.sqrt((2 * LIFT) / bend);
        return r < 2 ? r : NaN;
      });
      const path = this.plot.path(circle.map(([u], i) => x + reach[i] * u), circle.map(([, v], i) => y + reach[i] * v));
      svg(this.layer, "path", { class: `mark purple ${look}`, d: path });
    }
  }
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
