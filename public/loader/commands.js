// What the page commands, by name. A command that returns is done; one that throws or rejects says why it is not.

import { commandError } from "./errors.js";
import { readOption } from "./options.js";

/** @typedef {ReturnType<typeof import("./shell.js").createShell>} Shell */

/**
 * @param {Shell} shell
 * @param {boolean} hidden
 */
const setHidden = ({ state, close, update, raise }, hidden) => {
  if (hidden) close("api");
  if (state.hidden == hidden) return;
  update({ hidden });
  raise(hidden ? "hide" : "show");
};

/**
 * @param {Shell} shell
 * @param {"theme" | "lang"} name
 * @param {unknown} value
 */
const setOption = ({ options, look }, name, value) => {
  try {
    options[name] = readOption(name, value, "");
  } catch {
    throw commandError("invalid", `Wrong ${name}`);
  }
  return look();
};

/** @type {Record<string, (shell: Shell, given: unknown) => unknown>} */
export const commands = {
  open: (shell, message) => shell.open("api", false, message),
  close: (shell) => shell.close("api"),
  toggle: (shell) => (shell.state.open ? shell.close("api") : shell.open("api", false)),
  show: (shell) => setHidden(shell, false),
  hide: (shell) => setHidden(shell, true),
  send: (shell, message) => shell.run("send", message),
  prefill: (shell, text) => shell.run("prefill", text),
  setTheme: (shell, theme) => setOption(shell, "theme", theme),
  setLanguage: (shell, language) => setOption(shell, "lang", language),
};
