// What the launcher takes from the page, without a look at its styles: those the browser computes when it draws, and not
// before on our account.

import { rootElement } from "./dom.js";

/** @returns {string | undefined} */
export const pageLanguage = () => rootElement().lang || undefined;

/**
 * Calls back when the page may look or be another one. Nothing of the page's is patched for it.
 * @param {() => void} changed
 * @param {AbortSignal} signal Ends the watch.
 */
export const watchPage = (changed, signal) => {
  const observer = new MutationObserver(() => {
    observe();
    changed();
  });
  // Again each time: a page may have replaced its root element.
  const observe = () => {
    observer.observe(document, { childList: true });
    observer.observe(rootElement(), { attributes: true, childList: true });
  };
  observe();
  signal.addEventListener("abort", () => observer.disconnect());
};
