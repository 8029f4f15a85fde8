// A widget from its start on: the launcher, the state of the screen, and the way to the window's script.

import { createCorner } from "./corner.js";
import { documentMember } from "./dom.js";
import { commandError, quiet } from "./errors.js";
import { fetchWindow } from "./fetch.js";
import { pageDirection, pageLanguage, pageTheme, watchPage } from "./page.js";
import { builtFor, ownFolder, ownTag } from "./tag.js";
import { watchVisitor } from "./visitor.js";

/** Below this width the window covers the page. */
const PHONE = "(max-width:479.98px)";

/**
 * @param {ReadOptions} options
 * @param {(name: string, fields?: object) => void} raise
 * @param {WindowHost["forward"]} forward
 */
export const createShell = (options, raise, forward) => {
  const ended = new AbortController();
  const { signal } = ended;
  const inline = options.mode == "inline";
  const phone = matchMedia(PHONE);
  const app = builtFor || options.app || ownFolder || location.href;
  const corner = createCorner(options);
  /** @type {ChatletWindow | undefined} */
  let chatWindow;
  /** @type {Promise<void> | undefined} */
  let fetching;
  let openedBy = "api";
  /** @type {ScreenState} */
  const state = {
    open: false,
    byVisitor: false,
    covers: false,
    ready: false,
    shows: false,
    failed: false,
    awaited: false,
    hidden: !!options.hidden,
    unread: 0,
    scheme: "light",
    dir: "ltr",
  };

  /** @param {Partial<ScreenState>} changes */
  const update = (changes) => {
    Object.assign(state, changes);
    corner.render(state);
    return chatWindow?.render();
  };

  /** What is known of the page without a look at its styles. */
  const facts = () => ({ language: options.lang || pageLanguage(), covers: phone.matches && !inline });

  /** Looks at the page, again when it may have changed. */
  const look = () => {
    if (signal.aborted) return;
    corner.revive();
    return update({
      ...facts(),
      scheme: pageTheme(options.theme),
      dir: options.dir == "auto" ? pageDirection() : options.dir,
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
      const create = await fetchWindow(app);
      const host = { app, tag: ownTag, options, state, corner, signal, update, forward, fail, close };
      if (!signal.aborted) chatWindow = create(host);
    } catch {
      const message = "The chat window cannot be fetched";
      fetching = undefined;
      fail({ type: "network", code: "app_unavailable", message, retryable: true });
      throw commandError("unavailable", message);
    }
  };

  /**
   * Has the window's script do something, once it is there.
   * @param {keyof ChatletWindow["commands"]} name
   * @param {unknown} [given]
   */
  const run = async (name, given) => {
    if (!chatWindow) await (fetching ||= fetchAll());
    if (signal.aborted) throw signal.reason;
    await chatWindow?.commands[name](given);
  };

  const load = () => void quiet(run("load"));

  /** @param {string} source @param {boolean} byVisitor @param {unknown} [message] */
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
    return chatWindow?.commands.closed();
  };

  const toggle = () => (state.open ? close() : open("launcher", true));

  update(facts());
  // Just before the first frame, for which the browser computes the page's styles anyway.
  requestAnimationFrame(look);
  watchPage(look, signal);
  phone.addEventListener("change", look, { signal });
  watchVisitor(options, corner, { open: (source, message) => open(source, true, message), close, toggle, load }, signal);
  if (inline || options.open) open(inline ? "inline" : "api", false);

  return {
    options,
    state,
    raise,
    open,
    close,
    look,
    run,
    update,
    status: () => (chatWindow ? chatWindow.status() : state.failed ? "unavailable" : fetching ? "loading" : "idle"),
    /** @param {Error} reason What unanswered commands reject with. */
    end(reason) {
      close("api");
      ended.abort(reason);
      corner.host.remove();
      raise("destroy");
    },
  };
};
