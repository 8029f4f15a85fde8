// The app's iframe and the private line to it: one checked window message each way, then a port.

import { createElement } from "../loader/dom.js";
import { own } from "../loader/own.js";

const VERSION = 1;

/**
 * @param {string} address Of the app.
 * @param {Element} slot Where the iframe goes.
 * @param {() => object} welcome Options for the app, at the time it asks.
 * @param {(type: string, message: object) => void} hear
 * @param {AbortSignal} signal
 */
export const createFrame = (address, slot, welcome, hear, signal) => {
  const { origin } = new URL(address);
  /** @type {HTMLIFrameElement | undefined} */
  let frame;
  /** @type {MessagePort | undefined} */
  let port;

  const hangUp = () => {
    port?.close();
    port = undefined;
  };

  /** A frame that has loaded anew greets anew: the old port died with its document. */
  const shakeHands = () => {
    hangUp();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }) => hear(own(data, "type"), data);
    const message = { chatlet: VERSION, type: "welcome", options: welcome() };
    frame?.contentWindow?.postMessage(message, origin, [channel.port2]);
  };

  addEventListener(
    "message",
    (event) => {
      const { data, source } = event;
      if (!event.isTrusted || !source || source != frame?.contentWindow || event.origin != origin) return;
      const type = own(data, "type");
      if (own(data, "chatlet") !== VERSION || !/^(hello|failed)$/.test(type)) return;
      if (type == "hello") shakeHands();
      hear(type, data);
    },
    { signal },
  );
  signal.addEventListener("abort", hangUp);

  return {
    insert() {
      hangUp();
      frame?.remove();
      frame = createElement("iframe", {
        title: "Chat",
        allow: "clipboard-write; microphone",
        referrerpolicy: "no-referrer",
        sandbox:
          "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads",
        src: address,
      });
      slot.insertBefore(frame, slot.lastChild);
    },
    /** @returns {boolean} Whether the frame has the focus now. */
    focus() {
      frame?.focus();
      const root = /** @type {ShadowRoot | undefined} */ (frame?.getRootNode());
      return !!root && root.activeElement == frame;
    },
    /** @param {object} message */
    post: (message) => port?.postMessage(message),
  };
};
