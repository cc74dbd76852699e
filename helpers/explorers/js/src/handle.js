// A point that can be moved along one axis by mouse, touch, pen or keyboard: a slider that happens to be round.
import { set, svg } from "./dom.js";
import { clamp } from "./format.js";

// How many small steps each key makes.
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

export class Handle {
  // get(state) is the handle's number, set(value) the change of state; along = "x" or "y" is the way it moves.
  constructor(plot, { label, along = "x", min, max, step, get, set: change, chosen, look = "" }) {
    Object.assign(this, { plot, along });
    const { stage } = plot;
    this.mark = svg(plot.handles, "g", { class: `handle ${look}`, role: "slider", tabindex: 0 });
    set(this.mark, { "aria-label": label, "aria-valuemin": min, "aria-valuemax": max });
    set(this.mark, { "aria-orientation": along === "x" ? "horizontal" : "vertical" });
    svg(this.mark, "circle", { class: "reach", r: 20 }); // a finger is wider than the dot
    this.dot = svg(this.mark, "circle", { class: "dot", r: 7 });
    if (chosen) this.mark.addEventListener("focus", chosen);
    const move = (value) => stage.change(change(clamp(value, min, max)));

    // Where on the dot it was taken: it must not jump to the pointer.
    let grip;
    const pointer = (event) => (along === "x" ? event.clientX : event.clientY);
    this.mark.addEventListener("pointerdown", (event) => {
      this.mark.setPointerCapture(event.pointerId);
      this.mark.focus({ preventScroll: true });
      grip = pointer(event) - plot[along](get(stage.state));
    });
    this.mark.addEventListener("pointermove", (event) => {
      if (this.mark.hasPointerCapture(event.pointerId)) move(plot[along].invert(pointer(event) - grip));
    });
    this.mark.addEventListener("keydown", (event) => {
      const ends = { Home: min, End: max };
      if (!(event.key in KEYS || event.key in ends)) return;
      event.preventDefault();
      move(ends[event.key] ?? get(stage.state) + KEYS[event.key] * step);
    });
  }

  // The dot waits at the picture's edge where its place lies beyond, and at the bottom in a gap: it keeps the focus.
  place(x, y, value, words) {
    const [bottom, top] = this.plot.y.range();
    const height = Number.isFinite(y) ? clamp(this.plot.y(y), top, bottom) : bottom;
    set(this.mark, { transform: `translate(${this.plot.x(x)},${height})` });
    set(this.mark, { "aria-valuenow": value, "aria-valuetext": words });
  }
}
