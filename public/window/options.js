// What a page may say, by attributes of the script tag or by `Chatlet.init`, read thoroughly. Pure: no document is read here.

import { own } from "../loader/own.js";

/**
 * What each option accepts. Of a choice, the first word is the default.
 * @type {Record<string, string>}
 */
const accepted = {
  chatbotId: "text",
  instance: "text",
  app: "address",
  api: "address",
  tokenUrl: "address",
  getToken: "function",
  mode: "floating, inline, none",
  target: "selector or element",
  open: "true, false",
  hidden: "true, false",
  launcher: "selector",
  position: "bottom-right, bottom-left, top-right, top-left",
  offsetX: "number",
  offsetY: "number",
  zIndex: "number",
  width: "number",
  height: "number",
  preload: "intent, idle, eager, none",
  lang: "language tag",
  dir: "auto, ltr, rtl",
  theme: "host, light, dark, auto",
  teaser: "text",
  dataLayer: "text",
  broadcast: "safe, full",
  persist: "on, off",
  consent: "granted, required",
  titleNotice: "off, on",
  dialect: "text",
  nonce: "text",
  metadata: "object",
  disclaimer: "text or object",
  welcomeMessage: "text",
  welcomeActions: "object",
  urlMessage: "send, prefill",
};

const otherDefaults = {
  instance: "default",
  offsetX: 20,
  offsetY: 20,
  zIndex: 2147483000,
  width: 400,
  height: 640,
  dataLayer: "dataLayer",
};

export const optionNames = Object.keys(accepted);

/**
 * @param {unknown} isRight
 * @param {unknown} value
 */
const only = (isRight, value) => {
  if (!isRight) throw value;
  return value;
};

/**
 * How a value of each kind is read; a wrong one throws. Every other kind is a choice of words.
 * @type {Record<string, (value: any, base: string) => unknown>}
 */
const readers = {
  text: (value) => only(typeof value == "string" && value, value),
  address: (value, base) => {
    const { protocol, href } = new URL(value, base);
    return only(/^http/.test(protocol), href);
  },
  function: (value) => only(typeof value == "function", value),
  selector(value) {
    new DocumentFragment().querySelector(value);
    return value;
  },
  "selector or element": (value) => (value.nodeType ? value : readers.selector(value, "")),
  // The bare attribute says yes.
  "true, false": (value) => only(/^(true|false|)$/.test(value), `${value}` != "false"),
  number: (value) => only(value !== "" && value >= 0 && value < Infinity, +value),
  "language tag": (value) => `${new Intl.Locale(value)}`,
  // Cloned now: what cannot cross to the app is a wrong option today, not a failure of the handshake tomorrow.
  object(value) {
    const object = typeof value == "string" ? JSON.parse(value) : structuredClone(value);
    return only(typeof object == "object", object);
  },
  "text or object": (value) => (typeof value == "string" ? readers.text(value, "") : readers.object(value, "")),
};

/**
 * @param {string} name
 * @param {unknown} value
 * @param {string} base Address that relative ones are resolved against.
 * @returns {any} Throws when the value is wrong.
 */
export const readOption = (name, value, base) => {
  const words = accepted[name];
  const read = own(readers, words);
  return read ? read(value, base) : only(words.split(", ").includes(`${value}`), value);
};

/**
 * The options with their defaults. A wrong one is reported and left at its default.
 * @param {object} given As the page wrote it.
 * @param {string} base
 * @param {(message: string, value: unknown) => void} warn
 * @returns {ReadOptions}
 */
export const readOptions = (given, base, warn) => {
  /** @type {any} */
  const options = { __proto__: null, ...otherDefaults };
  for (const name of optionNames) {
    const words = accepted[name];
    if (!own(readers, words)) options[name] = words.split(",")[0];
  }
  for (const name of Object.keys(given)) {
    const value = own(given, name);
    if (value == null || /^on[A-Z]/.test(name)) continue;
    try {
      options[name] = readOption(name, value, base);
    } catch {
      warn(`wrong option "${name}"; accepted: ${own(accepted, name) || optionNames}; given:`, value);
    }
  }
  return options;
};

/** What the last reading gave of the options that commands change, by the options read. @type {WeakMap<object, any>} */
const readings = new WeakMap();

/**
 * Reads the page's options once more, over what the deployer has set, into those that the launcher has.
 * @param {object} given As the page wrote it.
 * @param {ReadOptions} options
 * @param {object} defaults The deployer's, in place of the usual ones.
 * @param {boolean} [late] Whether the page has been told before of what is wrong with its own.
 */
export const readAgain = (given, options, defaults, late = false) => {
  /** @param {unknown[]} words */
  const warn = (...words) => console.warn("Chatlet:", ...words);
  const { theme, lang } = options;
  const before = readings.get(options) || {
    theme: own(given, "theme") ?? own(defaults, "theme") ?? "host",
    lang: own(given, "lang") ?? own(defaults, "lang"),
  };
  const read = readOptions(given, location.href, late ? () => {} : warn);
  const usual = readOptions(defaults, location.href, late ? warn : () => {});
  for (const name of optionNames) {
    const said = own(given, name) != null;
    /** @type {any} */ (options)[name] = said || !own(usual, name) ? own(read, name) : own(usual, name);
  }
  readings.set(options, { theme: options.theme, lang: options.lang });
  // What the page has commanded meanwhile stands.
  if (theme != before.theme) options.theme = theme;
  if (lang != before.lang) options.lang = lang;
};
