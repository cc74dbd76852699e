// A tin can: one letter varies, the others are held, and the mass beside it has a slope for each of them.
import { Beside, arrange, roof } from "./beside.js";
import { Slider } from "./controls.js";
import { Curve } from "./curve.js";
import { html, set, svg, uniqueId } from "./dom.js";
import { number } from "./format.js";

export function can(stage, { ends, side, start, letters }) {
  const [endsCurve, sideCurve] = [new Curve(ends), new Curve(side)];
  const names = Object.keys(letters);
  const top = (letter) => 2 * start[letter];
  // Python sends areas against r; the mass is linear in all other letters.
  const mass = ({ r, h, t, ρ }) => t * ρ * (endsCurve.value(r) + h * sideCurve.value(r));
  const slope = ({ vary, r, h, t, ρ }) => {
    const [[area, areaSlope], [around, aroundSlope]] = [endsCurve.at(r), sideCurve.at(r)];
    if (vary === "r") return t * ρ * (areaSlope + h * aroundSlope);
    return { h: t * ρ * around, t: ρ * (area + h * around), ρ: t * (area + h * around) }[vary];
  };

  const row = new Beside(stage, [2, 3]);
  const picture = row.cells[0].add(new Drawing(row.cells[0].pictures, start));
  const plot = row.cells[1].plot({ x: [0, 1], y: [0, 1], xLabel: "", yLabel: "mass m in g", ratio: 0.8, lowest: 15 });
  stage.legend([["blue", "mass m, all else held"], ["green dashed", "tangent"]]);
  const graph = plot.polyline("blue");
  const tangent = plot.line("mark green dashed");
  const drop = plot.line("mark thin dotted");
  const reading = plot.text();
  const handles = names.map((letter) =>
    plot.handle({
      label: letters[letter].name, min: 0, max: top(letter), step: top(letter) / 200, look: "blue",
      get: (state) => state[letter],
      set: (value) => ({ [letter]: value }),
    }),
  );
  const choose = choice(stage, letters, top);

  return (state) => {
    const { vary } = state;
    const { name, unit, rate } = letters[vary];
    const [here, m, dm] = [state[vary], mass(state), slope(state)];
    const values = Array.from({ length: 101 }, (_, i) => (top(vary) * i) / 100);
    const masses = values.map((value) => mass({ ...state, [vary]: value }));
    axes(plot, [0, top(vary)], [0, roof(1.02 * Math.max(...masses))], `${name} ${vary} in ${unit}`);
    graph(values, masses);
    tangent(0, m - dm * here, top(vary), m + dm * (top(vary) - here));
    drop(here, 0, here, m);
    const right = here > 0.6 * top(vary);
    reading.anchor(right ? "end" : "start");
    reading(here, m, `${number(m)} g`, right ? -0.8 : 0.8, right ? -0.6 : 1.2);
    names.forEach((letter, i) => {
      handles[i].mark.style.display = letter === vary ? "" : "none";
      handles[i].place(state[letter], mass(state), state[letter], `${short(state[letter])} ${letters[letter].unit}`);
    });
    choose(vary);
    picture.draw(state, letters);
    const held = names.filter((letter) => letter !== vary).join(", ");
    return `${vary} varies; ${held} are held constant: m = ${number(m)} g, ∂m/∂${vary} = ${number(dm)} ${rate}.`;
  };
}

// A row for each letter: a radio button that lets it vary, its slider and its number field. What is held cannot move.
function choice(stage, letters, top) {
  const controls = html(stage.controls, "fieldset", { class: "explorer-choice" });
  html(controls, "legend", {}, "Which letter varies?");
  const group = uniqueId("choice");
  const rows = Object.entries(letters).map(([letter, { name, unit }]) => {
    const slider = new Slider(
      { controls, change: (changed) => stage.change(changed), draw: () => stage.draw() },
      { label: `${name} ${letter}`, unit, min: 0, max: top(letter), get: (state) => state[letter], set: (value) => ({ [letter]: value }) },
    );
    stage.parts.push(slider);
    const label = slider.range.previousElementSibling;
    const cell = html(controls, "span");
    label.replaceWith(cell);
    const radio = html(cell, "input", { type: "radio", name: group, "aria-label": `${letter} varies` });
    cell.append(label);
    radio.addEventListener("change", () => stage.change({ vary: letter }));
    return { letter, radio, inputs: [slider.range, slider.field] };
  });
  return (vary) => {
    for (const { letter, radio, inputs } of rows) {
      radio.checked = letter === vary;
      for (const input of inputs) input.disabled = letter !== vary;
    }
  };
}

