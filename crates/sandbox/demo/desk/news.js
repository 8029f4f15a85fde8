// What has happened while the agent looked elsewhere: in the tab's title, and once for who listens.

import { visitorName } from "./people.js";

const NAME = "Agent desk";

/** Tells of visitors who came or wrote; `region` is a live region. */
export const createNews = (region) => {
  let known;
  let unseen = "";

  const title = (count) => (document.title = unseen ? `● ${unseen} – ${NAME}` : count ? `(${count}) ${NAME}` : NAME);
  let count = 0;

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unseen = "";
    title(count);
  });

  return {
    tell: (sessions, me) => {
      const own = ({ active_agent }) => !active_agent || active_agent.agent_id === me;
      const waiting = sessions.filter((entry) => entry.turn === "agent" && own(entry));
      const marks = new Map(waiting.map((entry) => [entry.livechat_session.livechat_session_id, entry.last_message_at ?? "asked"]));
      for (const entry of known ? waiting : []) {
        const id = entry.livechat_session.livechat_session_id;
        if (known.get(id) === marks.get(id)) continue;
        const name = visitorName(entry.desk ?? {});
        const words = known.has(id) || entry.livechat_session.status === "active" ? `New message from ${name}` : `${name} asks for a human`;
        region.textContent = words;
        if (document.hidden) unseen = words;
      }
      known = marks;
      count = waiting.length;
      title(count);
    },
  };
};
