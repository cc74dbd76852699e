// The chain rule: a nudge of x becomes a nudge of u, which becomes a nudge of y; the rates multiply.
import { Curve } from "./curve.js";
import { withUnit } from "./format.js";
import { nudge } from "./nudge.js";

export function chainRates(stage, { inner, outer, composite, uView, yView, names, units, ...bounds }) {
  const [u, yOfU, y] = [new Curve(inner), new Curve(outer), new Curve(composite)];
  const [X, U, Y] = names;
  const titles = names.map((name, i) => (units[i] ? `${name} in ${units[i]}` : name));
  const views = [bounds.domain, uView, yView];
  const lines = stage.numberLines(["blue", "vermilion", "green"].map((look, i) => ({ name: titles[i], domain: views[i], look })));
  const move = nudge(stage, bounds, X, units[0]);
  const handle = lines.handle(0, { label: X, step: (move.max - move.min) / 200, look: "blue", ...move });
  const cancels = units[1] ? ` (${units[1]} cancels)` : "";
  const per = (i, j) => (units[i] || units[j] ? `${units[i] || "1"}/${units[j] || "1"}` : "");

  return ({ x, dx }) => {
    const [u0, uRate] = u.at(x);
    const [u1, y0, y1] = [u.value(x + dx), y.value(x), y.value(x + dx)];
    const yRate = yOfU.at(u0)[1];
    const rates = [`d${U}/d${X} = ${withUnit(uRate, per(1, 0))}`, `d${Y}/d${U} = ${withUnit(yRate, per(2, 1))}`];
    lines.place([[x, x + dx], [u0, u1], [y0, y1]], rates);
    handle.place(x, 0, x, withUnit(x, units[0]));
    if (!Number.isFinite(y1 - y0)) return `At ${X} = ${withUnit(x, units[0])} the chain has no value.`;
    const nudges = [dx, u1 - u0, y1 - y0].map((nudge, i) => `Δ${names[i]} = ${withUnit(nudge, units[i], 3)}`);
    return (
      `${nudges.join(" → ")}, so Δ${Y}/Δ${X} = ${withUnit((y1 - y0) / dx, per(2, 0), 3)}. The chain rule: ` +
      `d${Y}/d${X} = ${withUnit(yRate, per(2, 1))} × ${withUnit(uRate, per(1, 0))} = ${withUnit(yRate * uRate, per(2, 0), 3)}${cancels}.`
    );
  };
}
