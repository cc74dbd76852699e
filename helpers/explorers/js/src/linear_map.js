// A map of the plane: a small square, its true image, and the parallelogram that the Jacobian makes of the square.
import { arrow } from "./plot_arrow.js";
import { arrange, Beside, roof } from "./beside.js";
import { html } from "./dom.js";
import { clamp, number } from "./format.js";
import { SampledMap } from "./sampled_map.js";
import { Spot } from "./spot.js";

const TINY = 1e-9;
const CORNERS = ["A", "B", "C", "D"];
const POINTS = 200; // of a line of the grid

export function linearMap(stage, { plane: samples, domain, views, sides, inputs, outputs, label, edge, lines }) {
  const plane = new SampledMap(samples, domain);
  const [[x0, x1], [y0, y1]] = domain;
  const [X, Y] = inputs;
  const [U, V] = outputs;
  const [shortest, longest] = sides;
  // The square stays among the inputs: its corner stops where the square would leave, its side where it meets the edge.
  stage.settle = ({ x, y, side }, changed) =>
    "side" in changed
      ? { x, y, side: clamp(side, shortest, Math.min(x1 - x, y1 - y)) }
      : { x: clamp(x, x0, x1 - side), y: clamp(y, y0, y1 - side), side };

  const above = new Beside(stage, [1, 1]);
  const below = new Beside(stage, [1, 1]);
  const panel = (cell, title, [xLabel, yLabel], toScale) => {
    html(cell.pictures, "p", { class: "explorer-title" }, title);
    const plot = cell.plot({ x: toScale[0], y: toScale[1], xLabel, yLabel, ratio: 0.85, lowest: 14, tallest: 300 });
    return Object.assign(plot, { toScale });
  };
  const left = panel(above.cells[0], "a square of inputs", inputs, domain);
  const right = panel(above.cells[1], "its image", outputs, views);
  const lens = panel(below.cells[0], "the image, enlarged", outputs.map((name) => `Δ${name} ÷ side`), [[-1, 1], [-1, 1]]);
  grid(left, domain, lines, (x, y) => [x, y]);
  grid(right, domain, lines, plane.value);

  const steps = [X, Y].map((name, i) => [`∂${label}/∂${name}`, ["vermilion", "green dashed"][i]]);
  const marks = (plot) => {
    const fill = plot === left ? undefined : plot.hatch("purple", "rising");
    return { fill, hatched: fill && plot.area("purple dashed", fill), area: plot.area("blue"), arrows: steps.map(([, look]) => arrow(plot, look)) };
  };
  const [before, after, enlarged] = [left, right, lens].map(marks);
  const letters = [left, lens].map((plot) => CORNERS.map(() => plot.text("middle")));
  const names = steps.map(() => lens.text("middle"));
  const notes = below.cells[1];
  const matrix = notes.table("The Jacobian J at A", ["", ...steps.map(([name]) => name)], outputs.map((name) => ["", name]));
  const areas = notes.table("Areas", ["", "÷ square"], [["blue", "image"], ["purple", "parallelo\u00adgram", enlarged.fill], ["", "det J"]]);

  const corner = new Spot(left, { label: "corner A of the square", look: "blue", bounds: domain });
  stage.slider({ label: X, min: x0, max: x1, get: ({ x }) => x, set: (x) => ({ x }) });
  stage.slider({ label: Y, min: y0, max: y1, get: ({ y }) => y, set: (y) => ({ y }) });
  stage.slider({ label: "side", min: shortest, max: longest, log: true, get: ({ side }) => side, set: (side) => ({ side }) });

  return ({ x, y, side }) => {
    const [[u, ux, uy], [v, vx, vy]] = plane.at(x, y);
    const square = outline(x, y, side, edge);
    const image = square.map(([a, b]) => plane.value(a, b));
    const close = image.map(([a, b]) => [(a - u) / side, (b - v) / side]);
    const sheared = [[0, 0], [ux, vx], [ux + uy, vx + vy], [uy, vy]];
    place(before, square, undefined, [x, y], [[side, 0], [0, side]]);
    place(after, image, sheared.map(([a, b]) => [u + side * a, v + side * b]), [u, v], [[side * ux, side * vx], [side * uy, side * vy]]);
    zoom(lens, [...close, ...sheared]);
    place(enlarged, close, sheared, [0, 0], [[ux, vx], [uy, vy]]);
    const corners = CORNERS.map((_, i) => i * edge);
    letter(letters[0], corners.map((i) => square[i]), [x + side / 2, y + side / 2], left);
    letter(letters[1], corners.map((i) => close[i]), [(ux + uy) / 2, (vx + vy) / 2], lens);
    names.forEach((name, i) => name((i ? uy : ux) / 2, (i ? vy : vx) / 2, steps[i][0]));
    corner.place(x, y, `${X} = ${number(x)}, ${Y} = ${number(y)}`);

    const area = enclosed(close);
    const det = ux * vy - uy * vx;
    matrix([[ux, uy], [vx, vy]].map((row) => row.map((entry) => number(entry, 3))));
    areas([[number(Math.abs(area), 3)], [number(Math.abs(det), 3)], [number(det, 3)]]);
    const where = `${X} = ${number(x)}, ${Y} = ${number(y)}, side ${number(side)}: `;
    if (!Number.isFinite(area + det)) return `${where}${label} has a gap in this square.`;
    const entries = [[U, X, ux], [U, Y, uy], [V, X, vx], [V, Y, vy]].map(([f, of, value]) => `∂${f}/∂${of} = ${number(value, 3)}`);
    return `${where}${entries.join(", ")}; det J = ${number(det, 3)}, ${orientation(det)}. ${compared(area, det)}`;
  };
}

