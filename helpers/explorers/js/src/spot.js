// A point that can be moved over a plane by mouse, touch, pen or keyboard; a click on the plane calls it there.
import { set, svg } from "./dom.js";
import { clamp } from "./format.js";

// How many small steps along x and y each key makes; Home and End go all the way.
const KEYS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
  Home: [-Infinity, 0], End: [Infinity, 0], PageDown: [0, -10], PageUp: [0, 10],
};

export class Spot {
  // The state's x and y are its place, between `bounds`; an arrow key is one of `steps`, with Shift ten of them.
  constructor(plot, { label, look = "", kind = "movable point", bounds, steps, draw = dot }) {
    const { stage } = plot;
    this.plot = plot;
    const [across, up] = bounds ?? [plot.x.domain(), plot.y.domain()];
    const [h, k] = steps ?? [across, up].map(([low, high]) => (high - low) / 200);
    this.mark = svg(plot.handles, "g", { class: `handle ${look}`, role: "slider", tabindex: 0, "aria-label": label });
    set(this.mark, { "aria-roledescription": kind, "aria-valuemin": across[0], "aria-valuemax": across[1] });
    svg(this.mark, "circle", { class: "reach", r: 20 }); // a finger is wider than the dot
    draw(this.mark);
    const move = (x, y) => stage.change({ x: clamp(x, ...across), y: clamp(y, ...up) });

    // Where on the dot it was taken: it must not jump to the pointer.
    let grip;
    this.mark.addEventListener("pointerdown", (event) => {
      this.mark.setPointerCapture(event.pointerId);
      this.mark.focus({ preventScroll: true });
      grip = [event.clientX - plot.x(stage.state.x), event.clientY - plot.y(stage.state.y)];
    });
    this.mark.addEventListener("pointermove", (event) => {
      if (!this.mark.hasPointerCapture(event.pointerId)) return;
      move(plot.x.invert(event.clientX - grip[0]), plot.y.invert(event.clientY - grip[1]));
    });
    plot.svg.addEventListener("click", (event) => {
      const frame = plot.svg.getBoundingClientRect();
      const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
      const [[left, right], [bottom, top]] = [plot.x.range(), plot.y.range()];
      if (this.mark.contains(event.target) || x < left || x > right || y < top || y > bottom) return;
      move(plot.x.invert(x), plot.y.invert(y));
      this.mark.focus({ preventScroll: true });
    });
    this.mark.addEventListener("keydown", (event) => {
      if (!(event.key in KEYS)) return;
      event.preventDefault();
      const { x, y } = stage.state;
      const [dx, dy] = KEYS[event.key].map((count) => (event.shiftKey ? 10 : 1) * count);
      move(x + (dx && dx * h), y + (dy && dy * k));
    });
  }

  place(x, y, words) {
    set(this.mark, { transform: `translate(${this.plot.x(x)},${this.plot.y(y)})` });
    set(this.mark, { "aria-valuenow": x, "aria-valuetext": words });
  }
}

function dot(mark) {
  svg(mark, "circle", { class: "dot", r: 6 });
}
