// What the window does to the page while it covers it, and how all of it is undone.

import { bodyElement, rootElement } from "../loader/dom.js";

/** In the state of the history entry that the Back button takes away. */
const MARK = "chatlet";

/**
 * @param {HTMLElement} panel
 * @param {() => void} back The visitor went back.
 * @returns {(covers: boolean) => void}
 */
export const createModal = (panel, back) => {
  /** @type {AbortController | undefined} */
  let entered;

  /** A keyboard makes the visual viewport smaller than the page's; so does a visitor who zooms in, and may. */
  const fitViewport = () => {
    const { height, offsetTop, scale } = /** @type {VisualViewport} */ (window.visualViewport);
    panel.style.setProperty("--height", height * scale + "px");
    panel.style.setProperty("--top", (scale > 1 ? 0 : offsetTop) + "px");
  };

  const enter = () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { style } = rootElement();
    const overflow = style.getPropertyValue("overflow");
    const priority = style.getPropertyPriority("overflow");
    const body = bodyElement();
    const wasInert = body?.inert;

    style.setProperty("overflow", "hidden", "important");
    if (body) body.inert = true;
    try {
      // The page's own state stays in it, so that a router finds what it left.
      history.pushState({ ...history.state, [MARK]: true }, "");
    } catch {
      // Too many entries in a short time: Back then leaves the page, as it does without a chat.
    }
    fitViewport();
    for (const name of ["resize", "scroll"]) window.visualViewport?.addEventListener(name, fitViewport, { signal });
    addEventListener("popstate", () => history.state?.[MARK] || back(), { signal });
    signal.addEventListener("abort", () => {
      style.setProperty("overflow", overflow, priority);
      if (body) body.inert = !!wasInert;
      if (history.state?.[MARK]) history.back();
    });
    return controller;
  };

  return (covers) => {
    if (covers == !!entered) return;
    entered?.abort();
    entered = covers ? enter() : undefined;
  };
};
