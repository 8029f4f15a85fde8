// One widget as the page commands it: at any time, in any order, before it starts and after it is gone.

import { commands } from "./commands.js";
import { installDialects } from "./dialects.js";
import { commandError, quiet } from "./errors.js";
import { createEvents } from "./events.js";
import { readOptions } from "./options.js";
import { own } from "./own.js";
import { createShell } from "./shell.js";
import { defaults } from "./tag.js";

/** A UUID, also on pages without https, where `crypto.randomUUID` is missing: the end of a blob's address is one. */
const createId = () => {
  const address = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(address);
  return address.slice(-36);
};

/** @param {string} instance Its name. */
export const createInstance = (instance) => {
  let options = readOptions({ instance });
  /** @type {ReturnType<typeof createShell> | undefined} */
  let shell;
  let isDestroyed = false;
  /** @type {unknown} */
  let sessionId;
  /** Commands given before the start. @type {(() => void)[]} */
  const early = [];

  /** @param {string} name @param {object} [fields] @param {object} [privateFields] */
  const raise = (name, fields, privateFields) => {
    const timestamp = new Date().toISOString();
    const session = sessionId ? { sessionId } : {};
    const stamp = { id: createId(), timestamp, chatbotId: options.chatbotId, instance, ...session, name };
    const safe = Object.freeze({ ...stamp, ...fields });
    events.emit(Object.freeze({ ...safe, ...privateFields }), safe);
  };

  const events = createEvents(
    () => options,
    (thrown) => {
      const fields = { type: "handler", code: "handler_threw", message: "A handler threw", retryable: false };
      raise("error", fields, { details: `${thrown}`, stack: own(thrown, "stack") });
    },
  );

  /** @type {WindowHost["emit"]} */
  const emit = (event, safe) => {
    sessionId = own(event, "sessionId");
    events.emit(event, safe);
  };

  const destroyed = () => commandError("destroyed", "The widget is gone");

  /** @param {string} name */
  const command =
    (name) =>
    /** @param {unknown[]} given @returns {Promise<any>} */
    (...given) => {
      const act = async () => shell && commands[name](shell, ...given);
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
      if (shell) return warn(`"${instance}" runs already`);
      const read = readOptions({ ...defaults, ...given }, events.on);
      if (!read.chatbotId) return warn('no option "chatbotId"');
      options = read;
      isDestroyed = false;
      sessionId = undefined;
      shell = createShell({ given, options, raise, emit, api });
      const { dialect, dataLayer } = options;
      const { folder, origin, signal } = shell;
      if (dialect) {
        /** @type {any} */
        const host = { widget: api, options: given, origin, dataLayer, signal };
        // They subscribe first.
        void events.hold(installDialects(dialect, folder, host));
      }
      shell.begin();
      for (const act of early.splice(0)) act();
    },
  };
};
