// The error a command rejects with.

/**
 * @param {string} type One of the private line's words: `unavailable`, `invalid`, `refused`, `destroyed`, `failed`.
 * @param {string} message For the developer.
 * @returns {Error & {type: string}}
 */
export const commandError = (type, message) =>
  Object.assign(new Error("Chatlet: " + message), { name: "ChatletError", type });

/**
 * A rejection the page does not look at stays out of its console and of its error reports.
 * @template Result
 * @param {Promise<Result>} promise
 */
export const quiet = (promise) => {
  promise.catch(() => {});
  return promise;
};
