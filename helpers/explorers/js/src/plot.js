// Axes, and the marks that an explorer places on them in the units of its data. A mark placed at NaN is hidden.
import { scaleLinear } from "d3-scale";
import { place, set, svg, uniqueId } from "./dom.js";
import { Handle } from "./handle.js";

const HATCHES = { rising: "M-1,9L9,-1", falling: "M-1,-1L9,9", dots: "M4,3v2" };

export class Plot {
  constructor(stage, { x, y, xLabel = "", yLabel, ratio = 0.5, lowest = 14, tallest = 340, numbered = true }) {
    Object.assign(this, { stage, xLabel, yLabel, ratio, lowest, tallest, numbered, curves: [] });
    this.x = scaleLinear().domain(x);
    this.y = scaleLinear().domain(y);
    this.svg = svg(stage.pictures, "svg", { class: "explorer-plot" });
    const id = uniqueId("frame");
    this.defs = svg(this.svg, "defs");
    this.clip = svg(svg(this.defs, "clipPath", { id }), "rect");
    this.axes = svg(this.svg, "g", { "aria-hidden": true });
    this.marks = svg(this.svg, "g", { "aria-hidden": true, "clip-path": `url(#${id})` });
    this.labels = svg(this.svg, "g", { "aria-hidden": true });
    this.handles = svg(this.svg, "g");
  }

  // The room on the left that this plot needs for the numbers on its axis.
  measure(width) {
    this.em = parseFloat(getComputedStyle(this.svg).fontSize);
    this.height = Math.round(Math.min(Math.max(width * this.ratio, this.lowest * this.em), this.tallest));
    const values = this.y.ticks(Math.max(2, this.height / (4 * this.em)));
    const name = this.y.tickFormat(values.length);
    this.ticks = values.map((value) => [value, name(value)]);
    return (0.62 * Math.max(...this.ticks.map(([, name]) => name.length)) + 1) * this.em;
  }

  layout(width, left) {
    const { em, height } = this;
    const foot = this.xLabel ? 3 : this.numbered ? 1.9 : 0.5;
    const [right, top, bottom] = [width - em, 2 * em, height - foot * em];
    this.x.range([left, right]);
    this.y.range([bottom, top]);
    set(this.svg, { width, height });
    set(this.clip, { x: left, y: top, width: right - left, height: bottom - top });
    this.#drawAxes();
    for (const { mark, curve } of this.curves) mark.setAttribute("d", this.path(curve.x, curve.y));
  }

  #drawAxes() {
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    const em = this.em;
    this.axes.replaceChildren();
    for (const [value, name] of this.ticks) {
      const y = this.y(value);
      svg(this.axes, "line", { class: value === 0 ? "zero" : "grid", x1: left, x2: right, y1: y, y2: y });
      svg(this.axes, "text", { x: left - 0.5 * em, y, dy: "0.32em", "text-anchor": "end" }, name);
    }
    const ticks = this.x.ticks(Math.max(2, (right - left) / (5 * em)));
    const name = this.x.tickFormat(ticks.length);
    for (const value of ticks) {
      const x = this.x(value);
      svg(this.axes, "line", { class: value === 0 ? "zero" : "grid", x1: x, x2: x, y1: bottom, y2: top });
      if (this.numbered) svg(this.axes, "text", { x, y: bottom + 1.3 * em, "text-anchor": "middle" }, name(value));
    }
    svg(this.axes, "text", { class: "name", x: left, y: top - 0.8 * em }, this.yLabel);
    svg(this.axes, "text", { class: "name", x: right, y: bottom + 2.5 * em, "text-anchor": "end" }, this.xLabel);
  }

  path(xs, ys) {
    let [path, pen] = ["", "M"];
    xs.forEach((value, i) => {
      const [x, y] = [this.x(value), this.y(ys[i])];
      const visible = Number.isFinite(x + y);
      if (visible) path += `${pen}${x.toFixed(2)},${y.toFixed(2)}`;
      pen = visible ? "L" : "M";
    });
    return path;
  }

  curve(curve, look) {
    const mark = svg(this.marks, "path", { class: `curve ${look}` });
    this.curves.push({ mark, curve });
    return mark;
  }

  line(look) {
    const mark = svg(this.marks, "line", { class: look });
    return (x1, y1, x2, y2) => place(mark, { x1: this.x(x1), y1: this.y(y1), x2: this.x(x2), y2: this.y(y2) });
  }

  polyline(look) {
    const mark = svg(this.marks, "path", { class: `mark ${look}` });
    return (xs, ys) => mark.setAttribute("d", this.path(xs, ys));
  }

  area(look, fill = "") {
    const mark = svg(this.marks, "path", { class: `area ${look}`, style: fill });
    return (xs, ys) => mark.setAttribute("d", `${this.path(xs, ys)}Z`);
  }

  // The style of a hatched area, so that areas stay apart without colour; hatch is a name out of HATCHES.
  hatch(look, hatch) {
    const id = uniqueId("hatch");
    const tile = svg(this.defs, "pattern", { id, class: look, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
    svg(tile, "rect", { class: "tint", width: 8, height: 8 });
    svg(tile, "path", { class: "hatch", d: HATCHES[hatch] });
    return `fill: url(#${id})`;
  }

  point(look) {
    const mark = svg(this.marks, "circle", { class: `point ${look}`, r: 4 });
    return (x, y) => place(mark, { cx: this.x(x), cy: this.y(y) });
  }

  // dx and dy shift the text from its point, in heights of the letters.
  text(anchor = "start") {
    const mark = svg(this.labels, "text", { class: "label", "text-anchor": anchor });
    const text = (x, y, content, dx = 0, dy = 0) => {
      if (mark.textContent !== content) mark.textContent = content;
      place(mark, { x: this.x(x) + dx * this.em, y: this.y(y) + dy * this.em });
    };
    text.anchor = (side) => set(mark, { "text-anchor": side });
    return text;
  }

  handle(options) {
    return new Handle(this, options);
  }

  // [dx, dy] of a short line of the given slope that is `length` pixels long on the screen.
  along(slope, length) {
    const [px, py] = [this.x(1) - this.x(0), slope * (this.y(1) - this.y(0))];
    const dx = length / Math.hypot(px, py);
    return [dx, slope * dx];
  }
}
