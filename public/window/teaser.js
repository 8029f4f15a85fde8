// A few words beside the launcher that invite to chat. What a visitor has put away does not come back.

import { createElement } from "../loader/dom.js";
import { own } from "../loader/own.js";

/** The page has come to rest before it speaks up. */
const PAUSE = 1500;
/** Teasers that are remembered as dismissed. */
const MEMORY = 20;

/** A short name for words, so that other words are another teaser. @param {string} words */
const nameOf = (words) => {
  let sum = 0;
  for (let index = 0; index < words.length; index++) sum = (sum * 31 + words.charCodeAt(index)) | 0;
  return (sum >>> 0).toString(36);
};

/**
 * @param {WindowHost} host
 * @param {() => string} dismissWord
 */
export const createTeaser = ({ options, state, corner, raise, open, signal }, dismissWord) => {
  const storageKey = `chatlet:${options.chatbotId}:teasers`;
  /** What has been dismissed or clicked on this page. @type {string[]} */
  const done = [];
  // There before it says anything, as those who listen need it.
  const place = createElement("div", { role: "status", dir: "auto" });
  corner.shadow.insertBefore(place, corner.button.nextSibling);

  const stored = () => {
    try {
      const list = JSON.parse(localStorage.getItem(storageKey) || "[]");
      return Array.isArray(list) ? list : [];
    } catch {
      return [];
    }
  };

  /** @param {string} key */
  const remember = (key) => {
    done.push(key);
    if (options.persist == "off" || options.consent == "required") return;
    try {
      localStorage.setItem(storageKey, JSON.stringify([...stored(), key].slice(-MEMORY)));
    } catch {
      // Then it is remembered as long as the page lives.
    }
  };

  const remove = () => place.replaceChildren();

  /** @param {string} key @param {string} words */
  const show = (key, words) => {
    if (place.firstChild || state.open || state.hidden || state.failed || signal.aborted) return;
    if (options.mode != "floating" || done.includes(key) || stored().includes(key)) return;
    const invite = createElement("button", { type: "button" });
    const dismiss = createElement("button", { type: "button", "aria-label": dismissWord() });
    invite.textContent = words;
    dismiss.textContent = "×";
    const putAway = () => {
      remove();
      remember(key);
      raise("teaserDismiss", { key });
    };
    invite.addEventListener("click", () => {
      remove();
      remember(key);
      raise("teaserClick", { key });
      void open("teaser", true);
    });
    dismiss.addEventListener("click", putAway);
    for (const button of [invite, dismiss]) {
      button.addEventListener("keydown", ({ key: pressed }) => {
        if (pressed != "Escape") return;
        putAway();
        corner.button.focus();
      });
    }
    place.append(invite, dismiss);
    raise("teaserShown", { key });
  };

  return {
    /** Shows the option's own words, after a pause. */
    offer: (/** @type {string} */ words) => void setTimeout(show, PAUSE, nameOf(words), words),
    /**
     * Shows the first of the backend's that has not been dismissed.
     * @param {unknown} teasers
     */
    offerAll(teasers) {
      if (!Array.isArray(teasers)) return;
      for (const teaser of teasers) {
        const [key, words] = [own(teaser, "key"), own(teaser, "text")];
        if (typeof key == "string" && typeof words == "string" && words) show(key, words);
      }
    },
    /** The window has opened: nothing more to invite to. */
    remove,
  };
};
