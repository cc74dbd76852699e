// A stick over a map: a point that moves both ways; Enter and the space bar dip it.
import { svg } from "./dom.js";
import { number } from "./format.js";
import { Spot } from "./spot.js";

export class Stick extends Spot {
  constructor(plot, { size, step, dip }) {
    super(plot, {
      label: "stick", kind: "stick, moved by all four arrow keys", look: "vermilion hollow",
      bounds: [[0, size], [0, size]], steps: [step, step], draw: ring,
    });
    this.mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (!event.repeat) dip();
    });
  }

  place(x, y) {
    super.place(x, y, `x = ${number(x, 1)} m, y = ${number(y, 1)} m`);
  }
}

function ring(mark) {
  svg(mark, "path", { class: "mark vermilion", d: "M-16,0h8M8,0h8M0,-16v8M0,8v8" });
  svg(mark, "circle", { class: "mark vermilion", r: 8 });
}
