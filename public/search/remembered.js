// The questions that were asked on other pages and visits. The chat's script writes them down (`window/memory.js`), where
// consent and persistence allow.

/** Key in `localStorage` of the page; one question on each line, the newest first. */
export const QUESTIONS = "chatlet:questions";

/** @type {any} */
const page = window;
const KEY = Symbol.for("chatlet.questions");

/**
 * Questions asked on this page, the newest first. Shared by symbol: the two scripts come apart.
 * @type {string[]}
 */
export const recent = (page[KEY] ||= []);

/** How many are remembered. */
export const REMEMBERED = 5;

/** @returns {string[]} */
export const remembered = () => {
  try {
    return (localStorage.getItem(QUESTIONS) || "").split("\n", REMEMBERED).filter((question) => question);
  } catch {
    // A page may be somewhere without a storage.
    return [];
  }
};
