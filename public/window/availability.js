// Whether the app can be reached, and the commands that wait for it.
//
// A command is kept until the app has answered it, and sent again to an app that starts anew.

import { commandError, quiet } from "../loader/errors.js";
import { own } from "../loader/own.js";

/** From the insertion of the iframe to its first word. A frame that is blocked still fires `load`: only words count. */
const SILENCE_LIMIT = 8000;
/** From its first word to `ready`. */
const START_LIMIT = 20000;

/**
 * @param {string} type
 * @param {string} code
 * @param {string} message
 * @returns {Failure}
 */
const failure = (type, code, message) => ({ type, code, message, retryable: type != "validation" });

const SILENCE = failure("timeout", "app_unavailable", "The chat app does not answer");
const BROKEN = failure("unknown", "app_failed", "The chat app cannot run");
const REFUSED = failure("validation", "page_refused", "This page may not embed the chatbot");

/**
 * @param {object} host
 * @param {() => void} host.insert Puts the app into the page, in place of one that is there.
 * @param {(message: object) => void} host.post
 * @param {(status: Reach, failure?: Failure) => void} host.changed
 * @param {(type: string, message: object) => void} host.heard What the app says besides answers and its own state.
 * @param {AbortSignal} signal
 */
export const createAvailability = ({ insert, post, changed, heard }, signal) => {
  /** @type {Map<number, {message: LineMessage, resolve: () => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  /** @type {Reach} */
  let status = "idle";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let lastId = 0;

  /** @param {Error} error */
  const rejectAll = (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    rejectAll(signal.reason);
  });

  /** @param {Reach} next @param {Failure} [reason] */
  const become = (next, reason) => {
    clearTimeout(timer);
    status = next;
    changed(next, reason);
    if (reason) rejectAll(commandError(next, reason.message));
  };

  /** @param {number} limit */
  const wait = (limit) => {
    become("loading");
    timer = setTimeout(become, limit, "unavailable", SILENCE);
  };

  /** @type {Record<string, (message: object) => void>} */
  const steps = {
    hello: () => wait(START_LIMIT),
    ready() {
      become("ready");
      for (const { message } of waiting.values()) post(message);
    },
    refused: () => become("refused", REFUSED),
    failed: () => become("unavailable", BROKEN),
    answer(message) {
      const id = own(message, "id");
      const command = waiting.get(id);
      const error = own(message, "error");
      waiting.delete(id);
      if (error) command?.reject(commandError(`${own(error, "type")}`, `${own(error, "message")}`));
      else command?.resolve();
    },
  };

  const load = () => {
    if (signal.aborted || (status != "idle" && status != "unavailable")) return;
    insert();
    wait(SILENCE_LIMIT);
  };

  return {
    load,
    /** @returns {Reach} */
    status: () => status,
    /** @param {string} type @param {object} message */
    hear(type, message) {
      const step = own(steps, type);
      if (step) step(message);
      else heard(type, message);
    },
    /** @param {string} type */
    isAsked(type) {
      for (const { message } of waiting.values()) if (message.type == type) return true;
    },
    /**
     * Asks for a command to be done, as soon as the app is ready.
     * @param {LineMessage} message
     * @param {boolean} [brings] Whether the app is brought for it; otherwise it waits until somebody wants to chat.
     * @returns {Promise<void>} Settled by the app's answer.
     */
    ask: (message, brings = true) =>
      quiet(
        new Promise((resolve, reject) => {
          if (brings) load();
          if (status == "refused") return reject(commandError(status, REFUSED.message));
          const asked = { ...message, id: ++lastId };
          waiting.set(lastId, { message: asked, resolve, reject });
          if (status == "ready") post(asked);
        }),
      ),
  };
};
