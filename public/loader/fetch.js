// The rest of the widget, which comes when somebody may want to chat.

/** How long a script may take to come. */
const TIME_LIMIT = 8000;

/**
 * Imported, not inserted: the address of a `script` element is a sink that Trusted Types guard.
 * @param {string} address Absolute.
 * @returns {Promise<any>} Its exports.
 */
export const fetchScript = (address) =>
  Promise.race([import(address), new Promise((_, reject) => setTimeout(reject, TIME_LIMIT, new Error(address)))]);

/** The build may give the script a name of its own for each version. */
const file = typeof __CHATLET_WINDOW__ == "undefined" ? "chatlet-window.js" : __CHATLET_WINDOW__;

let attempts = 0;

/**
 * @param {string} folder Address of the folder it is in.
 * @returns {Promise<(host: WindowHost) => ChatletWindow>}
 */
export const fetchWindow = async (folder) => {
  // Under the same address a browser would only remember that it has failed.
  const query = attempts ? "?" + attempts : "";
  attempts++;
  return (await fetchScript(new URL(file + query, folder).href)).createWindow;
};
