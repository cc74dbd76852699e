// The product rule as a rectangle with sides f and g: what it gains when both sides grow.
import { Curve } from "./curve.js";
import { number } from "./format.js";
import { nudge } from "./nudge.js";

export function productRectangle(stage, { f, g, fView, gView, names: [F, G], ...bounds }) {
  const [fCurve, gCurve] = [new Curve(f), new Curve(g)];
  const plot = stage.plot({ x: fView, y: gView, xLabel: `${F}(x)`, yLabel: `${G}(x)`, ratio: 0.6, tallest: 400 });
  const pieces = [
    ["blue", `A = ${F}·${G}`],
    ["vermilion", `${F}·Δ${G}`, "rising"],
    ["green", `${G}·Δ${F}`, "falling"],
    ["purple", `Δ${F}·Δ${G}`, "dots"],
  ].map(([look, name, hatch]) => {
    const fill = hatch ? plot.hatch(look, hatch) : "";
    return { look, name, fill, area: plot.area(look, fill), label: plot.text("middle") };
  });
  const rows = pieces.slice(1).map(({ look, name, fill }) => [look, name, fill]);
  const table = stage.table("What the area gains", ["piece", "area", "area ÷ Δx"], [...rows, ["", "together, ΔA"]]);
  nudge(stage, bounds);

  return ({ x, dx }) => {
    const [[f0, fSlope], [g0, gSlope]] = [fCurve.at(x), gCurve.at(x)];
    const [f1, g1] = [fCurve.value(x + dx), gCurve.value(x + dx)];
    const [df, dg] = [f1 - f0, g1 - g0];
    const corners = [[0, 0, f0, g0], [0, g0, f0, g1], [f0, 0, f1, g0], [f0, g0, f1, g1]];
    const beside = f0 * df >= 0 && g0 * dg >= 0; // or else the pieces lie upon one another, and so would their names
    corners.forEach(([left, bottom, right, top], i) => {
      const { name, area, label } = pieces[i];
      area([left, right, right, left], [bottom, bottom, top, top]);
      const [width, height] = [plot.x(right) - plot.x(left), plot.y(bottom) - plot.y(top)].map(Math.abs);
      const fits = (beside || i === 0) && width > 0.6 * plot.em * name.length && height > 1.4 * plot.em;
      label(fits ? (left + right) / 2 : NaN, (bottom + top) / 2, name, 0, 0.35);
    });
    const gain = f1 * g1 - f0 * g0;
    table([f0 * dg, g0 * df, df * dg, gain].map((part) => [number(part, 4), number(part / dx, 4)]));
    if (!Number.isFinite(gain)) return `x = ${number(x)}: ${F} or ${G} has no value here.`;
    const oneSign = beside && f0 >= 0 && g0 >= 0;
    const signed = oneSign ? "" : " The area of a piece with just one negative side counts as negative.";
    return (
      `x = ${number(x)}, Δx = ${number(dx)}: ΔA ÷ Δx = ${number(gain / dx, 4)}. ` +
      `Without the corner and with Δx → 0: ${F}·${G}′ + ${G}·${F}′ = ${number(f0 * gSlope + g0 * fSlope, 4)}.${signed}`
    );
  };
}
