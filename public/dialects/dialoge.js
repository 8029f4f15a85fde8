// Dialoge: `DialogIntelligens`, `chat_…` events on `window`, and the frame's messages to the page.

import { registerDialect } from "./shared/surface.js";
import { mimicElements } from "./dialoge/elements.js";
import { initChatbotSearchWidget, watchContainers } from "./dialoge/search.js";

/** What the original's inline script was told before it came. */
const overrides = Object(/** @type {any} */ (window).__CHATBOT_INLINE_OVERRIDES__);
/** Where it drew itself, unless next to its tag. */
const PLACEHOLDER = "#chatbot-placeholder";

/** @type {DialectHost[]} */
const hosts = [];
const first = () => /** @type {any} */ (hosts[0]?.widget);
/** Commands given before the widget has come. @type {(() => void)[]} */
const waiting = [];

/** @param {(widget: any) => unknown} act */
const whenThere = (act) => {
  const widget = first();
  if (widget) void act(widget);
  else waiting.push(() => act(first()));
};

const api = {
  /** @param {string} [message] */
  open: (message) => whenThere((widget) => widget.open(message)),
  hide: () => whenThere((widget) => widget.hide()),
  show: () => whenThere((widget) => widget.show()),
  destroy: () => whenThere((widget) => widget.destroy()),
  /** @param {object} metadata */
  setMetadata: (metadata) => whenThere((widget) => widget.setMetadata(metadata)),
  /** @param {string} token */
  setSignedMetadata: (token) => whenThere((widget) => widget.setSignedMetadata(token)),
  getUiLanguage: () => document.documentElement.lang || null,
};

/**
 * Each native event: the CustomEvents and the frame's messages that stand for it.
 * @type {Record<string, (event: any, host: DialectHost) => { detail?: [name: string, more?: object], actions?: object[] } | void>}
 */
const catalogue = {
  open: () => ({ detail: ["chat_open"] }),
  close: () => ({ actions: [{ action: "closeChat" }] }),
  maximize: () => ({ actions: [{ action: "expandChat" }, { action: "toggleSize" }] }),
  minimize: () => ({ actions: [{ action: "collapseChat" }, { action: "toggleSize" }] }),
  messageStart: ({ chatbotId, first }) => ({
    actions: [
      { action: "userMessageSubmitted" },
      ...(first ? [{ action: "firstMessageSent", chatbotID: chatbotId }] : []),
    ],
  }),
  responseStart: ({ latency }) => ({
    detail: ["chat_response", { response_latency_ms: latency }],
    actions: [{ action: "assistantFirstToken" }],
  }),
  productsShown: ({ urls }) => ({
    detail: ["chat_recommendation"],
    actions: [{ action: "productRecommendation", ...(urls?.length && { urls: [...urls] }) }],
  }),
  productClick: ({ url }) => ({
    detail: ["chat_product_click"],
    actions: [{ action: "productClick" }, ...(url ? [{ action: "navigate", url }] : [])],
  }),
  formShown: ({ formType }) =>
    formType == "contact"
      ? { detail: ["chat_contact_form_shown"], actions: [{ action: "contactFormShown" }] }
      : undefined,
  formSubmit: ({ formType }) => ({ actions: [{ action: "formSubmitted", form_type: formType }] }),
  classification: ({ classification }) => ({
    detail: ["chat_conversation_classified", { classification }],
    actions: [{ action: "conversationClassified", emne: classification }],
  }),
  purchase: ({ chatbotId, totalPrice, currency }) => ({
    actions: [{ action: "purchaseReported", chatbotID: chatbotId, totalPrice, currency }],
  }),
  rating: ({ rating }) => ({ actions: [{ action: "ratingSubmitted", rating }] }),
  livechatState: ({ status }) => (status == "waiting" ? { actions: [{ action: "livechatStarted" }] } : undefined),
};

/**
 * The message is raised on the page as the frame's own would be: it names the frame's origin, and nobody but the page
 * can hear it.
 * @param {object} data
 * @param {string} origin
 */
const deliver = (data, origin) => dispatchEvent(new MessageEvent("message", { data, origin }));

Object.assign(window, { DialogIntelligens: api, initChatbotSearchWidget });
watchContainers();

/** `?mode=inline` on the dialect's address makes it the original's inline script. */
const inlineOptions = () => {
  const { inlineWelcomeMessage } = overrides;
  return {
    ...(document.querySelector(PLACEHOLDER) && { target: PLACEHOLDER }),
    ...(typeof inlineWelcomeMessage == "string" && { welcomeMessage: inlineWelcomeMessage }),
  };
};

registerDialect("dialoge", (host) => {
  const { widget, origin, signal } = host;
  hosts.push(host);
  signal.addEventListener("abort", () => hosts.splice(hosts.indexOf(host), 1));
  for (const name of Object.keys(catalogue)) {
    /** @type {any} */ (widget).on(name, (/** @type {any} */ event) => {
      const { detail, actions = [] } = catalogue[name](event, host) || {};
      // The frame's message comes first: the original's own script makes the event of it.
      for (const action of actions) deliver(action, origin);
      if (detail) {
        const [type, more] = detail;
        dispatchEvent(new CustomEvent(type, { detail: { chat_type: "shopping_assistant", ...more } }));
      }
    });
  }
  mimicElements(host);
  for (const act of waiting.splice(0)) act();
}, inlineOptions());
