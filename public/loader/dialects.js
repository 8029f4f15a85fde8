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

/**
 * Brings the dialects and gives each the widget. One that cannot be had is one warning, and the widget goes on.
 * @param {string} names Separated by spaces.
 * @param {string} folder Address of the loader's folder.
 * @param {DialectHost} host
 */
export const installDialects = (names, folder, host) => {
  /** @param {string} name */
  const install = async (name) => {
    const find = () => own(/** @type {any} */ (window)[KEY], name);
    try {
      if (!find()) await fetchScript(new URL(`dialects/${encodeURIComponent(name)}.js`, folder).href);
      if (!host.signal.aborted) find()(host);
    } catch (thrown) {
      console.warn(`Chatlet: the dialect "${name}" cannot be had;`, thrown);
    }
  };
  return Promise.all((names.match(/\S+/g) || []).map(install));
};
