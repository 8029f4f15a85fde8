// Where the app's visitor token comes from when the page has a source: its callback, or an address of its backend.

/**
 * @param {ReadOptions} options
 * @returns {(current?: string) => Promise<string | null>} One request at a time: whoever asks meanwhile shares its outcome.
 * `current` is a token that is to be replaced by one of a fresh conversation.
 */
export const createTokenSource = ({ getToken, tokenUrl, chatbotId }) => {
  /** @type {Promise<string | null> | undefined} */
  let running;

  /** @param {string} [current] */
  const request = async (current) => {
    try {
      if (getToken) return text(await getToken({ chatbotId, current }));
      const address = new URL(`${tokenUrl}`);
      address.searchParams.append("chatbot_id", `${chatbotId}`);
      /** @type {RequestInit} */
      const replacing = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: `{"chatbot_id":${quoted(chatbotId)},"visitor_token":${quoted(current)}}`,
      };
      const answer = await fetch(address, { cache: "no-store", ...(current && replacing) });
      return answer.ok ? text((await answer.json()).token) : null;
    } catch {
      return null;
    }
  };

  return (current) =>
    (running ||= request(current).finally(() => {
      running = undefined;
    }));
};

/** @param {unknown} value */
const text = (value) => (typeof value == "string" ? value : null);

/** JSON text, also on a page that gives its strings a `toJSON` of their own. @param {unknown} value */
const quoted = (value) => `"${`${value}`.replace(/[^\w.~-]/g, (letter) => "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0"))}"`;
