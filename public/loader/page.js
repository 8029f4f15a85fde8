// What the widget takes from the page: its address, language, direction and colour scheme.

import { bodyElement, rootElement } from "./dom.js";
import { isDark } from "./colour.js";

/** The page's address without query and fragment, which may hold secrets. */
export const pageAddress = () => location.origin + location.pathname;

/** @returns {string | undefined} */
export const pageLanguage = () => rootElement().lang || undefined;

/** @returns {string} `ltr` or `rtl`. */
export const pageDirection = () => getComputedStyle(bodyElement() || rootElement()).direction;

/**
 * The scheme a widget should have.
 * @param {string | undefined} theme The page's choice; without one, or with `host`, the page's looks decide.
 * @returns {"light" | "dark" | "auto"}
 */
export const pageTheme = (theme) => {
  if (theme && theme != "host") return /** @type {any} */ (theme);
  const scheme = getComputedStyle(rootElement()).colorScheme || "normal";
  const dark = scheme.includes("dark");
  if (dark && scheme.includes("light")) return "auto";
  return dark || (!scheme.includes("light") && hasDarkBackground()) ? "dark" : "light";
};

const hasDarkBackground = () => {
  for (const element of [bodyElement(), rootElement()]) {
    const dark = element && isDark(getComputedStyle(element).backgroundColor);
    if (dark != null) return dark;
  }
};

/**
 * Calls back when any of this may have changed. Nothing of the page's is patched for it.
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
    observer.observe(rootElement(), {
      attributeFilter: ["lang", "dir", "class", "style", "data-theme"],
      childList: true,
    });
  };
  observe();
  signal.addEventListener("abort", () => observer.disconnect());
  // By then the page's style sheets have come, too.
  addEventListener("load", changed, { signal });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed, { signal });
};
