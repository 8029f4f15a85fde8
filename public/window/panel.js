// The panel the app stands in: its shape, the page under it, and the focus it took.

import { createElement, setAttributes } from "../loader/dom.js";
import { WINDOW_ID } from "../loader/launcher.js";
import { addSheet } from "../loader/sheet.js";
import { createModal } from "./modal.js";
import { rules } from "./styles.js";

/**
 * @param {ReadOptions} options
 * @param {Corner} corner
 * @param {AbortSignal} signal
 * @param {object} wishes
 * @param {() => void} wishes.back The visitor went back while the panel covered the page.
 * @param {() => void} wishes.restore The visitor wants to see all of it again.
 */
export const createPanel = ({ mode }, { shadow, button }, signal, { back, restore }) => {
  const role = mode == "inline" ? "region" : "dialog";
  const element = createElement("section", { id: WINDOW_ID, role, "aria-label": "Chat" });
  const modal = createModal(element, back);

  /** Where the Tab key leaves the frame of a panel that covers the page, and comes back into it. */
  const edge = () => {
    const node = createElement("i", { tabindex: 0 });
    node.addEventListener("focus", () => element.querySelector("iframe")?.focus());
    return node;
  };

  /** Over the little that is left of a window made small. */
  const restorer = createElement("button", { type: "button" });
  restorer.addEventListener("click", restore);

  addSheet(shadow, rules);
  element.append(edge(), edge());
  shadow.append(element);
  signal.addEventListener("abort", () => modal(false));

  return {
    element,
    /** @param {Readonly<ScreenState>} state @param {string} size @param {string} restoreWords */
    render({ open, covers, shows, opener }, size, restoreWords) {
      const hadFocus = shadow.activeElement?.localName == "iframe";
      const classes = { open, full: covers, shows, min: size == "minimized", max: size == "maximized" };
      for (const [name, is] of Object.entries(classes)) element.classList.toggle(name, is);
      setAttributes(element, { "aria-modal": open && covers });
      modal(open && covers);
      setAttributes(restorer, { "aria-label": restoreWords });
      if (size != "minimized" || covers) restorer.remove();
      else if (!restorer.isConnected) element.append(restorer);
      if (open || !hadFocus) return;
      // Focus that was inside goes back to where it came from; some engines give none to a button that is pressed.
      const isElsewhere = opener?.isConnected && opener != shadow.host && opener.localName != "body";
      (isElsewhere ? opener : button).focus({ preventScroll: true });
    },
  };
};
