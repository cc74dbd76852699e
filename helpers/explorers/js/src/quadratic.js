// The bowl, cap or saddle that fits a surface best at a point: its contour lines on the map, its parabolas in two cuts.
import { Button } from "./button.js";
import { Columns } from "./columns.js";
import { contours, joined } from "./contours.js";
import { set, svg, uniqueId } from "./dom.js";
import { Field } from "./field.js";
import { number } from "./format.js";
import { Plane } from "./plane.js";
import { Plot } from "./plot.js";
import { Spot } from "./spot.js";

const NODES = 33; // along each side of the square in which the approximation is drawn
const POINTS = 60; // along a cut
const DIRECTIONS = ["green", "purple dash-dotted"];

export function quadratic(stage, { fields, domain, view, levels, names, reach, flat, straight, stationary }) {
  const parts = Object.fromEntries(Object.entries(fields).map(([name, samples]) => [name, new Field(samples, domain)]));
  const [X, Y, F] = names;
  const columns = new Columns(stage);
  const map = columns.put(0, new Plane(stage, { x: domain[0], y: domain[1], xLabel: X, yLabel: Y }));
  map.levels(parts.f, levels, "contour blue");
  const lens = lensOf(map);
  const fit = lens.curve("vermilion dashed");
  const arms = DIRECTIONS.map((look) => map.line(`mark ${look}`));
  const labels = DIRECTIONS.map(() => map.text("middle"));
  const cuts = DIRECTIONS.map((_, k) => cut(columns, stage, { reach, view, k, F }));
  stage.legend([
    ["blue", F],
    ["vermilion dashed", "its quadratic approximation"],
    ["green", "cut 1: larger curvature"],
    ["purple dash-dotted", "cut 2: smaller curvature"],
  ]);
  const table = stage.table("Hessian", ["", X, Y], [["", X], ["", Y]]);
  const spot = new Spot(map, { label: "point on the map" });
  [X, Y].forEach((label, axis) => {
    const key = "xy"[axis];
    const [min, max] = domain[axis];
    stage.slider({ label, min, max, get: (state) => state[key], set: (value) => ({ [key]: value }) });
  });
  if (stationary.length) new Button(stage, { label: "Go to the nearest stationary point", press: (state) => nearest(stationary, state) });

  return ({ x, y }) => {
    const { f: z, fx, fy, fxx, fxy, fyy } = Object.fromEntries(Object.entries(parts).map(([name, field]) => [name, field.value(x, y)]));
    const q = (dx, dy) => z + fx * dx + fy * dy + (fxx * dx * dx + 2 * fxy * dx * dy + fyy * dy * dy) / 2;
    const known = Number.isFinite(q(1, 1));
    const step = (k) => ((2 * k) / (NODES - 1) - 1) * reach;
    lens.move(x, y, reach);
    fit(known ? joined(contours(NODES, (i, j) => q(step(i), step(j)), (i, j) => [x + step(i), y + step(j)], levels)) : { x: [], y: [] });
    const [larger, smaller, angle] = eigen(fxx, fxy, fyy);
    [larger, smaller].forEach((curvature, k) => {
      const [ux, uy] = [Math.cos(angle + (k * Math.PI) / 2), Math.sin(angle + (k * Math.PI) / 2)];
      arms[k](x - reach * ux, y - reach * uy, x + reach * ux, y + reach * uy);
      // The label stands at that end of the arm that lies further inside.
      const side = ux * (x - (domain[0][0] + domain[0][1]) / 2) + uy * (y - (domain[1][0] + domain[1][1]) / 2) > 0 ? -1 : 1;
      labels[k](x + side * 1.12 * reach * ux, y + side * 1.12 * reach * uy, number(curvature), 0, 0.35);
      cuts[k](curvature, (s) => [parts.f.value(x + s * ux, y + s * uy), q(s * ux, s * uy)]);
    });
    table([[fxx, fxy], [fxy, fyy]].map((row) => row.map((entry) => number(entry, 3))));
    const here = `${X} = ${number(x)}, ${Y} = ${number(y)}`;
    spot.place(x, y, `${here}, ${F} = ${number(z, 3)}`);
    if (!Number.isFinite(z)) return `${here}: ${F} has no value here.`;
    const start = `${here}: ${F} = ${number(z, 3)}`;
    if (!known) return `${start}, but it has no Hessian here.`;
    const facts = `${start}. Curvatures ${number(larger, 3)} and ${number(smaller, 3)}, determinant ${number(larger * smaller, 3)}.`;
    const slope = Math.hypot(fx, fy);
    if (slope > flat) return `${facts} Not stationary, the slope is ${number(slope, 3)}: the test says nothing here.`;
    const kind = kindOf(larger, smaller, straight);
    return `${facts} Stationary: ${kind ? `by the test it is a ${kind}` : "the test cannot decide"}.`;
  };
}

// The round window in which the approximation is shown: it is meant for what is near.
function lensOf(map) {
  const id = uniqueId("lens");
  const clip = svg(svg(map.defs, "clipPath", { id }), "ellipse");
  const rim = svg(map.marks, "ellipse", { class: "mark thin dotted" });
  const group = svg(map.marks, "g", { class: "lens", "clip-path": `url(#${id})` });
  return {
    curve(look) {
      const mark = svg(group, "path", { class: `curve ${look}` });
      return ({ x, y }) => mark.setAttribute("d", map.path(x, y));
    },
    move(x, y, reach) {
      const place = { cx: map.x(x), cy: map.y(y), rx: map.x(reach) - map.x(0), ry: map.y(0) - map.y(reach) };
      for (const shape of [clip, rim]) set(shape, place);
    },
  };
}

// A plot of f and of its approximation along a line through the point.
function cut(columns, stage, { reach, view, k, F }) {
  const options = { x: [-reach, reach], y: view, yLabel: `${F} along cut ${k + 1}`, ratio: 0.42, lowest: 11 };
  const plot = columns.put(1, new Plot(stage, { xLabel: k ? "distance from the point" : "", ...options }));
  const middle = plot.line(`mark ${DIRECTIONS[k]} thin`);
  const [curve, parabola] = ["blue", "vermilion dashed"].map((look) => plot.polyline(look));
  const point = plot.point("");
  const label = plot.text("end");
  const s = Array.from({ length: POINTS + 1 }, (_, i) => ((2 * i) / POINTS - 1) * reach);
  return (curvature, heights) => {
    const pairs = s.map(heights);
    curve(s, pairs.map(([f]) => f));
    parabola(s, pairs.map(([, q]) => q));
    point(0, heights(0)[0]);
    middle(0, view[0], 0, view[1]);
    label(reach, view[1], `curvature ${number(curvature)}`, 0, -0.8);
  };
}

// [larger eigenvalue, smaller one, direction of the larger] of the matrix with rows a b, b d.
function eigen(a, b, d) {
  const [mean, half] = [(a + d) / 2, Math.hypot((a - d) / 2, b)];
  return [mean + half, mean - half, Math.atan2(2 * b, a - d) / 2];
}

function kindOf(larger, smaller, straight) {
  if (larger > straight && smaller < -straight) return "saddle";
  if (Math.min(Math.abs(larger), Math.abs(smaller)) <= straight) return "";
  return larger < 0 ? "maximum" : "minimum";
}

function nearest(points, { x, y }) {
  const [[nx, ny]] = [...points].sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y));
  return { x: nx, y: ny };
}
