// What the page's address asks for: `?chat=open` and `?chatbot_message=…` (`embedding.md`). Pure.

/** Longest message of an address, in characters: everything longer is a nuisance (S15). */
const LIMIT = 8000;

/**
 * @param {string} href
 * @returns {{opens: boolean, message: string, href: string} | undefined} Nothing when it asks for nothing. `href` is the
 * address without the two, otherwise byte for byte as it was.
 */
export const readAddress = (href) => {
  const [, before = "", query = "", behind = ""] = /^([^?#]*)\?([^#]*)([^]*)$/.exec(href) || [];
  /** @type {string | undefined} */
  let message;
  const all = query.split("&");
  const kept = all.filter((pair) => {
    if (pair == "chat=open") return false;
    if (!pair.startsWith("chatbot_message=")) return true;
    // The first of several counts.
    message ??= new URLSearchParams(pair).get("chatbot_message")?.slice(0, LIMIT).trim();
    return false;
  });
  if (kept.length == all.length) return;
  return { opens: true, message: message || "", href: before + (kept.length ? "?" : "") + kept.join("&") + behind };
};

/**
 * Takes the two out of the address bar, so that they count once.
 * @returns {{message: string} | undefined}
 */
export const takeAddress = () => {
  const read = readAddress(location.href);
  if (!read) return;
  try {
    // The page's own state stays, so that a router finds what it left.
    history.replaceState(history.state, "", read.href);
  } catch {
    // A page may be somewhere without a history of its own; then the address stays.
  }
  return read;
};
