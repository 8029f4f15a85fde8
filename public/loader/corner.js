// What stands in the corner of the page before anyone wants to chat: one host element with the launcher.

import { createElement, rootElement, setAttributes } from "./dom.js";
import { labelsFor } from "./labels.js";
import { createLauncher } from "./launcher.js";
import { addSheet } from "./sheet.js";
import { rules } from "./styles.js";

/** How often a page may take the widget out before it is taken to mean it. */
const REVIVALS = 20;

/** @param {ReadOptions} options */
export const createCorner = (options) => {
  const { mode, instance } = options;
  const host = createElement("div", { "data-chatlet": instance, mode });
  const shadow = host.attachShadow({ mode: "open" });
  const notice = createElement("p", { role: "status" });
  const { button, render } = createLauncher();
  let revivals = 0;

  /** @param {Record<string, string>} properties */
  const setProperties = (properties) => {
    for (const [name, value] of Object.entries(properties)) host.style.setProperty("--" + name, value, "important");
  };

  const arrange = () => {
    const { position, offsetX, offsetY, width, height, zIndex } = options;
    setAttributes(host, { position });
    setProperties({ x: offsetX + "px", y: offsetY + "px", w: width + "px", h: height + "px", z: zIndex.toFixed() });
  };

  arrange();
  // Outside the body: pages swap that, and it may not be there yet.
  rootElement().append(host);
  addSheet(shadow, rules);
  shadow.append(button, notice);

  return {
    host,
    shadow,
    button,
    arrange,
    setProperties,
    /** @param {ScreenState} state */
    render({ open, covers, ready, failed, awaited, hidden, unread, scheme, dir, language, labels = labelsFor(language) }) {
      const noLauncher = hidden || mode != "floating" || !!options.launcher;
      setAttributes(host, { dir: dir == "auto" ? null : dir });
      setProperties({ scheme: scheme == "auto" ? "light dark" : scheme == "host" ? "initial" : scheme });
      // An app that runs has a close button of its own.
      button.hidden = noLauncher || (open && covers && ready);
      render(open, unread, failed, labels);
      notice.textContent = awaited && !noLauncher ? labels[3] : "";
    },
    /** Puts the widget back after a page has replaced everything. */
    revive() {
      if (host.isConnected || mode == "inline" || revivals++ > REVIVALS) return;
      rootElement().append(host);
    },
  };
};
