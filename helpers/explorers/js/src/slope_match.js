// A function above, the graph of its slope below: drag each dot to the slope that its little line needs to touch.
import { Curve } from "./curve.js";
import { clamp, number } from "./format.js";

export function slopeMatch(stage, { f, derivative, points, domain, view, slopeView, reach, label }) {
  const [curve, slope] = [new Curve(f), new Curve(derivative)];
  const right = points.map(slope.value);
  const above = stage.plot({ x: domain, y: view, yLabel: `${label}(x)`, ratio: 0.36 });
  above.curve(curve, "blue");
  const pieces = points.map(() => above.line("mark vermilion thick"));
  const cursor = above.line("mark thin dotted");
  const below = stage.plot({ x: domain, y: slopeView, xLabel: "x", yLabel: `slope of ${label}`, ratio: 0.36 });
  stage.legend([["blue", label], ["vermilion thick", "your slope"], ["green dashed", `slope of ${label}`]]);
  const truth = below.curve(slope, "green dashed");
  const guess = below.polyline("thin");
  const cursorBelow = below.line("mark thin dotted");
  const set = (i) => (value) => ({ slopes: stage.state.slopes.map((old, j) => (j === i ? value : old)), active: i });
  const handles = points.map((x, i) =>
    below.handle({
      label: `slope at x = ${number(x)}`, along: "y", min: slopeView[0], max: slopeView[1],
      step: (slopeView[1] - slopeView[0]) / 200, look: "vermilion",
      get: ({ slopes }) => slopes[i],
      set: set(i),
      chosen: () => stage.change({ active: i }),
    }),
  );
  stage.toggle({ label: "Show the derivative", key: "derivative" });

  return ({ slopes, active, derivative }) => {
    const matched = slopes.map((value, i) => Math.abs(value - right[i]) <= reach);
    const length = Math.min(1.7 * above.em, (0.35 * (above.x(domain[1]) - above.x(domain[0]))) / points.length);
    slopes.forEach((value, i) => {
      const y = curve.value(points[i]);
      const [dx, dy] = above.along(value, length);
      pieces[i](points[i] - dx, y - dy, points[i] + dx, y + dy);
      const words = `slope ${number(value)}, ${matched[i] ? "within reach" : "not there yet"}`;
      handles[i].place(points[i], value, value, words);
      handles[i].mark.classList.toggle("hollow", !matched[i]);
    });
    guess(points, slopes);
    truth.style.visibility = derivative ? "" : "hidden";
    cursor(points[active], view[0], points[active], curve.value(points[active]));
    cursorBelow(points[active], slopes[active], points[active], slopeView[1]);
    const score = `${matched.filter(Boolean).length} of ${points.length} within reach`;
    return `${score} (filled dots). At x = ${number(points[active])} your slope is ${number(slopes[active])}.`;
  };
}
