// A button below a picture; press(state) is the change of state.
import { html } from "./dom.js";

export class Button {
  constructor(stage, { label, press }) {
    this.button = html(stage.controls, "button", { type: "button" }, label);
    this.button.addEventListener("click", () => stage.change(press(stage.state)));
  }
}
