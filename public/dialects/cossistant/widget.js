// The widget behind the component, by the commands of `window.Chatlet`.

/** @typedef {ReturnType<typeof import("./events.js").createSupportEvents>} SupportEvents */

/**
 * What each native event tells.
 * @type {Record<string, (event: any, events: SupportEvents) => void>}
 */
const translations = {
  sessionStart: ({ sessionId }, events) => events.emitConversationStart(sessionId),
  sessionEnd: ({ sessionId }, events) => events.emitConversationEnd(sessionId),
  messageStart: ({ id, sessionId, message, kinds = [], timestamp }, events) =>
    events.emitMessageSent(sessionId, {
      id,
      conversationId: sessionId,
      text: message,
      createdAt: timestamp,
      attachments: kinds.filter((/** @type {string} */ kind) => kind != "text").map((/** @type {string} */ type) => ({ type })),
    }),
  messageComplete: ({ messageId, sessionId, answer, timestamp }, events) =>
    events.emitMessageReceived(sessionId, {
      id: messageId,
      conversationId: sessionId,
      text: answer,
      createdAt: timestamp,
      attachments: [],
    }),
  messageReceived: ({ messageId, sessionId, message, agentId, timestamp }, events) =>
    events.emitMessageReceived(sessionId, {
      id: messageId,
      conversationId: sessionId,
      text: message,
      userId: agentId,
      createdAt: timestamp,
      attachments: [],
    }),
  error: ({ message, type, code, stack }, events) =>
    events.emitError(Object.assign(new Error(message), stack && { stack }), code || type),
};

/**
 * Subscribes to the widget, and starts it where the properties name a chatbot.
 * @param {any} properties `chatbotId`, `app` and the other options of `Chatlet.init`; callbacks are none of them.
 * @param {SupportEvents} events
 * @returns {() => void} Ends the subscriptions, and removes a widget that was started here.
 */
export const listen = (properties, events) => {
  const page = /** @type {any} */ (window);
  const options = Object.fromEntries(Object.entries(properties).filter(([name]) => !/^on[A-Z]/.test(name)));
  let isOver = false;
  const queue = () => (page.Chatlet ||= []);
  /** @param {any} widget */
  const subscribe = (widget) => {
    for (const name of Object.keys(translations)) {
      const handler = (/** @type {any} */ event) => {
        if (!isOver) translations[name](event, events);
      };
      if (widget) widget.on(name, handler);
      else queue().push(["on", name, handler]);
    }
  };
  const { chatbotId, instance } = options;
  const loaded = typeof page.Chatlet?.init == "function";
  subscribe(loaded ? page.Chatlet.get(instance) : undefined);
  if (chatbotId) {
    // Written so that no bundler takes the address for a file of its own.
    const here = import.meta.url;
    const app = typeof options.app == "string" ? options.app : new URL("../", here).href;
    const started = ["init", { ...options, app }];
    if (loaded) page.Chatlet.push(started);
    else {
      queue().push(started);
      const address = new URL("chatlet.js", app).href;
      import(/* @vite-ignore */ address).catch((error) => events.emitError(error, "loader_failed"));
    }
  }
  return () => {
    isOver = true;
    if (chatbotId && typeof page.Chatlet?.get == "function") void page.Chatlet.get(instance).destroy();
  };
};
