// Who listens to a dialect's own event names, on every widget that speaks it: also on one that starts later.

/**
 * @typedef {{ native: string, handler: (payload: any) => void, translate: (event: any) => any }} Wanted
 * What a page listens for: the native event, its handler, and what the handler gets; nothing when the event is not meant.
 */

export const createListeners = () => {
  /** @type {Set<import("../../chatlet").ChatletWidget>} */
  const widgets = new Set();
  /** @type {Map<Wanted, (() => void)[]>} */
  const listeners = new Map();

  /**
   * @param {import("../../chatlet").ChatletWidget} widget
   * @param {Wanted} wanted
   */
  const listen = (widget, { native, handler, translate }) =>
    /** @type {any} */ (widget).on(native, (/** @type {any} */ event) => {
      const payload = translate(event);
      if (payload) handler(payload);
    });

  return {
    /** @param {import("../../chatlet").ChatletWidget} widget */
    addWidget(widget) {
      if (widgets.has(widget)) return;
      widgets.add(widget);
      for (const [wanted, stops] of listeners) stops.push(listen(widget, wanted));
    },
    /** @param {Wanted} wanted */
    add(wanted) {
      listeners.set(wanted, [...widgets].map((widget) => listen(widget, wanted)));
    },
    /** @param {(wanted: Wanted) => boolean} isMeant */
    remove(isMeant) {
      for (const [wanted, stops] of listeners) {
        if (!isMeant(wanted)) continue;
        listeners.delete(wanted);
        for (const stop of stops) stop();
      }
    },
    /** The widget that a command without a name is for. */
    first: () => widgets.values().next().value,
  };
};
