// The list of sessions: who waits, whose are mine, whose are a colleague's, and what is over.

import { element } from "../inspector/element.js";
import { elapsed, timeOfDay, visitorName } from "./people.js";

const CLOSED_SHOWN = 20;

const statusOf = ({ livechat_session, active_agent }, me) => {
  if (livechat_session.status === "closed") return "closed";
  if (livechat_session.status === "waiting") return "waiting";
  return active_agent?.agent_id === me ? "mine" : "others";
};

const GROUPS = [
  ["waiting", "Waiting"],
  ["mine", "With you"],
  ["others", "With colleagues"],
  ["closed", "Closed"],
];

const since = (moment) => {
  const time = element("span", { className: "since" }, elapsed(moment));
  time.dataset.since = moment;
  return time;
};

const detail = (entry, group) => {
  if (entry.desk?.is_customer_typing) return element("span", { className: "typing" }, "is typing …");
  if (group === "others") return element("span", {}, entry.active_agent?.display_name ?? "");
  if (group === "closed") {
    const { closed_by, close_reason } = entry.livechat_session;
    const stars = entry.desk?.feedback?.rating ? ` · ${entry.desk.feedback.rating} of 5` : "";
    return element("span", {}, (close_reason || (closed_by === "agent" ? "Closed by us" : "Closed by the visitor")) + stars);
  }
  return element("span", {}, entry.desk?.preview ?? "Has not written yet");
};

const card = (entry, group, isChosen, choose) => {
  const { livechat_session_id: id, requested_at, closed_at } = entry.livechat_session;
  const button = element(
    "button",
    { type: "button", className: "card", onclick: () => choose(id) },
    element("span", { className: "who" }, visitorName(entry.desk ?? {})),
    group === "closed" ? element("span", { className: "since" }, timeOfDay(closed_at)) : since(requested_at),
    detail(entry, group),
  );
  button.dataset.id = id;
  if (isChosen) button.setAttribute("aria-current", "true");
  if (entry.turn === "agent" && group !== "others") {
    button.append(element("span", { className: "turn", title: "Your turn" }, element("span", { className: "hidden" }, "Your turn")));
  }
  return element("li", {}, button);
};

/** Draws the sessions into `root`, and leaves the focus where it is. */
export const drawQueue = (root, sessions, { me, chosen, choose }) => {
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
  const groups = GROUPS.flatMap(([group, title]) => {
    let entries = sessions.filter((entry) => statusOf(entry, me) === group);
    // Who has waited longest comes first; what was closed last comes first.
    entries = group === "closed" ? entries.slice(0, CLOSED_SHOWN) : entries.reverse();
    if (entries.length === 0 && group !== "waiting") return [];
    const count = element("span", { className: "count" }, String(entries.length));
    const heading = element("h2", {}, title + " ", count);
    const list = element("ul", {}, ...entries.map((entry) => card(entry, group, entry.livechat_session.livechat_session_id === chosen, choose)));
    const empty = element("p", { className: "quiet" }, "Nobody waits.");
    return [element("section", { className: group }, heading, entries.length ? list : empty)];
  });
  root.replaceChildren(...groups);
  if (focused) root.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
};
