// SiteGPT: the queue `$sitegpt`, `sitegpt:` events on `window`, `sitegpt_` entries in the data layer.
// No payload holds personal data: the chatbot, the thread, and the origin of a booking link are all there is.

import { createListeners } from "./shared/listeners.js";
import { registerDialect } from "./shared/surface.js";

/**
 * Its events: the native one, and which of its fields the payload has under which name.
 * @type {Record<string, { native: string, fields: Record<string, string>, isMeant?: (event: any) => boolean }>}
 */
const catalogue = {
  chat_opened: { native: "open", fields: { chatbotId: "chatbotId" } },
  chat_closed: { native: "close", fields: { chatbotId: "chatbotId" } },
  conversation_started: { native: "sessionStart", fields: { chatbotId: "chatbotId", sessionId: "threadId" } },
  message_sent: { native: "messageStart", fields: { chatbotId: "chatbotId", sessionId: "threadId" } },
  lead_submitted: {
    native: "formSubmit",
    fields: { chatbotId: "chatbotId", sessionId: "threadId" },
    isMeant: (event) => event.formType == "contact",
  },
  human_handover: { native: "handover", fields: { chatbotId: "chatbotId", sessionId: "threadId" } },
  booking_link_clicked: {
    native: "bookingLinkClick",
    fields: { chatbotId: "chatbotId", sessionId: "threadId", url: "url" },
  },
};

/**
 * The payload of an event; nothing when the event is not meant.
 * @param {string} name
 */
const translator = (name) => {
  const { fields, isMeant } = catalogue[name];
  return (/** @type {any} */ event) => {
    if (isMeant && !isMeant(event)) return;
    /** @type {Record<string, unknown>} */
    const payload = {};
    for (const field of Object.keys(fields)) if (event[field] != null) payload[fields[field]] = event[field];
    return payload;
  };
};

const listeners = createListeners();

/** @type {Record<string, (...given: any[]) => unknown>} */
const commands = {
  on(name, handler) {
    if (Object.hasOwn(catalogue, name) && typeof handler == "function") {
      listeners.add({ native: catalogue[name].native, handler, translate: translator(name) });
    }
  },
  off(name, handler) {
    if (!Object.hasOwn(catalogue, name)) return;
    const { native } = catalogue[name];
    listeners.remove((wanted) => wanted.native == native && (!handler || wanted.handler == handler));
  },
  open: (message) => listeners.first()?.open(message),
  close: () => listeners.first()?.close(),
  toggle: () => listeners.first()?.toggle(),
  set: (name, value) => /** @type {any} */ (listeners.first())?.setMetadata(typeof name == "object" ? name : { [name]: value }),
};

/** @param {unknown} command */
const run = (command) => {
  if (!Array.isArray(command)) return;
  const [name, ...given] = command;
  if (Object.hasOwn(commands, name)) commands[name](...given);
  else console.warn(`Chatlet: $sitegpt has no command "${name}"`);
};

const page = /** @type {any} */ (window);
// The page's own array goes on being the queue: code that holds on to it keeps working.
const queue = Array.isArray(page.$sitegpt) ? page.$sitegpt : (page.$sitegpt = []);
const waiting = queue.splice(0);
queue.push = (/** @type {unknown[]} */ ...given) => {
  for (const command of given) run(command);
  return 0;
};

registerDialect("sitegpt", ({ widget, dataLayer }) => {
  listeners.addWidget(widget);
  for (const name of Object.keys(catalogue)) {
    const translate = translator(name);
    /** @type {any} */ (widget).on(catalogue[name].native, (/** @type {any} */ event) => {
      const payload = translate(event);
      if (!payload) return;
      dispatchEvent(new CustomEvent("sitegpt:" + name, { detail: { ...payload } }));
      if (dataLayer == "off") return;
      if (!Object.hasOwn(page, dataLayer)) page[dataLayer] = [];
      page[dataLayer].push({ event: "sitegpt_" + name, ...payload });
    });
  }
  for (const command of waiting.splice(0)) run(command);
});
