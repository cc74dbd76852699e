// A journey four times over: each graph is the slope of the one above it, and the area under the speed is the way gone.
import { Curve } from "./curve.js";
import { number, withUnit } from "./format.js";

const LOOKS = ["blue", "vermilion", "green", "purple"];

export function motion(stage, { curves, views, area, domain, names, units, time, gone }) {
  const journey = curves.map((samples) => new Curve(samples));
  const way = new Curve(area);
  const [low, high] = domain;
  const name = (i) => (units[i] ? `${names[i]} in ${units[i]}` : names[i]);
  const last = journey.length - 1;
  const plots = journey.map((curve, i) => {
    const foot = i === last ? { xLabel: time.label, lowest: 10 } : { numbered: false, lowest: 7.5 };
    const plot = stage.plot({ x: domain, y: views[i], yLabel: name(i), ratio: 0.1, ...foot });
    const fill = i === 1 ? plot.area("vermilion", plot.hatch("vermilion", "rising")) : undefined;
    plot.curve(curve, LOOKS[i]);
    const cursor = plot.line("mark thin dotted");
    const tangent = plot.line("mark");
    return { plot, fill, cursor, tangent, point: plot.point(LOOKS[i]), value: plot.text("start") };
  });
  const move = { min: low, max: high, get: ({ t }) => t, set: (t) => ({ t }) };
  const handle = plots[0].plot.handle({ label: "time", step: (high - low) / 200, look: "blue", ...move });
  stage.slider({ label: "time", unit: time.unit, ...move });

  return ({ t }) => {
    plots.forEach(({ plot, fill, cursor, tangent, point, value }, i) => {
      const [y, slope] = journey[i].at(t);
      cursor(t, views[i][0], t, views[i][1]);
      const [dx, dy] = plot.along(slope, 3 * plot.em);
      if (i < last) tangent(t - dx, y - dy, t + dx, y + dy);
      point(t, y);
      const right = plot.x(t) > plot.x(high) - 6 * plot.em;
      value.anchor(right ? "end" : "start");
      value(t, y, number(y), right ? -0.7 : 0.7, -0.7);
      if (fill) {
        const x = [...journey[i].x].filter((at) => at < t);
        fill([low, ...x, t, t], [0, ...journey[i].y.slice(0, x.length), y, 0]);
      }
    });
    const heights = journey.map((curve) => curve.value(t));
    handle.place(t, heights[0], t, withUnit(t, time.unit));
    const facts = heights.map((value, i) => `${names[i]} ${withUnit(value, units[i])}`).join(", ");
    return `At ${withUnit(t, time.unit)}: ${facts}. Area under the ${names[1]} so far: ${withUnit(way.value(t), units[0])}, the ${gone}.`;
  };
}
