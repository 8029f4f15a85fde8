// Hands a question to the chat, or to its queue when the chat has not come yet.

import { own } from "../loader/own.js";

/**
 * @param {string} message
 * @param {string | undefined} instance Which widget; the usual one without.
 */
export const ask = (message, instance) => {
  const page = /** @type {any} */ (window);
  // What is not the page's own is an element with that id.
  if (!own(page, "Chatlet")) page.Chatlet = [];
  page.Chatlet.push((/** @type {any} */ chatlet) => chatlet.get(instance).open(message, "search-bar"));
};
