// The frame of one explorer: its question, pictures, readout and controls, and the state that they share.
//
// An explorer is a function (stage, data) -> draw: it sets up plots and controls, and draw(state) places every mark
// and returns the state in words, for the readout and for screen readers.
import { Slider, Toggle } from "./controls.js";
import { html, svg, uniqueId } from "./dom.js";
import { NumberLines } from "./number_lines.js";
import { Plot } from "./plot.js";
import style from "./style.css";

const QUIET_MS = 250; // Python and the screen reader hear of a movement when it has come to rest.

export class Stage {
  constructor(model, el) {
    this.model = model;
    this.state = { ...model.get("state") };
    this.settle = (state) => state; // an explorer may keep its state within bounds: (state, changed) -> state
    this.parts = [];
    html(el, "style", {}, style);
    const id = uniqueId("question");
    this.root = html(el, "section", { class: "explorer", role: "group", "aria-labelledby": id });
    html(this.root, "p", { class: "explorer-question", id }, model.get("data").question);
    this.pictures = html(this.root, "div", { class: "explorer-pictures" });
    this.controls = html(this.root, "div", { class: "explorer-controls" });
    // Last, because its length changes: nothing that is being moved may jump.
    this.readout = html(this.root, "p", { class: "explorer-readout" });
    this.live = html(this.root, "p", { class: "explorer-live", "aria-live": "polite" });
    // JupyterLab would take the arrow keys for its own; shortcuts such as Ctrl+S go on working.
    this.root.addEventListener("keydown", (event) => event.ctrlKey || event.metaKey || event.stopPropagation());
  }

  plot(options) {
    return this.#add(new Plot(this, options));
  }

  numberLines(rows) {
    return this.#add(new NumberLines(this, rows));
  }

  // A table with a row for each [look, name]; returns what fills it in: one list of texts per row.
  table(caption, columns, rows) {
    const table = html(this.pictures, "table", { class: "explorer-table" });
    html(table, "caption", {}, caption);
    const head = html(table, "tr");
    for (const name of columns) html(head, "th", { scope: "col" }, name);
    const cells = rows.map(([look, name, hatch]) => {
      const row = html(table, "tr");
      const title = html(row, "th", { scope: "row" });
      const sample = svg(title, "svg", { class: "explorer-sample", width: 18, height: 12, "aria-hidden": true });
      if (look) svg(sample, "rect", { class: `area ${look}`, width: 18, height: 12, style: hatch });
      title.append(name);
      return columns.slice(1).map(() => html(row, "td"));
    });
    return (texts) => cells.forEach((row, i) => row.forEach((cell, j) => (cell.textContent = texts[i][j])));
  }

  // What each line of the picture is: [look, name], ...
  legend(entries) {
    const list = html(this.pictures, "p", { class: "explorer-legend" });
    for (const [look, name] of entries) {
      const item = html(list, "span");
      const sample = svg(item, "svg", { width: 28, height: 10, "aria-hidden": true });
      svg(sample, "line", { class: `mark ${look}`, x1: 2, x2: 26, y1: 5, y2: 5 });
      item.append(name);
    }
  }

  slider(options) {
    return this.#add(new Slider(this, options));
  }

  toggle(options) {
    return this.#add(new Toggle(this, options));
  }

  // Any other part: what has measure, layout or update is called when it is time for it.
  add(part) {
    return this.#add(part);
  }

  #add(part) {
    this.parts.push(part);
    return part;
  }

  change(changed) {
    this.state = this.settle({ ...this.state, ...changed }, changed);
    this.frame ??= requestAnimationFrame(() => this.draw());
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.report(), QUIET_MS);
  }

  draw() {
    this.frame = undefined;
    this.words = this.drawing(this.state);
    this.readout.textContent = this.words;
    for (const part of this.parts) part.update?.(this.state);
  }

  report() {
    this.live.textContent = this.words;
    this.sent = this.state;
    this.model.set("state", this.state);
    this.model.save_changes();
  }

  start(drawing) {
    this.drawing = drawing;
    this.heard = () => {
      if (this.model.get("state") === this.sent) return;
      this.state = { ...this.model.get("state") };
      this.draw();
    };
    this.model.on("change:state", this.heard);
    this.resized = new ResizeObserver(() => this.layout());
    this.resized.observe(this.pictures);
    this.layout();
  }

  layout() {
    const width = this.pictures.clientWidth;
    if (!width) return; // not on the page yet: the observer calls again
    // Plots above one another share their left edge, so that the same x stands in one line.
    const left = Math.max(...this.parts.map((part) => part.measure?.(width) ?? 0));
    for (const part of this.parts) part.layout?.(width, left);
    this.draw();
  }

  stop() {
    clearTimeout(this.quiet);
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    this.model.off("change:state", this.heard);
  }
}
