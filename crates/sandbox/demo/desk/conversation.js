// One conversation: head, transcript, and who types.

import { element } from "../inspector/element.js";
import { drawPart } from "./parts.js";
import { elapsed, timeOfDay, visitorName } from "./people.js";

const NEAR_END = 80;

const LABELS = { user: "Visitor", assistant: "Assistant", system: "" };

const label = ({ role, agent }, name) => (role === "agent" ? (agent?.display_name ?? "Agent") : role === "user" ? name : (LABELS[role] ?? ""));

const message = (one, name) => {
  const nodes = (one.parts ?? []).flatMap(drawPart);
  if (nodes.length === 0) return [];
  const meta = element("p", { className: "meta" }, [label(one, name), timeOfDay(one.created_at)].filter(Boolean).join(" · "));
  const item = element("div", { className: "message " + (["user", "agent", "assistant"].includes(one.role) ? one.role : "system") });
  item.append(meta, element("div", { className: "bubble" }, ...nodes));
  item.dataset.id = one.message_id;
  return [item];
};

const standing = ({ status, requested_at, closed_by, close_reason }, agent, me) => {
  if (status === "waiting") {
    const time = element("span", {}, elapsed(requested_at));
    time.dataset.since = requested_at;
    return ["Waiting ", time];
  }
  if (status === "active") return [agent?.agent_id === me ? "With you" : `With ${agent?.display_name ?? "a colleague"}`];
  return [`Closed by ${closed_by === "agent" ? "us" : "the visitor"}${close_reason ? `: ${close_reason}` : ""}`];
};

/** The conversation's parts of the page; `back` leads to the list on a narrow screen, `close` begins closing. */
export const createConversation = ({ back, close }) => {
  const title = element("h1", { tabIndex: -1 });
  const state = element("p", { className: "state" });
  const values = element("dl", { className: "values" });
  const closing = element("button", { type: "button", className: "button plain small", onclick: close }, "Close …");
  const goBack = element("button", { type: "button", className: "back", onclick: back, ariaLabel: "Back to the list" }, "←");
  const head = element("div", { className: "head" }, goBack, element("div", { className: "about" }, title, state), closing);
  const list = element("div", { className: "transcript", tabIndex: 0 });
  list.setAttribute("role", "log");
  list.setAttribute("aria-label", "Messages");
  const typing = element("p", { className: "typing", role: "status" });

  let follows = true;
  const toEnd = () => (list.scrollTop = list.scrollHeight);
  list.onscroll = () => (follows = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END);
  // Pictures come later, and the composer grows.
  const stay = () => follows && toEnd();
  list.addEventListener("load", stay, true);
  new ResizeObserver(stay).observe(list);

  const draw = (entry, context, me) => {
    const session = entry.livechat_session;
    const name = visitorName({ ...entry.desk, values: context.values });
    title.textContent = name;
    state.replaceChildren(...standing(session, entry.active_agent, me), session.language ? ` · ${session.language}` : "", entry.desk?.chatbot?.id ? ` · ${entry.desk.chatbot.id}` : "");
    values.replaceChildren(...(context.values ?? []).flatMap((one) => [element("dt", {}, one.label || one.key), element("dd", {}, one.value)]));
    values.hidden = !context.values?.length;
    const mayClose = session.status === "waiting" || (session.status === "active" && entry.active_agent?.agent_id === me);
    closing.hidden = !mayClose;
    typing.textContent = entry.desk?.is_customer_typing ? `${name} is typing …` : "";
    const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
    // Addresses of uploads are new each time; what is drawn stays as it is.
    const items = (context.messages ?? []).flatMap((one) => known.get(one.message_id) ?? message(one, name));
    if (items.length !== list.children.length || items.some((item, at) => item !== list.children[at])) list.replaceChildren(...items);
    stay();
  };

  return {
    nodes: [head, values, list, typing],
    draw,
    /** Empties the transcript before another conversation is drawn. */
    clear: () => {
      list.replaceChildren();
      follows = true;
    },
    focus: () => title.focus({ preventScroll: true }),
  };
};
