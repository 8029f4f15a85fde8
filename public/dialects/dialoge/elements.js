// The elements that pages of the original look for by id. They are not seen: they pass on what a page does with them.

/**
 * @param {string} tag
 * @param {string} id
 * @returns {HTMLElement | undefined} Nothing where the page has an element of that id.
 */
const element = (tag, id) => {
  if (document.getElementById(id)) return;
  return Object.assign(document.createElement(tag), { id, hidden: true });
};

/**
 * What a page posts into the original's frame.
 * @type {Record<string, (widget: any, data: any, chatbotId: unknown) => unknown>}
 */
const actions = {
  externalMessage: (widget, { message }) => widget.open(`${message}`),
  chatOpened: (widget) => widget.open(),
  setMetadata: (widget, { metadata }) => widget.setMetadata(metadata),
  setSignedMetadata: (widget, { token }) => widget.setSignedMetadata(token),
  resetConversation: async (widget, { firstMessage }) => {
    await widget.reset();
    if (firstMessage) await widget.open(`${firstMessage}`);
  },
  reportPurchase: (widget, { totalPrice, currency }) => widget.emit("purchase", { totalPrice, currency }),
};

/** @param {DialectHost} host */
export const mimicElements = ({ widget, origin, signal }) => {
  const container = element("div", "chat-container");
  if (!container) return;
  const button = element("button", "chat-button");
  const close = element("button", "minimize-button");
  const frame = element("div", "chat-iframe");
  button?.addEventListener("click", () => void widget.toggle());
  close?.addEventListener("click", () => void widget.close());
  if (frame) {
    const postMessage = (/** @type {any} */ data, /** @type {unknown} */ target) => {
      // As with a real frame: a message for another origin is not delivered.
      const to = typeof target == "string" ? target : /** @type {any} */ (target)?.targetOrigin;
      if (to != "*" && to != origin) return;
      const { action } = Object(data);
      if (Object.hasOwn(actions, action)) void actions[action](widget, data, undefined);
    };
    Object.defineProperty(frame, "contentWindow", { value: { postMessage } });
  }
  for (const part of [button, close, frame]) if (part) container.append(part);
  // Beside the body: a page that swaps its body keeps them.
  document.documentElement.append(container);
  signal.addEventListener("abort", () => container.remove());
};
