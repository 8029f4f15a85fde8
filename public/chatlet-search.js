// The search bar: a question is typed into the page, and the chat opens with it (`embedding.md`, way 3).
//
//   <div data-chatlet-search data-placeholder="Ask us anything"></div>
//   <script src="https://chat.example/chatlet-search.js" async></script>
//
// Any number of bars, before or after the chat's script, also added later. What is asked before the chat has come waits in
// its queue.

import { rootElement } from "./loader/dom.js";
import { createBar } from "./search/bar.js";

const KEY = Symbol.for("chatlet.search");
const NAME = "data-chatlet-search";

/** @type {WeakSet<Element>} */
const known = new WeakSet();

/**
 * Makes an element a search bar, once.
 * @param {any} element
 * @param {Record<string, string | undefined>} options In place of its `data-` attributes.
 */
const make = (element, options = element.dataset) => {
  // A second run of the script finds what the first has made.
  if (known.has(element) || element.shadowRoot) return;
  known.add(element);
  createBar(element, options);
};

/** @param {any} node */
const look = (node) => {
  if (!node.querySelectorAll) return;
  if (node.matches?.(`[${NAME}]`)) make(node);
  for (const element of node.querySelectorAll(`[${NAME}]`)) make(element);
};

// For code that has elements and options of its own.
/** @type {any} */ (window)[KEY] = make;
look(rootElement());
// Only what has come is looked at: a page may be large and busy.
new MutationObserver((changes) => {
  for (const { addedNodes, target, type } of changes) {
    if (type == "attributes") look(target);
    for (const node of addedNodes) look(node);
  }
}).observe(document, { childList: true, subtree: true, attributeFilter: [NAME] });
