// A point that can be moved over a plane by mouse, touch, pen or keyboard; a click on the plane calls it there.
import { set, svg } from "./dom.js";
import { clamp } from "./format.js";

// How many small steps along x and y each key makes.
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1], PageDown: [0, -10], PageUp: [0, 10] };

export class Spot {
  // The state's x and y are its place; each arrow key is a small step, with Shift ten of them.
  constructor(plane, { label, look = "", steps = 200 }) {
    const { stage } = plane;
    this.plane = plane;
    const ends = [plane.x.domain(), plane.y.domain()];
    this.mark = svg(plane.handles, "g", { class: `handle ${look}`, role: "slider", tabindex: 0 });
    set(this.mark, { "aria-label": label, "aria-roledescription": "movable point" });
    set(this.mark, { "aria-valuemin": ends[0][0], "aria-valuemax": ends[0][1] });
    svg(this.mark, "circle", { class: "reach", r: 20 }); // a finger is wider than the dot
    svg(this.mark, "circle", { class: "dot", r: 6 });
    const move = (x, y) => stage.change({ x: clamp(x, ...ends[0]), y: clamp(y, ...ends[1]) });

    // Where on the dot it was taken: it must not jump to the pointer.
    let grip;
    this.mark.addEventListener("pointerdown", (event) => {
      this.mark.setPointerCapture(event.pointerId);
      this.mark.focus({ preventScroll: true });
      grip = [event.clientX - plane.x(stage.state.x), event.clientY - plane.y(stage.state.y)];
    });
    this.mark.addEventListener("pointermove", (event) => {
      if (!this.mark.hasPointerCapture(event.pointerId)) return;
      move(plane.x.invert(event.clientX - grip[0]), plane.y.invert(event.clientY - grip[1]));
    });
    plane.svg.addEventListener("click", (event) => {
      const frame = plane.svg.getBoundingClientRect();
      const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
      const [[left, right], [bottom, top]] = [plane.x.range(), plane.y.range()];
      if (this.mark.contains(event.target) || x < left || x > right || y < top || y > bottom) return;
      move(plane.x.invert(x), plane.y.invert(y));
      this.mark.focus({ preventScroll: true });
    });
    this.mark.addEventListener("keydown", (event) => {
      const { x, y } = stage.state;
      const stop = { Home: [ends[0][0], y], End: [ends[0][1], y] }[event.key];
      if (!stop && !(event.key in KEYS)) return;
      event.preventDefault();
      const [dx, dy] = KEYS[event.key] ?? [0, 0];
      const [h, k] = ends.map(([low, high]) => ((event.shiftKey ? 10 : 1) * (high - low)) / steps);
      move(...(stop ?? [x + dx * h, y + dy * k]));
    });
  }

  place(x, y, words) {
    set(this.mark, { transform: `translate(${this.plane.x(x)},${this.plane.y(y)})` });
    set(this.mark, { "aria-valuenow": x, "aria-valuetext": words });
  }
}
