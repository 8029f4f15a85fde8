// Who listens to a widget's events, and how a component tells them of its own.

/** @typedef {Record<string, unknown> & { type: string }} SupportEvent */

export const createSupportEvents = () => {
  /** @type {Map<string, Set<(event: any) => void>>} */
  const listeners = new Map();

  /** @param {string} type @param {Record<string, unknown>} fields */
  const emit = (type, fields) => {
    const event = { type, timestamp: Date.now(), ...fields };
    for (const listener of [...(listeners.get(type) ?? [])]) {
      try {
        listener(event);
      } catch (thrown) {
        // A listener that throws breaks no other.
        reportError(thrown);
      }
    }
  };

  return {
    /**
     * @param {string} type
     * @param {(event: any) => void} listener
     * @returns {() => void} Ends the subscription.
     */
    subscribe(type, listener) {
      const own = listeners.get(type) ?? new Set();
      listeners.set(type, own.add(listener));
      return () => {
        own.delete(listener);
      };
    },
    /** @param {string} conversationId @param {object} [conversation] */
    emitConversationStart: (conversationId, conversation) => emit("conversationStart", { conversationId, conversation }),
    /** @param {string} conversationId @param {object} [conversation] */
    emitConversationEnd: (conversationId, conversation) => emit("conversationEnd", { conversationId, conversation }),
    /** @param {string} conversationId @param {object} message */
    emitMessageSent: (conversationId, message) => emit("messageSent", { conversationId, message }),
    /** @param {string} conversationId @param {object} message */
    emitMessageReceived: (conversationId, message) => emit("messageReceived", { conversationId, message }),
    /** @param {Error} error @param {string} [context] Where it happened. */
    emitError: (error, context) => emit("error", { error, context }),
  };
};
