// ChatSpark: `ChatSpark.on`, `ChatSpark.off` and `ChatSpark({ chatbotId, data }).render()`.

import { createListeners } from "./shared/listeners.js";
import { registerDialect, startWidget } from "./shared/surface.js";

/**
 * Its events: the native one, and the payload made of it.
 * @type {Record<string, { native: string, translate: (event: any) => object }>}
 */
const catalogue = {
  "user-message": {
    native: "messageStart",
    translate: ({ message, sessionId }) => ({ message, conversationId: sessionId }),
  },
  "agent-response": {
    native: "messageComplete",
    translate: ({ answer, sessionId, messageId }) => ({ message: answer, conversationId: sessionId, messageId }),
  },
  "conversation-started": { native: "sessionStart", translate: ({ sessionId }) => ({ conversationId: sessionId }) },
  "lead-captured": { native: "formSubmit", translate: ({ fields }) => ({ ...fields }) },
  "action-triggered": {
    native: "customAction",
    translate: ({ actionId, actionType, eventData }) => ({ actionId, actionType, data: eventData }),
  },
};

const listeners = createListeners();

/** @param {string} name @param {(payload: any) => void} handler */
const on = (name, handler) => {
  if (Object.hasOwn(catalogue, name) && typeof handler == "function") listeners.add({ ...catalogue[name], handler });
};

/** @param {string} name @param {(payload: any) => void} [handler] */
const off = (name, handler) => {
  const native = Object.hasOwn(catalogue, name) && catalogue[name].native;
  listeners.remove((wanted) => wanted.native == native && (!handler || wanted.handler == handler));
};

/** @param {any} properties */
const ChatSpark = (properties = {}) => {
  /** @type {any} */
  let widget;
  const { chatbotId, data, ...rest } = properties;
  const chat = {
    render() {
      widget = startWidget({ ...rest, chatbotId, ...(data && { metadata: data }), dialect: "chatspark" });
      return chat;
    },
    /** @param {any} changed */
    updateProps(changed = {}) {
      if (changed.data) widget?.setMetadata(changed.data);
      if (changed.theme) widget?.setTheme(changed.theme);
      if (changed.lang) widget?.setLanguage(changed.lang);
      return chat;
    },
    on,
    off,
    open: () => widget?.open(),
    close: () => widget?.close(),
    destroy: () => widget?.destroy(),
  };
  return chat;
};

/** @type {any} */ (window).ChatSpark = Object.assign(ChatSpark, { on, off });

registerDialect("chatspark", ({ widget }) => listeners.addWidget(widget));