function axes(plot, x, y, xLabel) {
  const key = JSON.stringify([x, y, xLabel]);
  if (plot.key === key) return;
  Object.assign(plot, { key, xLabel });
  plot.x.domain(x);
  plot.y.domain(y);
  if (plot.room) arrange(plot);
}

const short = (value) => String(+value.toPrecision(3));

// The can, to scale but for the thickness of its sheet; darker where the sheet is denser.
class Drawing {
  constructor(parent, start) {
    this.start = start;
    this.svg = svg(parent, "svg", { class: "explorer-plot", "aria-hidden": true });
    this.body = svg(this.svg, "path", { class: "mark" });
    this.lid = svg(this.svg, "ellipse", { class: "mark" });
    this.radius = svg(this.svg, "line", { class: "mark thin" });
    this.height = svg(this.svg, "path", { class: "mark thin" });
    this.texts = Object.fromEntries(["r", "h", "t", "ρ"].map((letter) => [letter, svg(this.svg, "text", { class: "label" })]));
  }

  measure(width) {
    this.em = parseFloat(getComputedStyle(this.svg).fontSize);
    this.width = width;
    this.tall = Math.round(Math.min(Math.max(1.2 * width, 15 * this.em), 340));
    set(this.svg, { width, height: this.tall });
  }

  layout() {}

  draw(state, letters) {
    if (!this.width) return;
    const { start, em, width, tall } = this;
    const unit = Math.min((width - 3 * em) / (4 * start.r), (tall - 5 * em) / (2 * start.h + 1.2 * start.r));
    const [r, h, x, foot] = [unit * state.r, unit * state.h, width / 2 - em, tall - 3.4 * em - 0.6 * unit * start.r];
    const lid = foot - h;
    set(this.body, { d: `M${x - r},${lid}V${foot}A${r},${0.3 * r} 0 0 0 ${x + r},${foot}V${lid}` });
    set(this.lid, { cx: x, cy: lid, rx: r, ry: 0.3 * r });
    set(this.radius, { x1: x, x2: x + r, y1: lid, y2: lid });
    const side = x + r + 0.6 * em;
    set(this.height, { d: `M${side - 4},${lid}h8M${side},${lid}V${foot}m-4,0h8` });
    const shade = (share) => `fill: color-mix(in srgb, var(--text) ${share}%, var(--paper)); stroke-width: ${1 + (2.5 * state.t) / start.t}px`;
    set(this.body, { style: shade((25 * state.ρ) / start.ρ) });
    set(this.lid, { style: shade((8 * state.ρ) / start.ρ) });
    const places = { r: [x + r / 2, lid - 0.3 * r - 0.4 * em], h: [side + 0.5 * em, (lid + foot) / 2 + 0.3 * em], t: [0, tall - 1.7 * em], ρ: [0, tall - 0.3 * em] };
    for (const [letter, text] of Object.entries(this.texts)) {
      const written = "tρ".includes(letter);
      text.textContent = written ? `${letter} = ${short(state[letter])} ${letters[letter].unit}` : letter;
      set(text, { x: places[letter][0], y: places[letter][1], "text-anchor": letter === "r" ? "middle" : "start" });
      text.classList.toggle("varies", letter === state.vary);
    }
    this.radius.classList.toggle("thick", state.vary === "r");
    this.height.classList.toggle("thick", state.vary === "h");
  }
}
