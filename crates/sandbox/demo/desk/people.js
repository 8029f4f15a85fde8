// Who is who: names of visitors, and how long somebody waits.

/** What to call a visitor: the name or the address they left, else the end of their id. */
export const visitorName = ({ visitor, values }) => {
  const value = (key) => (values ?? []).find((one) => one.key === key)?.value;
  return value("name") || value("email") || "Visitor " + String(visitor?.id ?? "").slice(-4);
};

/** Minutes and seconds since a moment, such as `2:07`. */
export const elapsed = (since, now = Date.now()) => {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return minutes < 1440 ? `${Math.floor(minutes / 60)} h ${two(minutes % 60)}` : `${Math.floor(minutes / 1440)} d`;
};

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** The time of day of a moment. */
export const timeOfDay = (moment) => (Number.isNaN(Date.parse(moment)) ? "" : clock.format(new Date(moment)));

/** Writes the elapsed time of every element that says since when, once per second. */
export const keepTime = () =>
  setInterval(() => {
    for (const node of document.querySelectorAll("[data-since]")) {
      const text = elapsed(node.dataset.since);
      if (node.textContent !== text) node.textContent = text;
    }
  }, 1000);
