// Styles in a shadow root.

import { createElement } from "./dom.js";

/**
 * Neither way puts text into a document, so that a page's CSP for inline styles and its Trusted Types stay content.
 * @param {ShadowRoot} root Of a host that is in the document.
 * @param {string | undefined} nonce For engines without constructable sheets.
 * @param {string[]} rules
 * @returns {(more: string[]) => void} Adds rules, and those again that a move of the host has lost.
 */
export const createSheet = (root, nonce, rules) => {
  /** @type {string[]} */
  const all = [];
  const style = createElement("style", { nonce });
  const sheet = root.adoptedStyleSheets && new CSSStyleSheet();
  if (sheet) root.adoptedStyleSheets = [sheet];
  else root.append(style);

  /** @param {string[]} more */
  const add = (more) => {
    all.push(...more);
    if (sheet) return sheet.replaceSync(all.join(""));
    const { cssRules } = /** @type {CSSStyleSheet} */ (style.sheet);
    for (const rule of cssRules.length ? more : all) {
      try {
        style.sheet?.insertRule(rule, cssRules.length);
      } catch {
        // An engine does without a rule it does not know.
      }
    }
  };
  add(rules);
  return add;
};
