// The page's title while something is unread, for pages that want it (`titleNotice`).

import { rootElement } from "../loader/dom.js";

/** What each widget of the page has unread; there is only one title. @type {Map<object, number>} */
const counts = new Map();
/** The title's element, and what it says without the notice and with it. @type {[node: Element, own: string, shown: string] | undefined} */
let noticed;

const restore = () => {
  // A title that the page has changed meanwhile is the page's.
  if (noticed && noticed[0].textContent == noticed[2]) noticed[0].textContent = noticed[1];
  noticed = undefined;
};

const render = () => {
  restore();
  const node = rootElement().querySelector("head > title");
  let count = 0;
  for (const own of counts.values()) count += own;
  if (!node || !count) return;
  const own = node.textContent || "";
  noticed = [node, own, `(${count}) ${own.trim()}`];
  node.textContent = noticed[2];
};

/**
 * @param {ReadOptions} options
 * @param {AbortSignal} signal Its end takes the notice away.
 * @returns {(unread: number) => void}
 */
export const createTitle = (options, signal) => {
  /** @param {number} unread */
  const set = (unread) => {
    counts.set(options, options.titleNotice == "on" ? unread : 0);
    render();
  };
  signal.addEventListener("abort", () => set(0));
  return set;
};
