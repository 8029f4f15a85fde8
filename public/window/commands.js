// The commands that the launcher's script leaves to the window's.

import { commandError } from "../loader/errors.js";
import { own } from "../loader/own.js";
import { takeAddress } from "./address.js";

/**
 * Text as the app can read it: half a surrogate pair is not.
 * @param {string} command
 * @param {unknown} text
 */
const wellFormed = (command, text) => {
  if (!text || typeof text != "string") throw commandError("invalid", `Nothing to ${command}`);
  return new TextDecoder().decode(new TextEncoder().encode(text));
};

/**
 * A copy of what the page gives, or an error that says what is wrong with it.
 * @param {string} name
 * @param {unknown} value
 */
const object = (name, value) => {
  try {
    if (value && typeof value == "object" && !Array.isArray(value)) return structuredClone(value);
  } catch {
    // What cannot be cloned cannot cross to the app.
  }
  throw commandError("invalid", `Wrong ${name}: an object of plain values is needed`);
};

/**
 * @param {object} given
 * @param {WindowHost} given.host
 * @param {any} given.given What the page has said.
 * @param {ReturnType<typeof import("./memory.js").createMemory>} given.memory
 * @param {ReturnType<typeof import("./token.js").createTokenSource>} given.token
 * @param {(message: LineMessage, brings?: boolean) => Promise<void>} given.ask
 * @param {(message: LineMessage) => Promise<void> | undefined} given.tell
 * @param {() => void} given.load
 * @param {() => Reach} given.status
 * @param {ReturnType<typeof import("./kept.js").createKept>} given.kept
 * @param {() => unknown} given.render
 * @param {(byVisitor: boolean) => LineMessage} given.opened
 * @param {(unread: number) => void} given.count
 * @param {ReturnType<typeof import("./size.js").createSize>} given.size
 * @param {ReturnType<typeof import("./teaser.js").createTeaser>} given.teaser
 * @param {ReturnType<typeof import("./interceptor.js").createInterceptor>} given.interceptor
 * @param {ReturnType<typeof import("./protocols.js").createProtocols>} given.protocols
 * @returns {ChatletWindow["commands"]}
 */
export const createCommands = (given) => {
  const { host, given: said, memory, token, ask, tell, load, status, kept, render, opened, count, size, teaser, interceptor, protocols } = given;
  const { options, state } = host;

  let isOpen = false;
  /** Whom the page has named, as the app tells visitors apart. */
  let who = "";
  /** @param {object} identity */
  const nameOf = (identity) => `${own(identity, "id") ?? own(identity, "userId") ?? own(identity, "email") ?? "somebody"}`;

  /** @param {unknown} message */
  const send = (message) => ask({ type: "send", message: wellFormed("send", message) });
  /** @param {unknown} text */
  const prefill = (text) => ask({ type: "prefill", text: wellFormed("prefill", text) });

  /**
   * Done as soon as there is an app; until then nobody need wait for it.
   * @param {LineMessage} message
   */
  const later = (message) => {
    const done = ask(message, false);
    return status() == "ready" ? done : undefined;
  };

  return {
    load,
    check() {},
    opened(message) {
      size.restore();
      // Only the press that opens moves the focus: who asks again may be the page, and the visitor elsewhere.
      const asked = [ask(opened(state.byVisitor && !isOpen))];
      isOpen = true;
      render();
      if (message && typeof message == "string") asked.push(send(message));
      return Promise.all(asked);
    },
    closed(source) {
      isOpen = false;
      if (source != "api") memory.touch();
      memory.keep();
      return tell({ type: "closed" });
    },
    address() {
      const taken = takeAddress();
      if (!taken) return;
      const { message } = taken;
      const isDraft = options.urlMessage == "prefill";
      const done = host.open("url", false, isDraft ? "" : message);
      return message && isDraft ? Promise.all([done, prefill(message)]) : done;
    },
    tease() {
      const { teaser: words } = options;
      if (words == "config") return state.open ? undefined : ask({ type: "teasers" });
      teaser.offer(`${words}`);
    },

    send,
    prefill,
    minimize: size.minimize,
    maximize: size.maximize,
    reset: () => ask({ type: "reset" }),
    identify(identity) {
      const next = object("identity", identity);
      if (who && nameOf(next) != who) token.forget();
      who = nameOf(next);
      return kept.keep({ type: "identify", identity: next });
    },
    logout() {
      kept.forget("identify");
      token.forget();
      who = "";
      memory.forgetQuestions();
      // An app that is there says so itself.
      const forgets = state.unread && status() != "ready";
      count(0);
      if (forgets) host.raise("unread", { count: 0 });
      // Before whoever is named next, and before anything of the one before is shown.
      if (status() == "ready") return ask({ type: "logout" });
      memory.leave();
      load();
      return kept.keep({ type: "logout" });
    },
    setMetadata(metadata) {
      options.metadata = said.metadata = /** @type {any} */ (object("metadata", metadata));
      return tell({ type: "metadata", metadata });
    },
    setSignedMetadata: (token) =>
      kept.keep({ type: "signedMetadata", token: wellFormed("sign", token) }),
    consent(consent) {
      if (!/^(granted|required|denied)$/.test(consent)) throw commandError("invalid", "Wrong consent: granted or denied");
      options.consent = said.consent = consent == "granted" ? consent : "required";
      if (consent == "granted") memory.keep();
      else {
        memory.forget();
        memory.forgetQuestions();
      }
      return kept.keep({ type: "consent", state: options.consent });
    },
    requestHandover: (wish = {}) => ask({ type: "handover", ...object("wish", wish) }),
    emit(name, data) {
      if (!name || typeof name != "string") throw commandError("invalid", "An event needs a name");
      return later({ type: "emit", name, data: /** @type {any} */ (object("data", { data })).data });
    },
    intercept(handler) {
      if (handler && typeof handler != "function") throw commandError("invalid", "Wrong interceptor: a function is needed");
      interceptor.set(handler || null);
      return kept.keep({ type: "interceptor", on: !!handler });
    },
    handleProtocol: (protocol, handler) =>
      kept.keep({ type: "protocols", schemes: protocols.set(protocol, handler) }),
  };
};
