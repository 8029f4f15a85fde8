// The page's word on a message before it is sent: as it is, another one, or answered by the page itself.

import { own } from "../loader/own.js";

/**
 * @param {unknown} value
 * @returns {string | undefined}
 */
const text = (value) => (typeof value == "string" ? value : undefined);

/**
 * @param {(answer: LineMessage) => void} tell
 */
export const createInterceptor = (tell) => {
  /** @type {((message: string, context: object) => unknown) | null} */
  let intercept = null;

  return {
    /** @param {any} handler */
    set: (handler) => {
      intercept = handler;
    },
    /**
     * The app gives up by itself on a page that takes too long.
     * @param {object} asked
     */
    async answer(asked) {
      const id = own(asked, "query");
      const type = "intercepted";
      try {
        const context = Object.freeze(own(asked, "context"));
        const verdict = await intercept?.(own(asked, "message"), context);
        const handled = own(verdict, "handled") === true;
        tell({ type, query: id, handled, message: text(own(verdict, "message")), reply: text(own(verdict, "reply")) });
      } catch (thrown) {
        console.error(thrown);
        tell({ type, query: id, failure: `${thrown}` });
      }
    },
  };
};
