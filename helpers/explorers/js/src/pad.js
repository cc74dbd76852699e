// A point that can be moved in the plane by mouse, touch, pen or keyboard.
import { set, svg } from "./dom.js";
import { clamp } from "./format.js";

const KEYS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
  Home: [-Infinity, 0], End: [Infinity, 0], PageDown: [0, -Infinity], PageUp: [0, Infinity],
};

export class Pad {
  // get(state) is the point [x, y], set(x, y) the change of state; bounds and steps along x and along y.
  constructor(plot, { label, bounds: [across, up], steps, get, set: change, look = "" }) {
    const { stage } = plot;
    this.plot = plot;
    this.mark = svg(plot.handles, "g", { class: `handle ${look}`, role: "slider", tabindex: 0, "aria-label": label });
    set(this.mark, { "aria-roledescription": "point in the plane", "aria-valuemin": across[0], "aria-valuemax": across[1] });
    svg(this.mark, "circle", { class: "reach", r: 20 }); // a finger is wider than the dot
    svg(this.mark, "circle", { class: "dot", r: 6 });
    const move = (x, y) => stage.change(change(clamp(x, ...across), clamp(y, ...up)));

    // Where on the dot it was taken: it must not jump to the pointer.
    let grip;
    this.mark.addEventListener("pointerdown", (event) => {
      this.mark.setPointerCapture(event.pointerId);
      this.mark.focus({ preventScroll: true });
      const [x, y] = get(stage.state);
      grip = [event.clientX - plot.x(x), event.clientY - plot.y(y)];
    });
    this.mark.addEventListener("pointermove", (event) => {
      if (!this.mark.hasPointerCapture(event.pointerId)) return;
      move(plot.x.invert(event.clientX - grip[0]), plot.y.invert(event.clientY - grip[1]));
    });
    this.mark.addEventListener("keydown", (event) => {
      if (!(event.key in KEYS)) return;
      event.preventDefault();
      const [x, y] = get(stage.state);
      const [dx, dy] = KEYS[event.key].map((count, axis) => (count ? count * steps[axis] * (event.shiftKey ? 10 : 1) : 0));
      move(x + dx, y + dy);
    });
  }

  place(x, y, words) {
    set(this.mark, { transform: `translate(${this.plot.x(x)},${this.plot.y(y)})`, "aria-valuenow": x, "aria-valuetext": words });
  }
}
