// Dialects: small files in `dialects/` that let a page written for another widget keep its code (`events.md`, Dialects).
//
// A dialect comes in one of two ways, and a file may serve both:
//
// - `data-dialect="one two"`: the loader imports `dialects/one.js` and `dialects/two.js` from its own folder when the
//   widget starts, and gives each a `DialectHost` (`types.d.ts`), once per widget. No event is delivered before they have
//   subscribed, so they hear the first one, too.
// - As the page's own script tag, where the page expects its global at once. The file then brings the loader itself:
//   `(window.Chatlet ||= []).push(["init", { app, … }])`, then `import("../chatlet.js")`.
//
// A file `dialects/one.js` is bundled to a plain script and registers itself: `registerDialect("one", install)`. A file
// `dialects/one.mjs` is bundled to a module with exports, for pages that import it.

import { fetchScript } from "./fetch.js";
import { own } from "./own.js";

const KEY = Symbol.for("chatlet.dialects");

/**
 * @param {string} name
 * @param {(host: DialectHost) => void} install Called once for each widget that has the dialect on.
 */
export const registerDialect = (name, install) => {
  const shared = /** @type {any} */ (window);
  // Shared by symbol: the dialect and the loader may come from different versions.
  (shared[KEY] ||= Object.create(null))[name] = install;
};

/** The globals that a page uses as soon as the script has run. @type {Record<string, string>} */
const globals = { chatspark: "ChatSpark", dialoge: "DialogIntelligens initChatbotSearchWidget", nexus: "NexusChatWidget" };

/**
 * Stands in for what has yet to come. A call is made then, once and in the order of the page's calls; what it returns can
 * be called and looked into, too.
 * @param {Promise<unknown>} arrival
 * @param {(owner?: any) => any} find The real one.
 * @returns {any}
 */
const standIn = (arrival, find) =>
  new Proxy(() => {}, {
    // Whoever awaits it does not wait for it.
    get: (_, name) =>
      name == "then"
        ? undefined
        : standIn(arrival, (owner = find()) => (owner[name].bind ? owner[name].bind(owner) : owner[name])),
    apply(_, __, given) {
      /** @type {unknown} */
      let result;
      arrival.then(() => (result = find()(...given))).catch(console.error);
      return standIn(arrival, () => result);
    },
  });

/** @type {Record<string, Promise<unknown>>} */
const arrivals = Object.create(null);

/** @param {string} name */
const find = (name) => own(/** @type {any} */ (window)[KEY], name);

/**
 * Brings a dialect, once. Its global can be used at once.
 * @param {string} name
 * @param {string} folder Address of the loader's folder.
 */
const bring = (name, folder) => {
  if (name in arrivals || find(name)) return arrivals[name];
  const page = /** @type {any} */ (window);
  const arrival = fetchScript(new URL(`dialects/${encodeURIComponent(name)}.js`, folder).href);
  for (const global of own(globals, name)?.split(" ") || []) {
    if (!own(page, global)) page[global] = standIn(arrival, () => page[global]);
  }
  return (arrivals[name] = arrival);
};

/**
 * Brings the dialects and gives each the widget. One that cannot be had is one warning, and the widget goes on.
 * @param {string} names Separated by spaces.
 * @param {string} folder Address of the loader's folder.
 * @param {DialectHost} [host] Without one, the page's own code starts the widget.
 */
export const installDialects = (names, folder, host) => {
  /** @param {string} name */
  const install = async (name) => {
    try {
      await bring(name, folder);
      if (host && !host.signal.aborted) find(name)(host);
    } catch (thrown) {
      console.warn(`Chatlet: no dialect "${name}";`, thrown);
    }
  };
  return Promise.all((names.match(/\S+/g) || []).map(install));
};
