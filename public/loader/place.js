// Where a widget stands in the page.

import { createElement, rootElement } from "./dom.js";
import { ownTag } from "./tag.js";

/**
 * @param {ReadOptions} options
 * @returns {Element}
 */
export const findParent = ({ mode, target }) => {
  // Outside the body: pages swap that, and it may not be there yet.
  if (mode != "inline") return rootElement();
  const found = typeof target == "string" ? rootElement().querySelector(target) : target;
  if (found) return found;
  const place = createElement("div", {});
  ownTag?.after(place);
  return place;
};
