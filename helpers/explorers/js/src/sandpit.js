// A pit full of sand from above: a stick to dip into it, and what the dips told of its floor.
import { DipMarks } from "./dip_marks.js";
import { html, svg } from "./dom.js";
import { clamp, fixed, number } from "./format.js";
import { MapPlot, singles } from "./map.js";
import { Stick } from "./stick.js";

const COLUMNS = ["dip", "x", "y", "h", "∂h/∂x", "∂h/∂y", "∂²h/∂x²", "∂²h/∂x∂y", "∂²h/∂y²"];
const BEGIN = "No dips yet. Move the stick by mouse, touch or arrow keys (a metre with Shift); Enter dips it.";
const PATIENCE_MS = 3000; // for the kernel, which may be gone, to answer with a hint that fits the dips

export function sandpit(stage, { level, size, step, samples, contours, spacing, deepest, within, advice }) {
  const told = samples.map(singles);
  const snap = (value) => +clamp(Math.round(value / step) * step, 0, size).toFixed(6);
  stage.settle = ({ x, y, ...rest }) => ({ ...rest, x: snap(x), y: snap(y) });
  const away = ([x, y]) => Math.hypot(x - deepest[0], y - deepest[1]);
  const found = (dips) => dips.some((dip) => away(dip) <= within);
  const isOver = ({ dips, shown }) => shown || found(dips);
  const dip = () => {
    const { x, y, dips } = stage.state;
    const place = Math.round(y / step) * (Math.round(size / step) + 1) + Math.round(x / step);
    const dipped = [x, y, ...told.map((numbers) => numbers[place])];
    if (!isOver(stage.state)) stage.change({ dips: [...dips, dipped], hint: "" });
  };

  stage.pictures.classList.add("beside");
  const plot = new MapPlot(stage, { x: [0, size], y: [0, size] });
  svg(plot.marks, "rect", { class: "sand", width: "100%", height: "100%" });
  const floor = contours.map((outlines) => plot.outlined("depth blue", outlines));
  const star = svg(plot.labels, "path", { class: "star", d: "M0,-11L3,-4L11,-3L5,2L7,10L0,6L-7,10L-5,2L-11,-3L-3,-4Z" });
  const marks = new DipMarks(plot);
  const stick = new Stick(plot, { size, step, dip });
  const table = dipTable(stage, 3 + [0, 1, 3, 6][level]);
  if (level > 1) html(stage.pictures, "p", { class: "explorer-legend" }, "Arrows point uphill; the longer, the steeper.");
  if (level > 2) {
    stage.legend([["purple", "here the floor's curve alone lifts it by 25 cm"], ["purple dashed", "lowers it by 25 cm"]]);
  }

  const row = html(stage.controls, "p", { class: "explorer-buttons" });
  const button = (name, act) => {
    const made = html(row, "button", { type: "button" }, name);
    made.addEventListener("click", act);
    return made;
  };
  const dipButton = button("Dip", dip);
  button("Hint", () => {
    if (!stage.model.send) return stage.change({ hint: advice });
    stage.change({ hint: "", asked: stage.state.asked + 1 });
    setTimeout(() => stage.state.hint || stage.change({ hint: advice }), PATIENCE_MS);
  });
  const giveUp = button("Give up: show the floor", () => stage.change({ shown: true, hint: "" }));
  button("Again", () => stage.change({ dips: [], shown: false, hint: "", game: stage.state.game + 1 }));
  for (const key of ["x", "y"]) {
    const [get, set] = [(state) => state[key], (value) => ({ [key]: value })];
    const slider = stage.slider({ label: key, unit: "m", min: 0, max: size, get, set });
    slider.range.step = 4; // of 400: the places of the stick
  }
  const hints = html(stage.root, "p", { class: "explorer-hint", role: "status" });

  return (state) => {
    const { x, y, dips, hint } = state;
    const over = isOver(state);
    const best = dips.reduce((lowest, [, , h], i) => (lowest < 0 || h < dips[lowest][2] ? i : lowest), -1);
    for (const mark of [...floor, star]) mark.style.visibility = over ? "" : "hidden";
    star.setAttribute("transform", `translate(${plot.x(deepest[0])},${plot.y(deepest[1])})`);
    marks.place(dips, best);
    stick.place(x, y);
    table(dips, best, plot);
    for (const part of [dipButton, giveUp]) part.setAttribute("aria-disabled", over);
    if (hints.textContent !== hint) hints.textContent = hint;
    return [lastDip(dips), score(dips, best, found(dips), over), over ? theEnd(deepest, spacing) : ""].filter(Boolean).join(" ");
  };

  function score(dips, best, done, over) {
    const counted = `${dips.length} dip${dips.length === 1 ? "" : "s"}`;
    if (best < 0) return over ? "No dips." : BEGIN;
    if (done) return `Found with ${counted}: ${metres(Math.min(...dips.map(away)))} from the deepest point.`;
    if (!over) return `${counted} so far, the deepest at ${metres(dips[best][2])} (dip ${best + 1}).`;
    return `Not found with ${counted}: the deepest of them lies ${metres(away(dips[best]))} from the deepest point.`;
  }
}

