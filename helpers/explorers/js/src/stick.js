// A stick over a map: it moves both ways, by mouse, touch, pen or the arrow keys; Enter and the space bar dip it.
import { set, svg } from "./dom.js";
import { number } from "./format.js";

const KEYS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
  Home: [-1e3, 0], End: [1e3, 0], PageDown: [0, -10], PageUp: [0, 10],
};

export class Stick {
  constructor(plot, { size, step, dip }) {
    this.plot = plot;
    const { stage } = plot;
    this.mark = svg(plot.handles, "g", { class: "handle vermilion hollow", role: "slider", tabindex: 0 });
    set(this.mark, { "aria-label": "stick", "aria-roledescription": "stick, moved by all four arrow keys" });
    set(this.mark, { "aria-valuemin": 0, "aria-valuemax": size });
    svg(this.mark, "circle", { class: "reach", r: 20 }); // a finger is wider than the ring
    svg(this.mark, "path", { class: "mark vermilion", d: "M-16,0h8M8,0h8M0,-16v8M0,8v8" });
    svg(this.mark, "circle", { class: "mark vermilion", r: 8 });

    let grip;
    this.mark.addEventListener("pointerdown", (event) => {
      this.mark.setPointerCapture(event.pointerId);
      this.mark.focus({ preventScroll: true });
      const { x, y } = stage.state;
      grip = [event.clientX - plot.x(x), event.clientY - plot.y(y)];
    });
    this.mark.addEventListener("pointermove", (event) => {
      if (!this.mark.hasPointerCapture(event.pointerId)) return;
      stage.change({ x: plot.x.invert(event.clientX - grip[0]), y: plot.y.invert(event.clientY - grip[1]) });
    });
    this.mark.addEventListener("keydown", (event) => {
      const [dx, dy] = KEYS[event.key] ?? [];
      const dips = event.key === "Enter" || event.key === " ";
      if (dx === undefined && !dips) return;
      event.preventDefault();
      if (dips) return event.repeat || dip();
      const { x, y } = stage.state;
      const stride = event.shiftKey ? 10 * step : step;
      stage.change({ x: x + dx * stride, y: y + dy * stride });
    });
    // A click on the map calls the stick there.
    plot.svg.addEventListener("click", (event) => {
      if (this.mark.contains(event.target)) return;
      const { left, top } = plot.svg.getBoundingClientRect();
      stage.change({ x: plot.x.invert(event.clientX - left), y: plot.y.invert(event.clientY - top) });
      this.mark.focus({ preventScroll: true });
    });
  }

  place(x, y) {
    set(this.mark, { transform: `translate(${this.plot.x(x)},${this.plot.y(y)})`, "aria-valuenow": x });
    set(this.mark, { "aria-valuetext": `x = ${number(x, 1)} m, y = ${number(y, 1)} m` });
  }
}
