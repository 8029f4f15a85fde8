// The agent desk: the other side of the livechat, on the public endpoints by way of the shop's backend.

import { element } from "../inspector/element.js";
import * as backend from "./backend.js";
import { createClosing } from "./closing.js";
import { createComposer } from "./composer.js";
import { createConversation } from "./conversation.js";
import { createNews } from "./news.js";
import { keepTime } from "./people.js";
import { drawQueue } from "./queue.js";

const AGENT = "desk-agent";
const RETRY = 2000;

const find = (id) => document.getElementById(id);
const desk = find("desk");
const conversationRoot = find("conversation");
const picker = find("agent");
const news = createNews(find("news"));

let agents = [];
let sessions = [];
let chosen;
let drawn = "";

const me = () => agents.find(({ agent_id }) => agent_id === picker.value) ?? agents[0];
const entryOf = (id) => sessions.find(({ livechat_session }) => livechat_session.livechat_session_id === id);

const problem = (words) => {
  find("problem").textContent = words;
  find("problem").hidden = !words;
};

/** Does something with the backend; a refusal is shown, and the desk goes on. */
const attempt = async (work) => {
  try {
    const result = await work();
    problem("");
    return result ?? true;
  } catch (error) {
    problem(error.message);
    return false;
  }
};

let line = Promise.resolve();

/** Writes one after the other: a message ends typing, and must not be overtaken by what it ends. */
const inTurn = (work) => {
  const done = line.then(work);
  line = done.catch(() => {});
  return done;
};

const conversation = createConversation({
  back: () => {
    const id = chosen;
    choose(undefined);
    document.querySelector(`.card[data-id="${CSS.escape(id)}"]`)?.focus();
  },
  close: () => closing.ask(),
});
const composer = createComposer({
  agentName: () => me().display_name,
  send: (id, parts) => {
    const agent = me().agent_id;
    return attempt(() => inTurn(async () => backend.say(id, agent, await parts())));
  },
  // Typing that cannot be told is no trouble of the agent's.
  type: (id, isTyping) => {
    const agent = me().agent_id;
    inTurn(() => backend.type(id, agent, isTyping)).catch(() => {});
  },
});
const closing = createClosing((reason) => attempt(() => backend.close(chosen, me().agent_id, reason)));

const welcome = () =>
  element(
    "div",
    { className: "welcome" },
    element("h1", {}, sessions.length ? "Choose a conversation" : "Nobody has asked for you yet"),
    element("p", {}, "Open the shop in another tab, ask its assistant for a human, and you are the one who answers here."),
    element("a", { className: "button plain", href: "/", target: "_blank" }, "Open the shop"),
  );

const allow = ({ livechat_session: { status }, active_agent }) => {
  const agent = me();
  if (status === "closed") return composer.allow(false, "This conversation is closed.");
  if (status === "waiting") return composer.allow(true, `Whoever writes first takes the conversation; you are ${agent.display_name}.`);
  if (active_agent?.agent_id === agent.agent_id) return composer.allow(true, "Enter sends, Shift and Enter begins a new line.");
  composer.allow(false, `${active_agent?.display_name ?? "A colleague"} has this conversation.`);
};

const drawConversation = async () => {
  const id = chosen;
  const entry = entryOf(id);
  desk.toggleAttribute("data-open", Boolean(entry));
  if (!entry) {
    chosen = undefined;
    drawn = "";
    conversationRoot.replaceChildren(welcome());
    return;
  }
  const version = [id, me().agent_id, entry.livechat_session.state_version, JSON.stringify(entry.desk)].join();
  if (version === drawn) return;
  const context = await attempt(() => backend.context(id));
  if (!context || id !== chosen) return;
  drawn = version;
  if (!conversationRoot.contains(composer.form)) conversationRoot.replaceChildren(...conversation.nodes, composer.form);
  conversation.draw(entry, context, me().agent_id);
  allow(entry);
};

const draw = () => {
  drawQueue(find("queue"), sessions, { me: me().agent_id, chosen, choose });
  return drawConversation();
};

async function choose(id) {
  if (id === chosen) return;
  chosen = id;
  drawn = "";
  conversation.clear();
  composer.open(id);
  await draw();
  if (!id || id !== chosen) return;
  // A touch keyboard would cover what is to be read first.
  if (matchMedia("(pointer: fine)").matches) composer.focus();
  else conversation.focus();
}

const chooseAgent = () => {
  sessionStorage.setItem(AGENT, picker.value);
  find("agent-picture").src = me().avatar_url ?? "";
  drawn = "";
  draw();
};

const follow = async () => {
  let revision;
  for (;;) {
    const queue = await attempt(() => backend.queue(revision));
    if (!queue) {
      revision = undefined;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
      continue;
    }
    ({ revision, sessions } = queue);
    news.tell(sessions, me().agent_id);
    await draw();
  }
};

const start = async () => {
  while (!(agents = (await attempt(backend.agents)) || []).length) await new Promise((resolve) => setTimeout(resolve, RETRY));
  picker.replaceChildren(...agents.map(({ agent_id, display_name }) => element("option", { value: agent_id }, display_name)));
  const wanted = new URLSearchParams(location.search).get("agent");
  const remembered = sessionStorage.getItem(AGENT);
  const named = agents.find(({ display_name }) => wanted && display_name.toLowerCase().startsWith(wanted.toLowerCase()));
  picker.value = (named ?? agents.find(({ agent_id }) => agent_id === remembered) ?? agents[0]).agent_id;
  picker.onchange = chooseAgent;
  conversationRoot.replaceChildren(welcome());
  chooseAgent();
  keepTime();
  follow();
};

start();
