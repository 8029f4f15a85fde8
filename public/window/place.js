// Where an inline widget stands: in the element that the page names, else beside the loader's tag.

import { rootElement } from "../loader/dom.js";

/**
 * @param {ReadOptions} options
 * @param {HTMLElement} host
 * @param {Element | null} tag
 */
export const placeInline = ({ target }, host, tag) => {
  const found = typeof target == "string" ? rootElement().querySelector(target) : target;
  if (found) found.append(host);
  else tag?.after(host);
};
