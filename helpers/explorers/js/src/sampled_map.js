// A map of the plane as Python sampled it: values, slopes and twist on a grid, bicubic within each of its cells.
import { floats } from "./curve.js";

export class SampledMap {
  constructor({ size, samples, whole }, [[x0, x1], [y0, y1]]) {
    Object.assign(this, { size, samples: floats(samples), whole: bytes(whole) });
    this.axes = [[x0, x1, (x1 - x0) / (size[0] - 1)], [y0, y1, (y1 - y0) / (size[1] - 1)]];
  }

  // [[u, ∂u/∂x, ∂u/∂y], [v, ∂v/∂x, ∂v/∂y]] at one point; NaN in a hole and outside.
  at(x, y) {
    const [k, l] = this.size;
    const [i, alongX] = weights(this.axes[0], k, x);
    const [j, alongY] = weights(this.axes[1], l, y);
    if (!(i >= 0 && j >= 0 && this.whole[i * (l - 1) + j])) return [[NaN, NaN, NaN], [NaN, NaN, NaN]];
    return [0, 1].map((o) => {
      let [value, dx, dy] = [0, 0, 0];
      for (let p = 0; p < 2; p++) {
        for (let q = 0; q < 2; q++) {
          for (let a = 0; a < 2; a++) {
            for (let b = 0; b < 2; b++) {
              const sample = this.samples[(((o * 2 + p) * 2 + q) * k + i + a) * l + j + b];
              const [w, z] = [2 * p + a, 2 * q + b];
              value += sample * alongX[0][w] * alongY[0][z];
              dx += sample * alongX[1][w] * alongY[0][z];
              dy += sample * alongX[0][w] * alongY[1][z];
            }
          }
        }
      }
      return [value, dx, dy];
    });
  }

  value = (x, y) => this.at(x, y).map(([value]) => value);
}

// The interval of a point (−1 outside), and how value and slope there follow from values and slopes at its ends.
function weights([low, high, width], lines, at) {
  if (!(at >= low && at <= high)) return [-1];
  const left = Math.min(Math.floor((at - low) / width), lines - 2);
  const t = (at - low) / width - left;
  const end = t * t * (3 - 2 * t);
  const rise = (6 * t * (1 - t)) / width;
  return [
    left,
    [
      [1 - end, end, width * t * (1 - t) ** 2, width * t * t * (t - 1)],
      [-rise, rise, (1 - t) * (1 - 3 * t), t * (3 * t - 2)],
    ],
  ];
}

const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
