// Two sliders, for x and for its nudge Δx. Both x and x + Δx stay in the domain: the one that is moved stops there.
export function nudge(stage, { domain: [low, high], smallest, largest }, name = "x", unit = "") {
  stage.settle = ({ x, dx }, changed) =>
    "dx" in changed ? { x, dx: Math.min(dx, high - x) } : { x: Math.min(x, high - dx), dx };
  const move = { min: low, max: high, get: ({ x }) => x, set: (x) => ({ x }) };
  stage.slider({ label: name, unit, ...move });
  const stretch = { min: smallest, max: largest, log: true, get: ({ dx }) => dx, set: (dx) => ({ dx }) };
  stage.slider({ label: `Δ${name}`, unit, ...stretch });
  return move;
}
