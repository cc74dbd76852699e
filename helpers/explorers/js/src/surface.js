// A surface beside its map: how steep is it along x, along y, and which way is up?
import { Columns } from "./columns.js";
import { Field } from "./field.js";
import { number } from "./format.js";
import { Plane } from "./plane.js";
import { Relief } from "./relief.js";
import { Spot } from "./spot.js";

const POINTS = 54; // along a slice

export function surface(stage, { fields, domain, view, levels, names, steepest, equal }) {
  const [f, fx, fy] = ["f", "fx", "fy"].map((name) => new Field(fields[name], domain));
  const [X, Y, F] = names;
  const columns = new Columns(stage);
  const relief = columns.put(0, new Relief(stage, { field: f, domain, z: view, names, equal }));
  const map = columns.put(1, new Plane(stage, { x: domain[0], y: domain[1], xLabel: X, yLabel: Y, equal }));
  map.levels(f, levels);
  map.gradients(fx, fy, steepest);
  stage.legend([
    ["blue", `slice along ${X}, and its slope`],
    ["vermilion dashed", `slice along ${Y}, and its slope`],
    ["green thick", "gradient: uphill"],
  ]);
  const slices = ["blue", "vermilion dashed"].map((look) => relief.curve(look));
  const tangents = ["blue thick", "vermilion thick dashed"].map((look) => relief.tangent(look));
  const point = relief.point("");
  const ways = ["blue", "vermilion dashed"].map((look) => map.line(`mark thin ${look}`));
  const parts = ["blue", "vermilion dashed"].map((look) => map.arrow(look));
  const gradient = map.arrow("green thick");
  const spot = new Spot(map, { label: "point on the map" });
  [X, Y].forEach((label, axis) => {
    const key = "xy"[axis];
    const [min, max] = domain[axis];
    stage.slider({ label, min, max, get: (state) => state[key], set: (value) => ({ [key]: value }) });
  });
  const along = domain.map(([low, high]) => Array.from({ length: POINTS + 1 }, (_, k) => low + ((high - low) * k) / POINTS));

  return ({ x, y }) => {
    const [z, gx, gy] = [f, fx, fy].map((field) => field.value(x, y));
    slices[0](along[0].map((at) => [at, y, f.value(at, y)]));
    slices[1](along[1].map((at) => [x, at, f.value(x, at)]));
    tangents[0](x, y, z, [1, 0], gx);
    tangents[1](x, y, z, [0, 1], gy);
    point(x, y, z);
    ways[0](domain[0][0], y, domain[0][1], y);
    ways[1](x, domain[1][0], x, domain[1][1]);
    const [dx, dy] = map.steep([gx, gy], steepest, map.longest);
    parts[0](x, y, dx, 0);
    parts[1](x, y, 0, dy);
    gradient(x, y, dx, dy);
    const here = `${X} = ${number(x)}, ${Y} = ${number(y)}`;
    spot.place(x, y, `${here}, ${F} = ${number(z, 3)}`);
    if (!Number.isFinite(z)) return `${here}: ${F} has no value here.`;
    const start = `${here}: ${F} = ${number(z, 3)}. Slope along ${X} ${number(gx, 3)}, along ${Y} ${number(gy, 3)}`;
    if (!Number.isFinite(gx + gy)) return `${start}: there is no gradient.`;
    if (!gx && !gy) return `${start}: the gradient is zero.`;
    if (!equal) return `${start}: together they are the gradient.`;
    const direction = `${Math.round((Math.atan2(gy, gx) * 180) / Math.PI) + 0}`.replace("-", "−");
    return `${start}: the gradient has length ${number(Math.hypot(gx, gy), 3)} and direction ${direction}° from the ${X}-axis.`;
  };
}
