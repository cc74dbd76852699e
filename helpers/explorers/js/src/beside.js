// Pictures beside one another: each cell of the row takes what a stage takes, and its share of the width.
import { html } from "./dom.js";
import { Plot } from "./plot.js";

export class Beside {
  constructor(stage, shares) {
    const row = html(stage.pictures, "div", { class: "explorer-beside" });
    const total = shares.reduce((sum, share) => sum + share);
    this.cells = shares.map((share) => {
      const pictures = html(row, "div");
      const cell = {
        pictures,
        share: share / total,
        parts: [],
        plot: (options) => cell.add(new Plot(cell, options)),
        table: stage.table,
        change: (changed) => stage.change(changed),
        get state() {
          return stage.state;
        },
        add: (part) => {
          cell.parts.push(part);
          return part;
        },
      };
      return cell;
    });
    stage.parts.push(this);
  }

  layout(width) {
    for (const { pictures, share, parts } of this.cells) {
      const room = Math.floor(width * share);
      pictures.style.width = `${room}px`;
      for (const part of parts) arrange(part, room);
    }
  }
}

// Lay a part of a cell out, at first or when its axes have changed. What is drawn to scale has `toScale`: one unit is
// as long along x as along y, and the shorter axis shows more than was asked for.
export function arrange(part, room = part.room) {
  part.room = room;
  let left = part.measure?.(room);
  if (part.toScale) {
    fit(part, room, left);
    left = part.measure(room);
  }
  part.layout(room, left);
}

function fit(plot, room, left) {
  const [x, y] = plot.toScale;
  const [width, height] = [room - plot.em - left, plot.height - 5 * plot.em];
  const unit = Math.min(width / (x[1] - x[0]), height / (y[1] - y[0]));
  plot.x.domain(widened(x, width / unit));
  plot.y.domain(widened(y, height / unit));
}

function widened([low, high], length) {
  const spare = Math.max(0, length - (high - low)) / 2;
  return [low - spare, high + spare];
}

// The next round number above: 1, 2 or 5 times a power of ten. An axis that ends there seldom moves.
export function roof(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((step) => step * power >= value * (1 - 1e-9));
}
