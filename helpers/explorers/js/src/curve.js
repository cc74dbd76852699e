// A function as Python sampled it: values and exact slopes, NaN in its gaps, cubic between two samples.
export class Curve {
  constructor({ x, y, slope }) {
    [this.x, this.y, this.slope] = [x, y, slope].map(floats);
  }

  // [value, slope] at one point; NaN in a gap and outside.
  at(point) {
    const { x, y, slope } = this;
    if (!(point >= x[0] && point <= x[x.length - 1])) return [NaN, NaN];
    let [low, high] = [0, x.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (x[middle] <= point) low = middle;
      else high = middle;
    }
    const width = x[high] - x[low];
    const t = (point - x[low]) / width;
    const chord = (y[high] - y[low]) / width;
    // Where a slope is missing (the steep end of a square root) the chord stands in.
    const [m0, m1] = [slope[low], slope[high]].map((m) => (Number.isFinite(m) ? m : chord));
    const c2 = 3 * chord - 2 * m0 - m1;
    const c3 = m0 + m1 - 2 * chord;
    return [y[low] + t * width * (m0 + t * (c2 + t * c3)), m0 + t * (2 * c2 + 3 * t * c3)];
  }

  value = (point) => this.at(point)[0];
}

// Jupyter hands binary traits over as a DataView that may start at any byte.
export function floats(view) {
  return new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}
