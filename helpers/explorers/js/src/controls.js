// What stands below a picture: a slider with its number field, and a switch. Native inputs, each with a name.
import { scaleLinear, scaleLog } from "d3-scale";
import { html, uniqueId } from "./dom.js";
import { clamp, number } from "./format.js";

const STEPS = 400; // positions of a slider, however long its range

export class Slider {
  // get(state) is the number shown, set(value) the change of state; log = true gives each power of ten the same room.
  constructor(stage, { label, unit = "", min, max, log = false, get, set }) {
    Object.assign(this, { unit, get, scale: (log ? scaleLog() : scaleLinear()).domain([min, max]).range([0, STEPS]) });
    const id = uniqueId("number");
    const row = html(stage.controls, "div", { class: "explorer-slider" });
    html(row, "label", { for: id }, unit ? `${label} (${unit})` : label);
    this.range = html(row, "input", { type: "range", min: 0, max: STEPS, step: 1, "aria-label": label });
    this.field = html(row, "input", { type: "number", id, min, max, step: "any" });
    const change = (value) => stage.change(set(clamp(value, min, max)));
    this.range.addEventListener("input", () => change(tidy(this.scale.invert(+this.range.value))));
    this.field.addEventListener("change", () => {
      if (Number.isFinite(this.field.valueAsNumber)) change(this.field.valueAsNumber);
      this.shown = undefined; // what was typed may lie outside the bounds: show what it became
      stage.draw();
    });
  }

  update(state) {
    const value = this.get(state);
    if (value === this.shown) return;
    this.shown = value;
    this.field.value = tidy(value);
    if (tidy(this.scale.invert(+this.range.value)) !== value) this.range.value = Math.round(this.scale(value));
    this.range.setAttribute("aria-valuetext", this.unit ? `${number(value)} ${this.unit}` : number(value));
  }
}

export class Toggle {
  constructor(stage, { label, key }) {
    this.key = key;
    const row = html(stage.controls, "label", { class: "explorer-toggle" });
    this.box = html(row, "input", { type: "checkbox" });
    html(row, "span", {}, label);
    this.box.addEventListener("change", () => stage.change({ [key]: this.box.checked }));
  }

  update(state) {
    this.box.checked = state[this.key];
  }
}

// Four significant digits: 0.0375, not 0.037500000000000006.
export const tidy = (value) => +value.toPrecision(4);
