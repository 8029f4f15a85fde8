// The few ways in which the loader touches a document.
//
// A page can hide members of `document` behind elements of the same name (`<img name=createElement>`), so they are
// taken from the prototype.

const documentPrototype = Document.prototype;

/**
 * @param {"currentScript" | "documentElement" | "body" | "activeElement"} name
 * @returns {any}
 */
export const documentMember = (name) =>
  /** @type {any} */ (Object.getOwnPropertyDescriptor(documentPrototype, name)).get.call(document);

/** @returns {HTMLElement} */
export const rootElement = () => documentMember("documentElement");

/** @returns {HTMLElement | null} Nothing while the document has no body yet. */
export const bodyElement = () => documentMember("body");

/**
 * Sets attributes; `null` removes one.
 * @param {Element} node
 * @param {Record<string, unknown>} attributes
 */
export const setAttributes = (node, attributes) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null) node.removeAttribute(name);
    else node.setAttribute(name, `${value}`);
  }
  return node;
};

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} attributes
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const createElement = (name, attributes) =>
  /** @type {any} */ (setAttributes(documentPrototype.createElement.call(document, name), attributes));

/**
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 */
export const createDrawing = (name, attributes) =>
  setAttributes(documentPrototype.createElementNS.call(document, "http://www.w3.org/2000/svg", name), attributes);
