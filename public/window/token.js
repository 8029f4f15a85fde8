// Where the app's visitor token comes from when the page has a source: its callback, or an address of its backend.

/**
 * @param {ReadOptions} options
 * @returns `ask`: one request at a time, and whoever asks meanwhile shares its outcome; `current` is a token that is to be
 * replaced by one of a fresh conversation; nothing comes of it for a visitor who has gone meanwhile. `forget`: the visitor has
 * gone, and what is on its way is theirs.
 */
export const createTokenSource = ({ getToken, tokenUrl, chatbotId }) => {
  /** @type {Promise<string | null> | undefined} */
  let running;
  let visitor = 0;

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

  return {
    /** @param {string} [current] */
    async ask(current) {
      const whose = visitor;
      const asked = (running ||= request(current));
      const token = await asked;
      if (running == asked) running = undefined;
      return whose == visitor ? token : undefined;
    },
    forget() {
      visitor++;
      running = undefined;
    },
  };
};

/** @param {unknown} value */
const text = (value) => (typeof value == "string" ? value : null);

/** JSON text, also on a page that gives its strings a `toJSON` of their own. @param {unknown} value */
const quoted = (value) => `"${`${value}`.replace(/[^\w.~-]/g, (letter) => "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0"))}"`;
