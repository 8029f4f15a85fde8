// What the launcher must know of the page's options, read at a glance. Pure.
//
// Every option is looked at here, so that a page which says nothing wrong needs no more than this script. Whatever does not
// fit is left at its default; the window's script, which reads them all once more and thoroughly, tells the developer.

import { own } from "./own.js";

const text = "[^]+";
const number = "\\d+(\\.\\d+)?";
const address = "https?:[^]*|[^:]+";
const flag = "true|false|";

/**
 * What may stand on a tag: names, each with the pattern of its whole value. Text that only a parser can judge is left to the
 * window's script. One expression for all would take the browser longer to compile than the rest of this file takes to run.
 * @type {Record<string, string>}
 */
const fitting = {
  disclaimer: text,
  welcomeMessage: text,
  chatbotId: text,
  instance: text,
  target: text,
  launcher: text,
  teaser: text,
  dataLayer: text,
  dialect: text,
  nonce: text,
  app: address,
  api: address,
  tokenUrl: address,
  offsetX: number,
  offsetY: number,
  zIndex: number,
  width: number,
  height: number,
  open: flag,
  hidden: flag,
  mode: "floating|inline|none",
  position: "(bottom|top)-(left|right)",
  preload: "intent|idle|eager|none",
  dir: "auto|ltr|rtl",
  theme: "host|light|dark|auto",
  broadcast: "safe|full",
  titleNotice: "on|off",
  persist: "on|off",
  consent: "granted|required",
  urlMessage: "send|prefill",
  lang: "[a-zA-Z]{2,8}(-\\w+)*",
  metadata: "\\{[^]*\\}",
  welcomeActions: "[^]*[\\]}]",
};

/** @param {string} name */
export const isOption = (name) => !!own(fitting, name);

/** What only a script can give. */
const objects = /^(getToken|target|metadata|disclaimer|welcomeActions)$/;

/**
 * Whether a value may be right.
 * @param {string} name
 * @param {unknown} value
 */
export const fits = (name, value) =>
  /object|function/.test(typeof value)
    ? objects.test(name)
    : isOption(name) && RegExp(`^(${fitting[name]})$`).test(`${value}`);

/**
 * @param {any} given As the page wrote it.
 * @param {(event: string, handler: any) => void} [hear] Gets each handler among the options: `onOpen` hears `open`.
 * @returns {ReadOptions} `doubtful` when something does not fit.
 */
export const readOptions = (given, hear) => {
  /** @type {any} */
  const options = {
    __proto__: null,
    instance: "default",
    mode: "floating",
    position: "bottom-right",
    offsetX: 20,
    offsetY: 20,
    zIndex: 2147483000,
    width: 400,
    height: 640,
    preload: "intent",
    dir: "auto",
    theme: "host",
    dataLayer: "dataLayer",
    broadcast: "safe",
  };
  // Its own properties only: a polluted prototype of all objects says nothing.
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (/^on[A-Z]/.test(name)) hear?.(name[2].toLowerCase() + name.slice(3), value);
    else if (value == null) continue;
    else if (!fits(name, value)) options.doubtful = true;
    else if (/^(open|hidden)$/.test(name)) options[name] = `${value}` != "false";
    else options[name] = typeof options[name] == "number" ? +value : value;
  }
  return options;
};
