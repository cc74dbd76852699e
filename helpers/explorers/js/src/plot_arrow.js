// An arrow on a plot, from point to point in the units of its data; its head keeps its size on the screen.
import { svg } from "./dom.js";

const HEAD = 9; // pixels

export function arrow(plot, look) {
  const shaft = svg(plot.marks, "path", { class: `mark ${look}` });
  const head = svg(plot.marks, "path", { class: `mark ${look} head` });
  return (x1, y1, x2, y2) => {
    const [a, b, c, d] = [plot.x(x1), plot.y(y1), plot.x(x2), plot.y(y2)];
    const length = Math.hypot(c - a, d - b);
    const visible = Number.isFinite(length) && length > 0;
    for (const mark of [shaft, head]) mark.style.visibility = visible ? "" : "hidden";
    if (!visible) return;
    shaft.setAttribute("d", `M${a},${b}L${c},${d}`);
    const size = Math.min(HEAD, length / 2) / length;
    const [dx, dy] = [size * (c - a), size * (d - b)];
    const wing = (side) => `${c - dx - 0.5 * side * dy},${d - dy + 0.5 * side * dx}`;
    head.setAttribute("d", `M${wing(1)}L${c},${d}L${wing(-1)}`);
  };
}
