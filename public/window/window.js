// The window: the app in a panel, drawn from the state that the launcher's script holds, and asked what the page asks.

import { documentMember } from "../loader/dom.js";
import { own } from "../loader/own.js";
import { createAvailability } from "./availability.js";
import { createCommands } from "./commands.js";
import { readEvent } from "./event.js";
import { createFrame } from "./frame.js";
import { createInterceptor } from "./interceptor.js";
import { createKept } from "./kept.js";
import { createMemory } from "./memory.js";
import { readAgain } from "./options.js";
import { pageAddress, pageDirection, pageTheme, watchLooks } from "./page.js";
import { createPanel } from "./panel.js";
import { createPlace } from "./place.js";
import { createProtocols } from "./protocols.js";
import { createSize } from "./size.js";
import { createTeaser } from "./teaser.js";
import { createTitle } from "./title.js";
import { createTokenSource } from "./token.js";
import { createWords } from "./words.js";

/**
 * @param {WindowHost} host
 * @returns {ChatletWindow}
 */
export const createWindow = (host) => {
  const { app, options, state, corner, signal, update, raise } = host;
  /** What the page has said, in options and by commands. @type {object} */
  const given = { __proto__: null, ...host.given };
  readAgain(given, options, __CHATLET_DEFAULTS__);
  let wasOpen = false;
  let wantsFocus = false;
  let covered = state.covers;
  /** What the app has been told of the page, by type of message. @type {Record<string, string | undefined>} */
  let facts = {};

  const currentFacts = () => ({ theme: state.scheme, language: state.language, page: pageAddress() });
  /** @param {boolean} byVisitor Whether the focus may move. */
  const opened = (byVisitor) => ({ type: "opened", byVisitor, fullScreen: state.covers });

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
      // What the page leaves open is for the deployer to say.
      persist: own(given, "persist") && options.persist == "on",
      consent: own(given, "consent") && options.consent == "granted",
      metadata: options.metadata,
      disclaimer: own(options, "disclaimer"),
      welcomeMessage: own(options, "welcomeMessage"),
      welcomeActions: own(options, "welcomeActions"),
      page: facts.page,
      fullScreen: state.covers,
      inline: options.mode == "inline",
      unread: state.unread,
    };
  };

  /** @param {string} accent @param {string} onAccent */
  const paint = (accent, onAccent) => {
    const areColours = CSS.supports("color", accent) && CSS.supports("color", onAccent);
    if (areColours) corner.setProperties({ accent, "on-accent": onAccent });
  };

  /**
   * Gives an event a way to be answered. Copies, and with them all broadcasts, do not have it.
   * @param {any} event
   */
  const answerable = (event) => {
    /** @param {string} result @param {unknown} [message] */
    const value = (result, message = "") =>
      frame.post({ type: "reply", event: event.id, ok: result == "ok", message: String(message) });
    Object.defineProperty(event, "reply", { value });
  };

  /** @param {number} unread */
  const count = (unread) => {
    update({ unread });
    title(unread);
  };

  /** @param {object} message */
  const hearEvent = (message) => {
    const event = /** @type {any} */ (own(message, "event"));
    // Before it is frozen.
    if (own(event, "name") == "addToCart") answerable(event);
    const read = readEvent(event, own(message, "private"));
    if (!read) return;
    const [, safe] = read;
    if (event.name == "messageStart") memory.touch();
    if (/^(dataDelete|identityChange)$/.test(event.name)) memory.forgetQuestions();
    if (event.name == "unread") count(own(event, "count") | 0);
    host.emit(event, safe);
    if (event.name == "linkClick") protocols.heard(event);
  };

  /** @type {Record<string, (message: object) => unknown>} */
  const hearings = {
    close: () => host.close(),
    accent: (message) => paint(own(message, "accent"), own(message, "onAccent")),
    async tokenRequest(message) {
      const answer = await token.ask(own(message, "current"));
      if (answer !== undefined) frame.post({ type: "token", token: answer });
    },
    resize: (message) => size.set(own(message, "mode")),
    height: (message) => place.grow(own(message, "height")),
    labels(message) {
      const labels = own(message, "labels");
      if (!Array.isArray(labels) || labels.length != 4) return;
      words.end();
      update({ labels: /** @type {any} */ (labels.map(String)) });
    },
    teasers: (message) => teaser.offerAll(own(message, "teasers")),
    defaults(message) {
      readAgain(given, options, own(message, "defaults"), true);
      corner.arrange();
      host.look();
    },
    intercept: (message) => interceptor.answer(message),
    event: hearEvent,
  };

  const availability = createAvailability(
    {
      insert() {
        frame.insert();
        moveFocus();
      },
      post: (message) => frame.post(message),
      changed(status, failure) {
        // What the app says when it may not run, or cannot, is worth seeing.
        if (failure) return host.fail(failure, failure.type != "timeout");
        const ready = status == "ready";
        if (ready) {
          for (const message of kept.take()) frame.post(message);
          memory.gone();
        }
        update({ failed: false, ready, shows: ready });
        if (ready && state.open && !availability.isAsked("opened")) frame.post(opened(false));
      },
      heard: (type, message) => own(hearings, type)?.(message),
    },
    signal,
  );

  const { ask, load, status } = availability;
  const kept = createKept(availability);
  const token = createTokenSource(options);
  const protocols = createProtocols((thrown) => {
    const failure = { type: "handler", code: "handler_threw", message: "A handler threw", retryable: false };
    raise("error", failure, { details: `${thrown}`, stack: own(thrown, "stack") });
  });
  const interceptor = createInterceptor((answer) => frame.post(answer));
  const place = createPlace(options, corner, host.tag, signal);
  const panel = createPanel(options, corner, signal, { back: () => host.close(), restore: () => size.restore() });
  const frame = createFrame(app, panel.element, welcome, availability.hear, signal);
  const title = createTitle(options, signal);
  const words = createWords(host.folder, (labels) => update({ labels }));
  const teaser = createTeaser(host, words.dismiss);
  const memory = createMemory(host);

  /** Asks only an app that is there or on its way. @param {LineMessage} message */
  const tell = (message) => (/^(loading|ready)$/.test(status()) ? ask(message) : undefined);

  // What the page before has left unread.
  title(state.unread);

  if (memory.hasLeft()) void kept.keep({ type: "logout" });

  const size = createSize(host, (mode) => {
    render();
    void kept.keep({ type: "size", mode });
  });

  const tellFacts = () => {
    const told = [];
    for (const [type, value] of Object.entries(currentFacts())) {
      // Before the welcome there are no facts yet, and the welcome will hold them all.
      if (!(type in facts) || !value || value == facts[type]) continue;
      facts[type] = value;
      told.push(tell({ type, [type]: value }));
    }
    if (state.open && state.covers != covered) frame.post(opened(false));
    covered = state.covers;
    return Promise.all(told);
  };

  /**
   * Once for each opening, as soon as there is a frame that takes it: it may come a moment after the panel. A visitor who has
   * gone elsewhere meanwhile stays there.
   */
  const moveFocus = () => {
    if (!wantsFocus) return;
    const active = documentMember("activeElement");
    const stays = !active || active == documentMember("body") || active == corner.host || active == state.opener;
    if (!stays || frame.focus()) wantsFocus = false;
  };

  const render = () => {
    void words.follow(state.language);
    panel.render(state, size.mode(), state.labels?.[0] || "");
    if (state.open) teaser.remove();
    if (state.open != wasOpen) wantsFocus = state.open && state.byVisitor;
    wasOpen = state.open;
    if (state.open && state.byVisitor) memory.touch();
    memory.keep();
    moveFocus();
    return tellFacts();
  };

  // Where the engine does not tell of a page's navigation, the next look at the page does.
  /** @type {any} */ (window).navigation?.addEventListener("currententrychange", tellFacts, { signal });
  addEventListener("popstate", tellFacts, { signal });

  watchLooks(() => host.look(), signal);

  return {
    render,
    looks: () => ({
      scheme: pageTheme(options.theme),
      dir: options.dir == "auto" ? pageDirection() : options.dir,
    }),
    status,
    commands: createCommands({ host, given, memory, token, ask, tell, load, status, kept, render, opened, count, size, teaser, interceptor, protocols }),
  };
};
