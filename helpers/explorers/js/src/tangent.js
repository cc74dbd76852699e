// The slope of a graph: a secant through two points that becomes the tangent as the run shrinks.
import { Curve } from "./curve.js";
import { clamp, number } from "./format.js";

export function tangent(stage, { f, derivative, domain, view, label, shortest, longest }) {
  const [curve, derived] = [new Curve(f), new Curve(derivative)];
  const [low, high] = domain;
  // Both points stay in the picture: x stops where x + h would leave it, and h where it meets the edge.
  stage.settle = ({ x, h, ...rest }, changed) => {
    const sign = h < 0 ? -1 : 1;
    const fits = (at) => (sign > 0 ? high - at : at - low);
    if ("h" in changed) x = sign > 0 ? clamp(x, low, high - shortest) : clamp(x, low + shortest, high);
    else x = sign > 0 ? clamp(x, low, high - h) : clamp(x, low - h, high);
    return { ...rest, x, h: sign * clamp(Math.abs(h), shortest, Math.min(longest, fits(x))) };
  };

  const plot = stage.plot({ x: domain, y: view, xLabel: "x", yLabel: `${label}(x)` });
  stage.legend([["blue", label], ["vermilion", "secant"], ["green dashed", "tangent"]]);
  plot.curve(curve, "blue");
  const tangentLine = plot.line("mark green dashed");
  const secant = plot.line("mark vermilion");
  const run = plot.line("mark thin");
  const rise = plot.line("mark thin");
  const runLabel = plot.text("middle");
  const riseLabel = plot.text();
  const step = (high - low) / 200;
  const words = (at) => `x = ${number(at)}, ${label}(x) = ${number(curve.value(at))}`;
  const p = plot.handle({
    label: "point x", min: low, max: high, step, look: "blue",
    get: ({ x }) => x,
    set: (value) => ({ x: value }),
  });
  const q = plot.handle({
    label: "second point", min: low, max: high, step, look: "vermilion hollow",
    get: ({ x, h }) => x + h,
    set: (value) => ({ h: value - stage.state.x }),
  });
  stage.slider({ label: "x", min: low, max: high, get: ({ x }) => x, set: (value) => ({ x: value }) });
  stage.slider({
    label: "run h", min: shortest, max: longest, log: true,
    get: ({ h }) => Math.abs(h),
    set: (value) => ({ h: stage.state.h < 0 ? -value : value }),
  });
  stage.toggle({ label: "Show the tangent", key: "tangent" });

  return ({ x, h, tangent }) => {
    const [y, slope] = [curve.value(x), derived.value(x)]; // at a corner there is no slope
    const end = curve.value(x + h);
    const ratio = (end - y) / h;
    const through = (m) => [low, y + m * (low - x), high, y + m * (high - x)];
    const touching = tangent || Math.abs(h) <= shortest;
    secant(...through(ratio));
    tangentLine(...through(touching ? slope : NaN));
    run(x, y, x + h, y);
    rise(x + h, y, x + h, end);
    const room = Math.abs(plot.x(x + h) - plot.x(x)) > plot.em;
    const below = end >= y && plot.y(y) + 1.5 * plot.em < plot.y.range()[0];
    runLabel(room ? x + h / 2 : NaN, y, `run ${number(h)}`, 0, below ? 1.2 : -0.5);
    const left = h < 0 || plot.x(x + h) > plot.x(high) - 6 * plot.em;
    riseLabel.anchor(left ? "end" : "start");
    riseLabel(room ? x + h : NaN, (y + end) / 2, `rise ${number(end - y)}`, left ? -0.5 : 0.5, 0.3);
    p.place(x, y, x, words(x));
    q.place(x + h, end, x + h, words(x + h));
    const start = `x = ${number(x)}, run ${number(h)}`;
    if (!Number.isFinite(ratio)) return `${start}: ${label} has no value at ${number(Number.isFinite(y) ? x + h : x)}.`;
    const answer = Number.isFinite(slope) ? `the tangent's slope is ${number(slope, 4)}` : "there is no tangent";
    return `${start}, rise ${number(end - y)}: the secant's slope is ${number(ratio, 4)}${touching ? `, ${answer}` : ""}.`;
  };
}
