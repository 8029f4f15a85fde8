// The round button: a speech mark that turns into a close mark, and the count of unread messages.

import { createDrawing, createElement, setAttributes } from "./dom.js";

/** Id of the window that the button opens. */
export const WINDOW_ID = "window";

export const createLauncher = () => {
  // The two lines of text in the bubble become the two strokes of the cross.
  const icon = createDrawing("svg", { viewBox: "0 0 24 24", "aria-hidden": true });
  for (const d of [
    "M12 4c5 0 8.7 3.2 8.7 7.3s-3.7 7.3-8.7 7.3q-1.4 0-2.7-.4l-4.4 2 1-3.6Q3.3 14.4 3.3 11.3C3.3 7.2 7 4 12 4Z",
    "M6 12h12",
    "M6 12h12",
  ]) {
    icon.append(createDrawing("path", { d }));
  }
  const badge = createElement("span", { "aria-hidden": true });
  const button = createElement("button", { type: "button", "aria-haspopup": "dialog", "aria-controls": WINDOW_ID });
  button.append(icon, badge);

  return {
    button,
    /**
     * @param {boolean} isOpen
     * @param {number} unread
     * @param {boolean} failed
     * @param {import("./labels.js").Labels} labels
     */
    render(isOpen, unread, failed, [open, close, unreadWord, unavailable]) {
      const count = failed || isOpen ? 0 : unread;
      const name = isOpen ? close : failed ? unavailable : open;
      badge.textContent = failed ? "!" : count > 9 ? "9+" : count ? `${count}` : "";
      setAttributes(button, {
        "aria-label": count ? `${name}, ${count} ${unreadWord}` : name,
        "aria-expanded": isOpen,
      });
    },
  };
};
