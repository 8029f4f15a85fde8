// Where the app's visitor token comes from when the page has a source: its callback, or an address of its backend.

/**
 * @param {ReadOptions} options
 * @returns {() => Promise<string | null>} One request at a time: whoever asks meanwhile shares its outcome.
 */
export const createTokenSource = ({ getToken, tokenUrl, chatbotId }) => {
  /** @type {Promise<string | null> | undefined} */
  let running;

  const request = async () => {
    try {
      if (getToken) return text(await getToken());
      const address = new URL(`${tokenUrl}`);
      address.searchParams.append("chatbot_id", `${chatbotId}`);
      const answer = await fetch(address, { cache: "no-store" });
      return answer.ok ? text((await answer.json()).token) : null;
    } catch {
      return null;
    }
  };

  return () =>
    (running ||= request().finally(() => {
      running = undefined;
    }));
};

/** @param {unknown} value */
const text = (value) => (typeof value == "string" ? value : null);
