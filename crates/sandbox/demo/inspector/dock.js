// The panel at the foot of the page, and the button that shows it.

import { element } from "./element.js";

/** Remembered for the visit, so that the next page of the shop shows it, too. */
const KEY = "inspector";

/** @param {{commands: Node, table: Node, count: Node, clear: () => void}} parts */
export const createDock = ({ commands, table, count, clear }) => {
  const clearing = element("button", { type: "button" }, "Clear");
  const panel = element(
    "section",
    { className: "inspector-panel", ariaLabel: "Event inspector", id: "inspector" },
    element("div", { className: "inspector-bar" }, commands, clearing),
    table,
  );
  const toggle = element("button", { type: "button", className: "inspector-toggle" }, "Events ", count);
  toggle.setAttribute("aria-controls", panel.id);

  const show = (shown) => {
    panel.hidden = !shown;
    toggle.setAttribute("aria-expanded", String(shown));
    document.documentElement.classList.toggle("inspected", shown);
    sessionStorage.setItem(KEY, shown ? "shown" : "");
  };
  clearing.addEventListener("click", clear);
  toggle.addEventListener("click", () => show(panel.hidden));
  show(Boolean(sessionStorage.getItem(KEY)));

  return element("aside", { className: "inspector" }, panel, toggle);
};
