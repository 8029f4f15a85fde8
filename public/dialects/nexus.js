// Nexus: `NexusChatWidget.init({ … })`, whose events have the native names.

import { registerDialect, startWidget } from "./shared/surface.js";

/** What the original calls the corner and the colours, where the words differ. @param {unknown} value */
const words = (value) => (typeof value == "string" ? value.toLowerCase() : undefined);

/**
 * The native options for those of the original. Its addresses are left out: this widget has a backend of its own.
 * @param {any} given
 */
export const nativeOptions = (given) => {
  const { window: size = {}, button = {}, messages, disclaimer, advanced = {}, ...rest } = given;
  /** @type {Record<string, unknown>} */
  const options = {
    chatbotId: given.chatbotId ?? given.experienceId,
    instance: given.instance,
    lang: given.lang ?? given.language,
    theme: words(given.theme?.mode ?? given.theme),
    metadata: given.metadata,
    width: size.width && parseFloat(size.width),
    height: size.height && parseFloat(size.height),
    position: words(given.position ?? button.position ?? size.position),
    zIndex: size.zIndex ?? button.zIndex,
    hidden: button.visible === false || button.hidden,
    open: size.defaultOpen ?? size.autoOpen,
    teaser: messages?.welcomeMessageDisplay == "bubble" ? messages.welcomeMessage : undefined,
    welcomeMessage: messages?.welcomeMessage,
    welcomeActions: messages?.welcomeActions,
    disclaimer,
    dialect: "nexus",
  };
  for (const name of Object.keys(rest)) if (/^on[A-Z]/.test(name)) options[name] = rest[name];
  for (const name of Object.keys(options)) if (options[name] == null || options[name] === false) delete options[name];
  return {
    options,
    protocolHandlers: advanced.customProtocolHandlers ?? given.customProtocolHandlers ?? {},
    interceptor: advanced.messageInterceptor ?? given.messageInterceptor,
  };
};

/** @param {any} given */
const init = (given = {}) => {
  const { options, protocolHandlers, interceptor } = nativeOptions(given);
  const widget = startWidget(options);
  for (const protocol of Object.keys(protocolHandlers)) widget.handleProtocol(protocol, protocolHandlers[protocol]);
  if (interceptor) widget.intercept(interceptor);
  return widget;
};

/** @type {any} */ (window).NexusChatWidget = { init };

// The events have the native names: there is nothing to translate.
registerDialect("nexus", () => {});
