// The launcher's name, until the window's script brings more words.

/** @typedef {readonly [open: string, close: string, unread: string, unavailable: string]} Labels */

/** "Open chat", each behind the two letters of its language. All of them stand in `locales/`, too. */
const names = (
  "enOpen chat,daÅbn chat,deChat öffnen,esAbrir el chat,frOuvrir le chat,itApri la chat,nbÅpne chatten,noÅpne chatten," +
  "svÖppna chatten,nlChat openen,plOtwórz czat,ptAbrir o chat,arفتح الدردشة,heפתיחת הצ׳אט,jaチャットを開く,zh打开聊天"
).split(",");

/**
 * @param {string} [language] BCP 47; what is not spoken here is said in English.
 * @returns {Labels}
 */
export const labelsFor = (language = "") => {
  const name = (names.find((known) => known.startsWith(language.slice(0, 2))) || names[0]).slice(2);
  return [name, name, "", "Chat is unavailable right now."];
};
