// The window: the app in a panel, drawn from the state that the launcher's script holds, and asked what the page asks.

import { commandError, quiet } from "../loader/errors.js";
import { own } from "../loader/own.js";
import { pageAddress } from "../loader/page.js";
import { createAvailability } from "./availability.js";
import { createFrame } from "./frame.js";
import { createPanel } from "./panel.js";
import { placeInline } from "./place.js";
import { createTokenSource } from "./token.js";

/**
 * @param {WindowHost} host
 * @returns {ChatletWindow}
 */
export const createWindow = (host) => {
  const { app, options, state, corner, signal, update } = host;
  const token = createTokenSource(options);
  let wasOpen = false;
  let covered = state.covers;
  /** What the app has been told of the page, by type of message. @type {Record<string, string | undefined>} */
  let facts = {};

  const currentFacts = () => ({ theme: state.scheme, language: state.language, page: pageAddress() });
  const opened = () => ({ type: "opened", byVisitor: state.byVisitor, fullScreen: state.covers });

  const welcome = () => {
    facts = currentFacts();
    return {
      chatbotId: options.chatbotId,
      instance: options.instance,
      api: options.api,
      hasTokenSource: !!(options.getToken || options.tokenUrl),
      lang: facts.language,
      dir: state.dir,
      theme: facts.theme,
      persist: options.persist == "on",
      consent: options.consent == "granted",
      metadata: options.metadata,
      page: facts.page,
      fullScreen: state.covers,
      inline: options.mode == "inline",
    };
  };

  /** @param {string} accent @param {string} onAccent */
  const paint = (accent, onAccent) => {
    const areColours = CSS.supports("color", accent) && CSS.supports("color", onAccent);
    if (areColours) corner.setProperties({ accent, "on-accent": onAccent });
  };

  const availability = createAvailability(
    {
      insert: () => frame.insert(),
      post: (message) => frame.post(message),
      changed(status, failure) {
        // What the app says when it may not run, or cannot, is worth seeing.
        if (failure) return host.fail(failure, failure.type != "timeout");
        const ready = status == "ready";
        update({ failed: false, ready, shows: ready });
        if (ready && state.open && !availability.isAsked("opened")) frame.post(opened());
      },
      async heard(type, message) {
        if (type == "close") host.close();
        if (type == "accent") paint(own(message, "accent"), own(message, "onAccent"));
        if (type == "tokenRequest") frame.post({ type: "token", token: await token() });
        if (type != "event") return;
        const event = own(message, "event");
        if (own(event, "name") == "unread") update({ unread: own(event, "count") | 0 });
        host.forward(event, own(message, "private"));
      },
    },
    signal,
  );

  const { ask, load, status } = availability;
  if (options.mode == "inline") placeInline(options, corner.host, host.tag);
  const panel = createPanel(options, corner, signal, host.close);
  const frame = createFrame(app, panel.element, welcome, availability.hear, signal);

  /** Asks only an app that is there or on its way. @param {LineMessage} message */
  const tell = (message) => (/^(loading|ready)$/.test(status()) ? ask(message) : undefined);

  const tellFacts = () => {
    const told = [];
    for (const [type, value] of Object.entries(currentFacts())) {
      // Before the welcome there are no facts yet, and the welcome will hold them all.
      if (!(type in facts) || !value || value == facts[type]) continue;
      facts[type] = value;
      told.push(tell({ type, [type]: value }));
    }
    if (state.open && state.covers != covered) frame.post(opened());
    covered = state.covers;
    return quiet(Promise.all(told));
  };

  const render = () => {
    panel.render(state);
    if (state.open && !wasOpen && state.byVisitor) frame.focus();
    wasOpen = state.open;
    return tellFacts();
  };

  // Where the engine does not tell of a page's navigation, the next look at the page does.
  /** @type {any} */ (window).navigation?.addEventListener("currententrychange", tellFacts, { signal });
  addEventListener("popstate", tellFacts, { signal });

  /**
   * @param {string} type
   * @param {string} field
   * @param {unknown} text
   */
  const askText = (type, field, text) => {
    if (!text || typeof text != "string") throw commandError("invalid", `Nothing to ${type}`);
    return ask({ type, [field]: text });
  };

  return {
    render,
    status,
    commands: {
      load,
      opened(message) {
        const asked = [ask(opened())];
        render();
        if (message && typeof message == "string") asked.push(ask({ type: "send", message }));
        return Promise.all(asked);
      },
      closed: () => tell({ type: "closed" }),
      send: (message) => askText("send", "message", message),
      prefill: (text) => askText("prefill", "text", text),
    },
  };
};
