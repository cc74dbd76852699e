// Parallel number lines, one per quantity; a band leads a nudge from each line to the next.
import { scaleLinear } from "d3-scale";
import { place, set, svg } from "./dom.js";
import { Handle } from "./handle.js";

export class NumberLines {
  constructor(stage, rows) {
    this.svg = svg(stage.pictures, "svg", { class: "explorer-plot" });
    this.bands = rows.slice(1).map((row, i) => ({
      area: svg(this.svg, "path", { class: `area ${rows[i].look}`, "aria-hidden": true }),
      label: svg(this.svg, "text", { class: "label", "aria-hidden": true }),
    }));
    this.rows = rows.map(({ name, domain, look }) => ({
      name,
      stage,
      x: scaleLinear().domain(domain).clamp(true),
      y: scaleLinear(),
      axis: svg(this.svg, "g", { "aria-hidden": true }),
      bar: svg(this.svg, "line", { class: `mark thick ${look}`, "aria-hidden": true }),
      dot: svg(this.svg, "circle", { class: `dot ${look}`, r: 5, "aria-hidden": true }),
      handles: svg(this.svg, "g"),
    }));
  }

  handle(row, options) {
    return new Handle(this.rows[row], options);
  }

  layout(width) {
    const em = parseFloat(getComputedStyle(this.svg).fontSize);
    this.width = width;
    this.rows.forEach((row, i) => {
      const y = (1.8 + 6.5 * i) * em;
      row.x.range([1.2 * em, width - 1.2 * em]);
      row.y.range([y, y]);
      row.axis.replaceChildren();
      svg(row.axis, "line", { class: "zero", x1: 1.2 * em, x2: width - 1.2 * em, y1: y, y2: y });
      svg(row.axis, "text", { class: "name", x: 0, y: y - 0.9 * em }, row.name);
      const ticks = row.x.ticks(Math.max(2, width / (6 * em)));
      const name = row.x.tickFormat(ticks.length);
      for (const value of ticks) {
        const x = row.x(value);
        svg(row.axis, "line", { class: "zero", x1: x, x2: x, y1: y, y2: y + 0.3 * em });
        svg(row.axis, "text", { x, y: y + 1.5 * em, "text-anchor": "middle" }, name(value));
      }
    });
    set(this.svg, { width, height: (4 + 6.5 * (this.rows.length - 1)) * em });
    this.em = em;
  }

  // values: [from, to] on each line; labels: what stands on each band.
  place(values, labels) {
    const ends = this.rows.map((row, i) => values[i].map((value) => row.x(value)));
    const at = this.rows.map((row) => row.y(0));
    this.rows.forEach(({ bar, dot }, i) => {
      const [x1, x2] = ends[i];
      place(bar, { x1, x2, y1: at[i], y2: at[i] });
      place(dot, { cx: x1, cy: at[i] });
    });
    this.bands.forEach(({ area, label }, i) => {
      const [[a, b], [c, d]] = [ends[i], ends[i + 1]];
      const [top, bottom] = [at[i] + 1.9 * this.em, at[i + 1] - 0.6 * this.em];
      const visible = Number.isFinite(a + b + c + d);
      area.setAttribute("d", visible ? `M${a},${top}L${b},${top}L${d},${bottom}L${c},${bottom}Z` : "");
      label.textContent = visible ? labels[i] : "";
      if (!visible) return;
      const right = Math.max(a, b, c, d) + this.em;
      const room = label.getComputedTextLength();
      const left = Math.min(a, b, c, d) - this.em - room;
      set(label, { x: right + room < this.width ? right : Math.max(0, left), y: (top + bottom) / 2 + 0.3 * this.em });
    });
  }
}
