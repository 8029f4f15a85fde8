// What the next page of this tab is to know: whether the window is open, and how many messages are unread. The loader reads it
// (`loader/recall.js`), so that both follow the visitor from page to page.

import { memoryKey, recall } from "../loader/recall.js";
import { QUESTIONS, recent, REMEMBERED, remembered } from "../search/remembered.js";

/**
 * @param {Pick<WindowHost, "options" | "state" | "signal">} host
 */
export const createMemory = ({ options, state, signal }) => {
  const key = memoryKey(options);
  /** What is stored. */
  let known = recall(options);
  // Where something is stored, the visitor had to do with the chat before, and the page allowed it.
  let touched = !!known;

  /** The newest question that is written down. @type {string | undefined} */
  let newest;

  const allowed = () =>
    // Only with the app comes what the deployer says of storing.
    touched && (known || state.ready) && options.persist != "off" && options.consent != "required";

  const forgetQuestions = () => {
    recent.length = 0;
    try {
      localStorage.removeItem(QUESTIONS);
    } catch {
      // Nothing was stored.
    }
  };

  const leaveKey = `chatlet:${options.chatbotId}:left`;

  const memory = {
    /** The visitor has left, and the app has yet to hear of it; the next page tells it, if this one does not get to it. */
    leave() {
      if (options.persist == "off" || options.consent == "required") return;
      try {
        localStorage.setItem(leaveKey, "1");
      } catch {
        // Then this page has to.
      }
    },
    /** Whether a page before did not get to it. */
    hasLeft() {
      try {
        return !!localStorage.getItem(leaveKey);
      } catch {
        return false;
      }
    },
    /** The app has heard of it. */
    gone() {
      if (memory.hasLeft()) localStorage.removeItem(leaveKey);
    },
    /** The visitor has had to do with the chat: nothing is stored before. */
    touch() {
      touched = true;
    },
    keep() {
      if (!allowed()) return;
      // A window that covers the page would hide what the visitor has gone to.
      const next = options.mode == "inline" ? known : state.unread + (state.open && !state.covers ? ".5" : "");
      try {
        if (recent.length && recent[0] != newest) {
          [newest] = recent;
          const all = [...new Set([...recent, ...remembered()])];
          localStorage.setItem(QUESTIONS, all.slice(0, REMEMBERED).join("\n"));
        }
        if (next == known) return;
        known = next;
        sessionStorage.setItem(key, `${next}`);
      } catch {
        // Then it ends with the page.
      }
    },
    forgetQuestions,
    /** The next start is a first one. */
    forget() {
      known = undefined;
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Nothing was stored.
      }
    },
  };
  // A page that removes the widget and starts it anew says how it starts.
  signal.addEventListener("abort", memory.forget);
  return memory;
};
