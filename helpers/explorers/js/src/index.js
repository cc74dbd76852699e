// What Jupyter (through anywidget) and a plain page call: draws one explorer into an element.
import { can } from "./can.js";
import { chainRates } from "./chain_rates.js";
import { linearMap } from "./linear_map.js";
import { motion } from "./motion.js";
import { productRectangle } from "./product_rectangle.js";
import { quadratic } from "./quadratic.js";
import { sandpit } from "./sandpit.js";
import { slopeMatch } from "./slope_match.js";
import { Stage } from "./stage.js";
import { surface } from "./surface.js";
import { tangent } from "./tangent.js";

const EXPLORERS = {
  can,
  chain_rates: chainRates,
  linear_map: linearMap,
  motion,
  product_rectangle: productRectangle,
  quadratic,
  sandpit,
  slope_match: slopeMatch,
  surface,
  tangent,
};

function render({ model, el }) {
  const stage = new Stage(model, el);
  stage.start(EXPLORERS[model.get("kind")](stage, model.get("data")));
  return () => stage.stop();
}

// On a page without a kernel the traits stand in a JSON script inside the element, binary arrays in base64.
function pageModel(text) {
  const binary = (base64) => new DataView(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer);
  const traits = JSON.parse(text, (_, value) => (value?.base64 === undefined ? value : binary(value.base64)));
  return { get: (name) => traits[name], set: (name, value) => (traits[name] = value), save_changes() {}, on() {}, off() {} };
}

for (const el of document.querySelectorAll("[data-course-explorer]:not([data-live])")) {
  const model = pageModel(el.querySelector("script").textContent);
  el.dataset.live = "";
  el.replaceChildren();
  render({ model, el });
}

export default { render };
