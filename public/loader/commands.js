// What the page commands, by name. A command that returns is done; one that throws or rejects says why it is not.

import { commandError } from "./errors.js";
import { fits } from "./options.js";

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
 * @param {any} value
 */
const setOption = ({ options, look }, name, value) => {
  if (!fits(name, value)) throw commandError("invalid", `Wrong ${name}`);
  options[name] = value;
  return look();
};

/** @type {Record<string, (shell: Shell, given?: any, more?: any) => unknown>} */
export const commands = {
  open: ({ open }, message, source) => (source == "search-bar" ? open(source, true, message) : open("api", false, message)),
  close: (shell) => shell.close("api"),
  toggle: ({ state, open, close }) => (state.open ? close("api") : open("api", false)),
  show: (shell) => setHidden(shell, false),
  hide: (shell) => setHidden(shell, true),
  setTheme: (shell, theme) => setOption(shell, "theme", theme),
  setLanguage: (shell, language) => setOption(shell, "lang", language),
};

// What only the window's script can do.
for (const name of (
  "send prefill minimize maximize reset identify logout setMetadata setSignedMetadata consent requestHandover emit " +
  "intercept handleProtocol"
).split(" ")) {
  commands[name] = ({ run }, ...given) => run(name, ...given);
}
