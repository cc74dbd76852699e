// Two columns of plots side by side, or below one another where the page is narrow.
import { html } from "./dom.js";

const NARROW = 560;
const GAP = 16;

export class Columns {
  constructor(stage) {
    const root = html(stage.pictures, "div", { class: "explorer-columns" });
    this.columns = [0, 1].map(() => ({ root: html(root, "div"), parts: [] }));
    stage.add(this);
  }

  put(column, part) {
    this.columns[column].root.append(part.svg);
    this.columns[column].parts.push(part);
    return part;
  }

  // They share no left edge with anything else on the stage.
  measure(width) {
    this.share = width < NARROW ? width : Math.floor((width - GAP) / 2);
    for (const column of this.columns) column.left = Math.max(...column.parts.map((part) => part.measure(this.share)));
    return 0;
  }

  layout() {
    for (const { parts, left } of this.columns) for (const part of parts) part.layout(this.share, left);
  }
}