const metres = (value) => `${fixed(value, 2)} m`;
const at = ([x, y]) => `x = ${metres(x)}, y = ${metres(y)}`;

function theEnd(deepest, spacing) {
  const where = `The deepest point (star) is at ${at(deepest)}: ${metres(deepest[2])}.`;
  return `${where} From one contour to the next the floor falls by ${fixed(100 * spacing, 0)} cm.`;
}

function lastDip(dips) {
  if (!dips.length) return "";
  const [, , h, right, up, xx, xy, yy] = dips.at(-1);
  let words = `Dip ${dips.length} at ${at(dips.at(-1))}: the floor is at ${metres(h)}.`;
  if (right !== undefined) words += ` Jacobian [${number(right)}, ${number(up)}], uphill is ${compass(right, up)}.`;
  if (xx !== undefined) words += ` Hessian [[${number(xx)}, ${number(xy)}], [${number(xy)}, ${number(yy)}]] in 1/m.`;
  return words;
}

function compass(right, up) {
  const steepest = Math.max(Math.abs(right), Math.abs(up));
  const ways = [[up, "up", "down"], [right, "right", "left"]].filter(([slope]) => Math.abs(slope) > 0.4 * steepest);
  return `${ways.map(([slope, more, less]) => (slope > 0 ? more : less)).join(" and ")} on the map`;
}

// The dips in numbers, the last one on top.
function dipTable(stage, count) {
  const scrolls = { tabindex: 0, role: "region", "aria-label": "dips in numbers" };
  const box = html(stage.pictures, "div", { class: "explorer-dips", ...scrolls });
  html(box, "p", {}, "x, y and height h in m; ▼ deepest so far");
  const table = html(box, "table", { class: "explorer-table" });
  const head = html(table, "tr");
  for (const name of COLUMNS.slice(0, count)) html(head, "th", { scope: "col" }, name);
  let shown;
  return (dips, best, map) => {
    // Beside the map if there is room; of a fixed height in any case, so that no dip moves the buttons.
    const beside = count < 7 && stage.pictures.clientWidth - map.x.range()[1] > 18 * map.em;
    Object.assign(box.style, { flexBasis: beside ? "" : "100%", height: beside ? `${map.height}px` : "10em" });
    if (shown === dips) return;
    shown = dips;
    while (table.rows.length > 1) table.deleteRow(1);
    dips.forEach((dip, i) => {
      const row = table.insertRow(1);
      html(row, "th", { scope: "row" }, `${i + 1}${i === best ? " ▼" : ""}`);
      dip.forEach((value, column) => html(row, "td", {}, fixed(value, column < 2 ? 1 : 2)));
    });
  };
}
