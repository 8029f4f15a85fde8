// What the window takes from the page: its address, direction and colour scheme.

import { bodyElement, rootElement } from "../loader/dom.js";
import { isDark } from "./colour.js";

/** The page's address without query and fragment, which may hold secrets. */
export const pageAddress = () => location.origin + location.pathname;

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
 * Calls back when the page's styles may look another way.
 * @param {() => void} changed
 * @param {AbortSignal} signal Ends the watch.
 */
export const watchLooks = (changed, signal) => {
  // By then the page's style sheets have come.
  addEventListener("load", changed, { signal });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed, { signal });
};
