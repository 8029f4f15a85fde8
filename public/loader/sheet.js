// Styles in a shadow root.

/**
 * Puts no text into a document, so that a page's CSP for inline styles and its Trusted Types stay content.
 * @param {ShadowRoot} root
 * @param {string} rules
 */
export const addSheet = (root, rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  root.adoptedStyleSheets.push(sheet);
};
