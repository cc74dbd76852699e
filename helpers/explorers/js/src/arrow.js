// An arrow, its foot and its way in pixels.
import { svg } from "./dom.js";

export function arrowPath(x, y, dx, dy, head = 9) {
  const length = Math.hypot(dx, dy);
  if (!(length > 0.5)) return "";
  const [ux, uy] = [dx / length, dy / length];
  const barb = Math.min(head, length / 2);
  const [tipX, tipY] = [x + dx, y + dy];
  const side = (sign) => `${(tipX - barb * (ux + sign * 0.5 * uy)).toFixed(1)},${(tipY - barb * (uy - sign * 0.5 * ux)).toFixed(1)}`;
  const tip = `${tipX.toFixed(1)},${tipY.toFixed(1)}`;
  return `M${x.toFixed(1)},${y.toFixed(1)}L${tip}M${side(1)}L${tip}L${side(-1)}`;
}

export function arrow(parent, look) {
  const mark = svg(parent, "path", { class: `mark ${look}` });
  return (...place) => mark.setAttribute("d", place.every(Number.isFinite) ? arrowPath(...place) : "");
}
