// What the page before knew of this widget: in the storage of the tab, where the window's script has put it after the visitor
// had to do with it. Read here, never written.

/**
 * @param {ReadOptions} options
 * @returns {any} How many messages are unread, as text, and `.5` behind it if the window was open.
 */
export const recall = (options) => {
  try {
    return sessionStorage.getItem(memoryKey(options));
  } catch {
    // A page may be somewhere without a storage.
  }
};

/** @param {ReadOptions} options */
export const memoryKey = ({ chatbotId, instance }) => `chatlet:${chatbotId}:${instance}`;
