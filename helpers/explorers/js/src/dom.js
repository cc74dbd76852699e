// Elements of HTML and SVG in one line each.
const SVG = "http://www.w3.org/2000/svg";

export function html(parent, tag, attributes = {}, text = "") {
  return append(parent, document.createElement(tag), attributes, text);
}

export function svg(parent, tag, attributes = {}, text = "") {
  return append(parent, document.createElementNS(SVG, tag), attributes, text);
}

export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

// A mark whose place is not a number is hidden.
export function place(mark, numbers) {
  const visible = Object.values(numbers).every(Number.isFinite);
  mark.style.visibility = visible ? "" : "hidden";
  if (visible) set(mark, numbers);
}

function append(parent, element, attributes, text) {
  set(element, attributes);
  if (text) element.textContent = text;
  parent.append(element);
  return element;
}

let count = 0;
export const uniqueId = (name) => `explorer-${name}-${Date.now().toString(36)}-${count++}`;
