// The few words the loader itself says. Everything else is said by the app.

/** @typedef {[open: string, close: string, unread: string, unavailable: string]} Labels */

/** @type {Record<string, Labels>} */
const words = {
  en: ["Open chat", "Close chat", "unread", "Chat is unavailable right now."],
  da: ["Åbn chat", "Luk chat", "ulæste", "Chatten er ikke tilgængelig lige nu."],
};

/** @param {string} [language] BCP 47; what is not spoken here is said in English. */
export const labelsFor = (language = "") => words[language.slice(0, 2)] || words.en;