function grid(plot, [[x0, x1], [y0, y1]], lines, map) {
  const along = (low, high, count) => Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  const family = (points, look) => {
    const way = points.flatMap((line) => [...line.map(([x, y]) => map(x, y)), [NaN, NaN]]);
    plot.curve({ x: way.map(([x]) => x), y: way.map(([, y]) => y) }, `net ${look}`);
  };
  family(along(x0, x1, lines).map((x) => along(y0, y1, POINTS).map((y) => [x, y])), "");
  family(along(y0, y1, lines).map((y) => along(x0, x1, POINTS).map((x) => [x, y])), "dashed");
}

// Points around the square, from its corner and back to it.
function outline(x, y, side, edge) {
  const points = [];
  for (let i = 0; i < edge; i++) points.push([x + (side * i) / edge, y]);
  for (let i = 0; i < edge; i++) points.push([x + side, y + (side * i) / edge]);
  for (let i = 0; i < edge; i++) points.push([x + side - (side * i) / edge, y + side]);
  for (let i = 0; i <= edge; i++) points.push([x, y + side - (side * i) / edge]);
  return points;
}

// The area inside a closed polygon: negative if it runs clockwise.
function enclosed(points) {
  let twice = 0;
  for (let i = 1; i < points.length; i++) twice += points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1];
  return twice / 2;
}

function place({ hatched, area, arrows }, image, sheared, [x, y], columns) {
  area(image.map(([a]) => a), image.map(([, b]) => b));
  hatched?.(sheared.map(([a]) => a), sheared.map(([, b]) => b));
  columns.forEach(([dx, dy], i) => arrows[i](x, y, x + dx, y + dy));
}

// The lens shows the image as large as it can, on axes that seldom move.
function zoom(lens, points) {
  const bounds = [0, 1].map((axis) => {
    const values = points.map((point) => point[axis]).filter(Number.isFinite);
    const room = 0.2 * Math.max(0.1, ...points.flat().map(Math.abs).filter(Number.isFinite));
    const end = (sign) => roof(room + Math.max(0, ...values.map((value) => sign * value)));
    return [-end(-1), end(1)];
  });
  if (JSON.stringify(bounds) !== JSON.stringify(lens.toScale)) {
    lens.toScale = bounds;
    if (lens.room) arrange(lens);
  }
}

// The corners' letters, a little outside.
function letter(texts, points, centre, plot) {
  points.forEach(([x, y], i) => {
    const [dx, dy] = [plot.x(x) - plot.x(centre[0]), plot.y(y) - plot.y(centre[1])];
    const far = Math.hypot(dx, dy) || 1;
    texts[i](x, y, CORNERS[i], (0.9 * dx) / far, (0.9 * dy) / far + 0.35);
  });
}

function orientation(det) {
  if (Math.abs(det) < TINY) return "the square is flattened";
  return det < 0 ? "A, B, C, D go round the other way" : "A, B, C, D go round the same way";
}

function compared(area, det) {
  const [image, flat] = [area, det].map(Math.abs);
  const ratio = `The image has ${number(image, 3)} times the area of the square, |det J| = ${number(flat, 3)}`;
  return image < TINY ? `${ratio}.` : `${ratio}: the parallelogram is ${(100 * Math.abs(flat / image - 1)).toFixed(2)} % off.`;
}
