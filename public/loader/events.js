// How an event reaches the page: whoever subscribed, the DOM, the tag manager. Each in order and exactly once.

import { own } from "./own.js";

/** @typedef {(event: any) => void} Handler */

/** @param {string} name */
export const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase());

/**
 * @param {() => {broadcast: string, dataLayer: string}} settings
 * @param {(thrown: unknown) => void} handlerFailed
 */
export const createEvents = (settings, handlerFailed) => {
  /** @type {Set<{name: string, handler: Handler, once: boolean}>} */
  const subscriptions = new Set();
  /** @type {[ChatletEvent, ChatletEvent][]} */
  const outbox = [];
  let isDelivering = false;

  /** @param {string} name @param {Handler} handler */
  const on = (name, handler, once = false) => {
    const subscription = { name, handler, once };
    subscriptions.add(subscription);
    return () => {
      subscriptions.delete(subscription);
    };
  };

  /** @param {ChatletEvent} event @param {ChatletEvent} safe */
  const deliver = (event, safe) => {
    const { broadcast, dataLayer } = settings();
    const target = /** @type {any} */ (window);
    /** @param {() => void} handle */
    const guarded = (handle) => {
      try {
        handle();
      } catch (thrown) {
        console.error(thrown);
        // A handler of handler errors that throws would otherwise be told of it forever.
        if (event.type != "handler") handlerFailed(thrown);
      }
    };

    for (const subscription of [...subscriptions]) {
      const { name, handler, once } = subscription;
      if (name != event.name && name != "*") continue;
      if (once) subscriptions.delete(subscription);
      guarded(() => handler(event));
    }
    const detail = broadcast == "full" ? event : safe;
    dispatchEvent(new CustomEvent("chatlet:" + event.name, { detail }));
    if (dataLayer == "off") return;
    // What is not the page's own is an element with that id.
    if (!own(target, dataLayer)) target[dataLayer] = [];
    // A tag manager writes into what it is given.
    guarded(() => target[dataLayer].push({ ...safe, event: "chatlet_" + snakeCase(event.name) }));
  };

  const empty = () => {
    // What a handler raises waits until everyone has had the event before it.
    if (isDelivering) return;
    isDelivering = true;
    for (let next; (next = outbox.shift()); ) deliver(...next);
    isDelivering = false;
  };

  return {
    on,
    /** @param {string} name @param {Handler} handler */
    once: (name, handler) => on(name, handler, true),
    /**
     * @param {string} [name] Without it, every subscription ends.
     * @param {Handler} [handler] Without it, every subscription to the name ends.
     */
    off(name, handler) {
      for (const subscription of subscriptions) {
        if ((!name || name == subscription.name) && (!handler || handler == subscription.handler)) {
          subscriptions.delete(subscription);
        }
      }
    },
    /**
     * Both are frozen, so that nobody changes what the next one reads.
     * @param {ChatletEvent} event With every field, for those who have subscribed.
     * @param {ChatletEvent} safe What any script of the page may read.
     */
    emit(event, safe) {
      outbox.push([event, safe]);
      empty();
    },
    /**
     * Delivers nothing before this is over; then everything that has been raised meanwhile.
     * @param {Promise<unknown>} preparation
     */
    async hold(preparation) {
      isDelivering = true;
      await preparation;
      isDelivering = false;
      empty();
    },
  };
};
