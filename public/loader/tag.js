// The script's own tag: where the loader comes from and what the tag says.

import { documentMember } from "./dom.js";
import { optionNames } from "./options.js";

/**
 * Read at once: it is the running script only until that has run.
 * @type {HTMLScriptElement | null}
 */
export const ownTag = documentMember("currentScript");

const source = ownTag?.src;

/** What a build was made for: then no element or `<base>` of the page has a say in it. */
export const builtFor = typeof __CHATLET_APP__ == "undefined" ? "" : __CHATLET_APP__;

/** The folder the loader came from. */
export const ownFolder = source && new URL(".", source).href;

/**
 * The options on the tag, as text.
 * @returns {Record<string, string>}
 */
export const tagOptions = () => {
  // Nothing inherited: a page may have polluted the prototype of all objects.
  /** @type {Record<string, string>} */
  const given = Object.create(null);
  if (!ownTag) return given;
  const id = source && new URL(source).searchParams.get("id");
  if (id) given.chatbotId = id;
  if (ownTag.nonce) given.nonce = ownTag.nonce;
  for (const name of optionNames) {
    const value = ownTag.getAttribute("data-" + name.replace(/[A-Z]/g, "-$&").toLowerCase());
    if (value != null) given[name] = value;
  }
  return given;
};
