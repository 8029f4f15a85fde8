// What the page commands, by name. A command that returns is done; one that throws or rejects says why it is not.

import { commandError } from "./errors.js";
import { readOption } from "./options.js";

/**
 * @param {ReadOptions} options
 * @param {ReturnType<typeof import("./shell.js").createShell>} shell
 * @param {WindowHost["raise"]} raise
 * @returns {Record<string, (given?: any) => unknown>}
 */
export const createCommands = (options, { state, open, close, look, run, update }, raise) => {
  /** @param {boolean} hidden */
  const setHidden = (hidden) => {
    if (hidden) close("api");
    if (state.hidden == hidden) return;
    update({ hidden });
    raise(hidden ? "hide" : "show");
  };

  /**
   * @param {"theme" | "lang"} name
   * @param {unknown} value
   */
  const setOption = (name, value) => {
    try {
      options[name] = readOption(name, value, "");
    } catch {
      throw commandError("invalid", `Wrong ${name}`);
    }
    return look();
  };

  return {
    open: (message) => open("api", false, message),
    close: () => close("api"),
    toggle: () => (state.open ? close("api") : open("api", false)),
    show: () => setHidden(false),
    hide: () => setHidden(true),
    send: (message) => run("send", message),
    prefill: (text) => run("prefill", text),
    setTheme: (theme) => setOption("theme", theme),
    setLanguage: (language) => setOption("lang", language),
  };
};
