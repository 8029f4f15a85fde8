// Where an inline widget stands: in the element that the page names, else beside the loader's tag.

import { rootElement } from "../loader/dom.js";

/** Heights an inline widget may have, in CSS pixels, whatever the app asks for (S57). */
const LOWEST = 240;

/**
 * @param {ReadOptions} options
 * @param {Corner} corner
 * @param {Element | null} tag
 * @param {AbortSignal} signal
 */
export const createPlace = ({ target, mode, height }, { host, setProperties }, tag, signal) => {
  if (mode != "inline") return { grow() {} };

  const find = () => (typeof target == "string" ? rootElement().querySelector(target) : target);

  /** Puts the widget where it belongs, and says whether it does belong somewhere. */
  const settle = () => {
    const found = find();
    if (found?.isConnected) {
      if (host.parentNode != found) found.append(host);
      return true;
    }
    // Without a place of its own it stands beside the script, as soon as the page is whole.
    if ((target && document.readyState == "loading") || !tag?.isConnected) return false;
    if (!host.parentNode || host.parentNode == rootElement()) tag.after(host);
    return !target;
  };

  // The element may come later than the script, and a page that swaps its body has a new one.
  settle();
  const observer = new MutationObserver(() => {
    if (!host.isConnected || host.parentNode == rootElement() || (target && host.parentNode != find())) settle();
  });
  observer.observe(document, { childList: true, subtree: true });
  addEventListener("load", settle, { signal });
  signal.addEventListener("abort", () => observer.disconnect());

  return {
    /**
     * The app says how high its content is; the option `height` is the most it gets.
     * @param {unknown} wish In CSS pixels.
     */
    grow(wish) {
      if (typeof wish != "number" || !(wish > 0)) return;
      const bounded = Math.min(Math.max(wish, Math.min(LOWEST, height)), height);
      setProperties({ h: `${Math.ceil(bounded)}px` });
    },
  };
};
