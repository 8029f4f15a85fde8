// What the shop's own backend does for the desk. It holds the API key and the tokens of the sessions; this page has neither.

/** A refusal or a failure, in words for the agent. */
export class Trouble extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const ask = async (path, options = {}) => {
  let response;
  try {
    response = await fetch("/desk/api/" + path, { cache: "no-store", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble("The desk's backend does not answer. Is the sandbox running?", 0);
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const fields = (body.error?.params ?? []).map(({ message }) => message).join(" ");
  throw new Trouble(fields || body.error?.message || `The backend answered ${response.status}.`, response.status);
};

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const session = (id) => "sessions/" + encodeURIComponent(id);

export const agents = async () => (await ask("agents")).agents;

/** The sessions, as soon as they differ from those of `revision`. */
export const queue = (revision) => ask("queue" + (revision ? "?revision=" + encodeURIComponent(revision) : ""));

export const context = (id) => ask(session(id));

export const say = (id, agent_id, parts) => post(session(id) + "/messages", { agent_id, message: { parts } });

export const type = (id, agent_id, is_typing) => post(session(id) + "/typing", { agent_id, is_typing });

export const close = (id, agent_id, reason) => post(session(id) + "/close", reason ? { agent_id, reason } : { agent_id });
