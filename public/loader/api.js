// `window.Chatlet`: the default widget, the way to others, and what a page queued before the script came.

import { installDialects } from "./dialects.js";
import { createInstance } from "./instance.js";
import { own } from "./own.js";
import { ownFolder } from "./tag.js";

/** @type {Map<string, ReturnType<typeof createInstance>>} */
const instances = new Map();

/** @param {unknown} name */
const find = (name) => {
  const key = typeof name == "string" && name ? name : "default";
  let instance = instances.get(key);
  if (!instance) instances.set(key, (instance = createInstance(key)));
  return instance;
};

/** @param {unknown} name */
const get = (name) => find(name).api;

/** @param {object} options */
const init = (options) => {
  const instance = find(own(options, "instance"));
  instance.start(options);
  return instance.api;
};

/** @param {any} order A command's name and what it is given; or a function, which gets the API. */
const push = (order) => {
  if (typeof order == "function") return order(chatlet);
  const [name, ...given] = order;
  const command = own(chatlet, name);
  if (typeof command == "function") return command(...given);
  console.warn(`Chatlet: no command "${name}"`);
};

const chatlet = Object.assign(get("default"), { init, get, push });

/**
 * Installs the API, unless an earlier run of the script has, and starts what the tag asks for.
 * @param {Record<string, string | undefined>} tagOptions
 */
export const install = (tagOptions) => {
  const target = /** @type {any} */ (window);
  const present = target.Chatlet;
  const api = typeof own(present, "init") == "function" ? present : (target.Chatlet = chatlet);
  if (Array.isArray(present)) for (const command of present) push(command);
  // A page may run its scripts again with each of its pages: what has started goes on.
  const { chatbotId, dialect } = tagOptions;
  if (dialect && ownFolder && !chatbotId) void installDialects(dialect, ownFolder);
  if (chatbotId && /new|destroyed/.test(api.get(tagOptions.instance).state)) {
    api.init({ app: ownFolder, ...tagOptions });
  }
};
