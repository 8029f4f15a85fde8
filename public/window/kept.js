// What the page has said and an app that starts, or starts anew, must hear before anything else.

/**
 * @param {object} app
 * @param {() => Reach} app.status
 * @param {(message: LineMessage, brings?: boolean) => Promise<void>} app.ask
 */
export const createKept = ({ status, ask }) => {
  /** By type; each in place of the one before. @type {Map<string, LineMessage>} */
  const kept = new Map();

  return {
    /**
     * Settles at once when there is no app: it will hear of it before anything else.
     * @param {LineMessage} message
     */
    keep(message) {
      kept.delete(message.type);
      kept.set(message.type, message);
      return status() == "ready" ? ask(message) : undefined;
    },
    /** @param {string} type */
    forget: (type) => void kept.delete(type),
    /** What an app that starts is to hear, in the order in which the page said it. */
    take() {
      const all = [...kept.values()];
      // A visitor leaves once, and not again with each start.
      kept.delete("logout");
      return all;
    },
  };
};
