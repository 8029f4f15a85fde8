// One widget as the page commands it: at any time, in any order, before it starts and after it is gone.

import { commands } from "./commands.js";
import { installDialects } from "./dialects.js";
import { commandError, quiet } from "./errors.js";
import { createEvents } from "./events.js";
import { readHandlers, readOptions } from "./options.js";
import { own } from "./own.js";
import { createShell } from "./shell.js";
import { builtFor, ownFolder } from "./tag.js";

/** A UUID, also on pages without https, where `crypto.randomUUID` is missing: the end of a blob's address is one. */
const createId = () => {
  const address = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(address);
  return address.slice(-36);
};

/** @param {string} instance Its name. */
export const createInstance = (instance) => {
  let options = readOptions({ instance }, "", () => {});
  /** @type {ReturnType<typeof createShell> | undefined} */
  let shell;
  let isDestroyed = false;
  let endDialects = () => {};
  /** @type {unknown} */
  let sessionId;
  /** Commands given before the start. @type {(() => void)[]} */
  const early = [];

  /** @param {string} name @param {object} [fields] @param {string[]} [privateNames] */
  const raise = (name, fields, privateNames = []) => {
    const timestamp = new Date().toISOString();
    const stamp = { id: createId(), timestamp, chatbotId: options.chatbotId, instance, sessionId, name };
    if (!sessionId) delete stamp.sessionId;
    events.emit({ ...stamp, ...fields }, privateNames);
  };

  const events = createEvents(
    () => options,
    (thrown) => {
      const stack = own(thrown, "stack");
      const fields = { type: "handler", code: "handler_threw", message: "A handler of the page threw", retryable: false };
      raise("error", { ...fields, details: `${thrown}`, stack }, ["details", "stack"]);
    },
  );

  /** @param {any} event @param {any} privateNames */
  const forward = (event, privateNames) => {
    // An event that does not name its private fields is not to be shown around.
    if (!/^[a-z]+$/i.test(own(event, "name") || "") || !Array.isArray(privateNames)) return;
    sessionId = own(event, "sessionId");
    events.emit(event, privateNames);
  };

  const destroyed = () => commandError("destroyed", "The widget has been removed");

  /** @param {string} name */
  const command =
    (name) =>
    /** @param {unknown} given @returns {Promise<any>} */
    (given) => {
      const act = async () => shell && commands[name](shell, given);
      if (shell) return quiet(act());
      if (isDestroyed) return quiet(Promise.reject(destroyed()));
      return quiet(new Promise((resolve) => early.push(() => resolve(act()))));
    };

  const api = {
    on: events.on,
    once: events.once,
    off: events.off,
    async destroy() {
      const ending = shell;
      if (!ending) return;
      shell = undefined;
      isDestroyed = true;
      ending.end(destroyed());
      endDialects();
      events.off();
    },
    get isOpen() {
      return !!shell?.state.open;
    },
    get unreadCount() {
      return shell?.state.unread || 0;
    },
    get state() {
      return shell ? shell.status() : isDestroyed ? "destroyed" : "new";
    },
  };
  for (const name of Object.keys(commands)) /** @type {any} */ (api)[name] = command(name);

  return {
    api,
    /** @param {object} given Options as the page wrote them. */
    start(given) {
      /** @param {unknown[]} words */
      const warn = (...words) => console.warn("Chatlet:", ...words);
      if (shell) return warn(`"${instance}" has started already; a second widget needs an instance name`);
      const read = readOptions(given, location.href, warn);
      if (!read.chatbotId) return warn('option "chatbotId" is missing');
      options = read;
      isDestroyed = false;
      sessionId = undefined;
      for (const [name, handler] of readHandlers(given)) events.on(name, handler);
      const { dialect } = options;
      const ended = new AbortController();
      endDialects = () => ended.abort();
      if (dialect) {
        const { app, dataLayer } = options;
        const folder = builtFor || ownFolder || app || location.href;
        const { origin } = new URL(builtFor || app || folder);
        const host = { widget: api, options: given, origin, dataLayer, signal: ended.signal };
        void events.hold(installDialects(dialect, folder, /** @type {any} */ (host)));
      }
      shell = createShell(options, raise, forward);
      for (const act of early.splice(0)) act();
    },
  };
};
