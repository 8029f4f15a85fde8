// The script's own tag: where the loader comes from and what the tag says.

import { documentMember, rootElement } from "./dom.js";
import { isOption } from "./options.js";

/**
 * Read at once: it is the running script only until that has run.
 * @type {HTMLScriptElement | null}
 */
export const ownTag =
  documentMember("currentScript") ||
  // A module has no tag, and neither has a script in a shadow tree.
  rootElement().querySelector("script[data-chatbot-id][src*='/chatlet']");

const source = ownTag?.src;

/** What a build was made for: then no element or `<base>` of the page has a say in it. */
export const builtFor = __CHATLET_APP__;

/** What the deployer has set for what pages leave open, as far as the build knew. */
export const defaults = __CHATLET_DEFAULTS__;

/** The folder the loader came from. */
export const ownFolder = source && new URL(".", source).href;

/**
 * The options on the tag, as text. Nothing inherited: a page may have polluted the prototype of all objects.
 * @returns {Record<string, string | undefined>}
 */
export const tagOptions = () => {
  /** @type {Record<string, string | undefined>} */
  const given = Object.create(null);
  if (!ownTag) return given;
  const { nonce, dataset } = ownTag;
  given.chatbotId = (source && new URL(source).searchParams.get("id")) || undefined;
  given.nonce = nonce || undefined;
  // Other scripts have attributes of their own on a tag.
  for (const name of Object.keys(dataset)) if (isOption(name)) given[name] = dataset[name];
  return given;
};
