// Links of schemes that the page handles itself, such as `tour:id=7`. They are never opened.

import { commandError } from "../loader/errors.js";
import { own } from "../loader/own.js";

/** @param {(thrown: unknown) => void} failed */
export const createProtocols = (failed) => {
  /** @type {Map<string, (params: object, event: object) => void>} */
  const handlers = new Map();

  return {
    /**
     * @param {unknown} protocol With its colon or without.
     * @param {any} handler Nothing takes the one before away.
     * @returns {string[]} The schemes that have a handler.
     */
    set(protocol, handler) {
      const scheme = `${protocol}`.replace(/:$/, "").toLowerCase();
      const isOurs = /^[a-z][a-z0-9+.-]*$/.test(scheme) && !/^(https?|mailto|tel|javascript|data|blob|file|about|vbscript)$/.test(scheme);
      if (!isOurs || (handler && typeof handler != "function")) throw commandError("invalid", "Wrong protocol or handler");
      if (handler) handlers.set(scheme, handler);
      else handlers.delete(scheme);
      return [...handlers.keys()];
    },
    /**
     * A handler that throws is reported like one of an event.
     * @param {any} event `linkClick`
     */
    heard(event) {
      try {
        handlers.get(`${own(event, "protocol")}`.replace(":", ""))?.(own(event, "params"), event);
      } catch (thrown) {
        console.error(thrown);
        failed(thrown);
      }
    },
  };
};
