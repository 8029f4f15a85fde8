// A widget from its start on: the launcher, the state of the screen, and the way to the window's script.

import { createCorner } from "./corner.js";
import { documentMember } from "./dom.js";
import { commandError, quiet } from "./errors.js";
import { fetchWindow } from "./fetch.js";
import { pageLanguage, watchPage } from "./page.js";
import { recall } from "./recall.js";
import { builtFor, ownFolder, ownTag } from "./tag.js";
import { watchVisitor } from "./visitor.js";

/** Below this width the window covers the page. */
const PHONE = "(max-width:479.98px)";

/** @param {string | undefined} address Nothing comes of nothing, and of what is no address. */
const resolve = (address) => {
  try {
    return address && new URL(address, location.href).href;
  } catch {
    // The window's script says so.
  }
};

/**
 * @param {Pick<WindowHost, "given" | "options" | "raise" | "emit" | "api">} widget
 */
export const createShell = (widget) => {
  const { options, raise } = widget;
  const ended = new AbortController();
  const { signal } = ended;
  const inline = options.mode == "inline";
  const phone = matchMedia(PHONE);
  const app = builtFor || resolve(options.app) || ownFolder || location.href;
  const folder = builtFor || ownFolder || app;
  const corner = createCorner(options);
  const memory = recall(options);
  /** @type {ChatletWindow | undefined} */
  let chatWindow;
  /** @type {Promise<void> | undefined} */
  let fetching;
  let openedBy = "api";
  /** @type {ScreenState} */
  const state = {
    // Nothing inherited: a page may have polluted the prototype of all objects.
    // @ts-ignore
    __proto__: null,
    open: false,
    byVisitor: false,
    covers: false,
    ready: false,
    shows: false,
    failed: false,
    awaited: false,
    hidden: !!options.hidden,
    unread: memory | 0,
    scheme: "host",
    dir: "auto",
  };

  /** @param {Partial<ScreenState>} changes */
  const update = (changes) => {
    Object.assign(state, changes);
    corner.render(state);
    return chatWindow?.render();
  };

  /** Looks at the page, again when it may have changed. */
  const look = () => {
    if (signal.aborted) return;
    corner.revive();
    return update({
      language: options.lang || pageLanguage(),
      covers: phone.matches && !inline,
      // Where the page decides, styles inherit until the window's script looks closer.
      scheme: options.theme,
      dir: options.dir,
      ...chatWindow?.looks(),
    });
  };

  /**
   * There is no chat. Whoever waits for it is told, and the page goes on.
   * @param {Failure} failure
   * @param {boolean} [shows] Whether the app explains it in its window.
   */
  const fail = (failure, shows = false) => {
    update({ failed: failure.retryable, awaited: state.open, ready: false, shows });
    if (!shows) close(openedBy);
    raise("error", failure);
  };

  const fetchAll = async () => {
    try {
      const create = await fetchWindow(folder);
      const host = { ...widget, app, folder, tag: ownTag, state, corner, signal, look, update, fail, open, close };
      if (signal.aborted) return;
      chatWindow = create(host);
      look();
    } catch {
      const message = "The chat window cannot be fetched";
      fetching = undefined;
      fail({ type: "network", code: "app_unavailable", message, retryable: true });
      throw commandError("unavailable", message);
    }
  };

  /**
   * Has the window's script do something, once it is there.
   * @param {string} name
   * @param {unknown[]} given
   */
  const run = async (name, ...given) => {
    if (!chatWindow) await (fetching ||= fetchAll());
    if (signal.aborted) throw signal.reason;
    return chatWindow?.commands[name](...given);
  };

  /** @param {string} name */
  const bring = (name) => void quiet(run(name));

  /** @type {WindowHost["open"]} */
  const open = (source, byVisitor, message) => {
    if (!state.open) {
      openedBy = source;
      update({ open: true, byVisitor, awaited: false, opener: documentMember("activeElement") });
      raise("open", { source });
    }
    return quiet(run("opened", message));
  };

  const close = (source = "launcher") => {
    if (!state.open || inline) return;
    update({ open: false });
    raise("close", { source });
    return chatWindow?.commands.closed(source);
  };

  const toggle = () => (state.open ? close() : open("launcher", true));

  return {
    options,
    state,
    signal,
    folder,
    origin: new URL(app).origin,
    raise,
    open,
    close,
    look,
    run,
    update,
    status: () => (chatWindow ? chatWindow.status() : state.failed ? "unavailable" : fetching ? "loading" : "idle"),
    begin() {
      look();
      watchPage(look, signal);
      phone.addEventListener("change", look, { signal });
      watchVisitor(options, corner, { open: (source, message) => open(source, true, message), close, toggle, bring }, signal);
      if (inline || (memory ? memory % 1 : options.open)) open(inline ? "inline" : "api", false);
      if (/[?&]chat(=open|bot_message=)/.test(location.search)) bring("address");
      // Somebody must tell the developer, and write the count into the title.
      if (options.doubtful || (options.titleNotice && state.unread)) bring("check");
    },
    /** @param {Error} reason What unanswered commands reject with. */
    end(reason) {
      close("api");
      ended.abort(reason);
      corner.host.remove();
      raise("destroy");
    },
  };
};
