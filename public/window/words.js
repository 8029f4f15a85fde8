// What the launcher says in the page's language until the app says it in the visitor's.

import { fetchScript } from "../loader/fetch.js";

/** The build may give the script a name of its own for each version. */
const file = typeof __CHATLET_WORDS__ == "undefined" ? "chatlet-words.js" : __CHATLET_WORDS__;

/** Open, close, unread, unavailable, dismiss. */
const english = ["Open chat", "Close chat", "unread", "Chat is unavailable right now.", "Dismiss"];

/**
 * @param {string} folder
 * @param {(labels: any) => void} spoken
 */
export const createWords = (folder, spoken) => {
  /** @type {string | undefined} */
  let language;
  let words = english;
  let isOver = false;

  /** @param {string[]} next */
  const say = (next) => {
    words = next;
    spoken(next);
  };

  return {
    /** @param {string} [wanted] The page's language. */
    async follow(wanted = "") {
      const next = wanted.slice(0, 2).toLowerCase();
      if (isOver || next == language) return;
      language = next;
      if (!next || next == "en") return say(english);
      try {
        const all = (await fetchScript(new URL(file, folder).href)).words;
        if (!isOver && next == language) say(all[next] || english);
      } catch {
        // The name that the launcher has will do.
      }
    },
    /** The app speaks for itself now. */
    end() {
      isOver = true;
    },
    dismiss: () => words[4],
  };
};
