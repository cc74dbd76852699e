// A quantity over a rectangle as Python sampled it on a square grid; NaN in its gaps and outside.
import { floats } from "./curve.js";
import { clamp } from "./format.js";

export class Field {
  constructor({ values, quality, negligible }, domain) {
    Object.assign(this, { values: floats(values), quality, domain, negligible });
    this.last = Math.sqrt(this.values.length) - 1;
  }

  // Each cell says from how many nodes in each direction it is drawn: 6 where it is smooth, 2 at a crease, 0 in a gap.
  value(x, y) {
    const { values, last, domain: [[x0, x1], [y0, y1]] } = this;
    const [u, v] = [((x - x0) / (x1 - x0)) * last, ((y - y0) / (y1 - y0)) * last];
    if (!(u >= 0 && u <= last && v >= 0 && v <= last)) return NaN;
    const cell = [u, v].map((place) => Math.min(Math.floor(place), last - 1));
    const taps = this.quality.getUint8(cell[1] * last + cell[0]);
    if (!taps) return NaN;
    const [left, below] = cell.map((number) => clamp(number - taps / 2 + 1, 0, last + 1 - taps));
    const [across, up] = [weights(u - left, taps), weights(v - below, taps)];
    let total = 0;
    for (let row = 0; row < taps; row++)
      for (let column = 0; column < taps; column++)
        total += up[row] * across[column] * values[(below + row) * (last + 1) + left + column];
    return Math.abs(total) < this.negligible ? 0 : total;
  }

  // Whether the cell to the right of and above node i, j may be drawn.
  whole(i, j) {
    return this.quality.getUint8(j * this.last + i) > 0;
  }

  node(i, j) {
    return this.values[j * (this.last + 1) + i];
  }

  place(i, j) {
    return this.domain.map(([low, high], axis) => low + ((high - low) * [i, j][axis]) / this.last);
  }
}

// Lagrange's polynomials at t: number k is one at the node k and zero at the others.
function weights(t, taps) {
  const found = [];
  for (let k = 0; k < taps; k++) {
    let weight = 1;
    for (let other = 0; other < taps; other++) if (other !== k) weight *= (t - other) / (k - other);
    found.push(weight);
  }
  return found;
}
