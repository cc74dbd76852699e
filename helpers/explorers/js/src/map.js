// A map: a plot with the same scale in both directions, and areas that Python has outlined.
import { svg } from "./dom.js";
import { Plot } from "./plot.js";

export class MapPlot extends Plot {
  constructor(stage, options) {
    super(stage, { ratio: 1, tallest: 420, xLabel: "x in m", yLabel: "y in m", ...options });
    this.outlines = [];
    stage.parts.push(this);
  }

  layout(width, left) {
    const around = 5 * this.em; // above and below the map: names and numbers of the axes
    const side = Math.min(width - left - this.em, this.height - around);
    this.height = side + around;
    super.layout(side + left + this.em, left);
    for (const outline of this.outlines) outline();
  }

  // An area whose outlines stand one after the other in `points`: x, y, x, y, ...; each ends before the next of `ends`.
  outlined(look, { points, ends }) {
    const mark = svg(this.marks, "path", { class: look, "fill-rule": "evenodd" });
    const numbers = singles(points);
    this.outlines.push(() => {
      let [path, end] = ["", 0];
      for (let i = 0; i < numbers.length / 2; i++) {
        const first = i === end;
        if (first) end = ends.find((next) => next > i);
        path += `${first ? "M" : "L"}${this.x(numbers[2 * i]).toFixed(1)},${this.y(numbers[2 * i + 1]).toFixed(1)}`;
      }
      mark.setAttribute("d", path);
    });
    return mark;
  }
}

// Numbers in single precision; Jupyter hands them over as a DataView that may start at any byte.
export function singles(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}
