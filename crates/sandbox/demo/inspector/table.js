// One row for each event, one column for each delivery. A field that a delivery leaves out is shown as missing.

import { element } from "./element.js";

const DELIVERIES = ["callback", "dom", "layer"];
const TITLES = ["Chatlet.on(…)", "window event", "dataLayer"];
/** What every event carries; shown small, because it is always the same. */
const COMMON = new Set(["id", "timestamp", "chatbotId", "instance", "sessionId", "name", "event"]);
const ROWS = 200;

const written = (value) => (typeof value == "string" ? value : JSON.stringify(value));

const field = (name, value, kind) =>
  element("div", { className: kind }, element("dt", {}, name), element("dd", {}, value));

const fields = (payload, full) => {
  const list = element("dl");
  const names = new Set([...Object.keys(full || {}), ...Object.keys(payload)]);
  for (const name of names) {
    if (COMMON.has(name)) continue;
    if (name in payload) list.append(field(name, written(payload[name]), full ? "" : "own"));
    else list.append(field(name, "left out", "missing"));
  }
  return list;
};

export const createTable = () => {
  const body = element("tbody");
  const header = element("tr", {}, ...TITLES.map((title) => element("th", { scope: "col" }, title)));
  const table = element("table", {}, element("thead", {}, header), body);
  const scroller = element("div", { className: "inspector-rows", tabIndex: 0, ariaLabel: "Events" }, table);
  const rows = new Map();
  const count = element("span", { className: "inspector-count" }, "0");
  let shown = 0;

  const follow = (change) => {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    change();
    if (body.rows.length > ROWS) body.rows[0].remove();
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  };

  const rowOf = (id) => {
    if (rows.has(id)) return rows.get(id);
    const cells = DELIVERIES.map((delivery) => element("td", { className: delivery }));
    const row = { cells, full: undefined };
    rows.set(id, row);
    follow(() => body.append(element("tr", {}, ...cells)));
    count.textContent = String(++shown);
    return row;
  };

  return {
    element: scroller,
    count,
    show(id, delivery, payload) {
      const row = rowOf(id);
      const cell = row.cells[DELIVERIES.indexOf(delivery)];
      if (delivery == "callback") row.full = payload;
      const name = payload.event || (delivery == "dom" ? "chatlet:" + payload.name : payload.name);
      const time = element("time", {}, payload.timestamp.slice(11, 23));
      const title = element("p", { className: "title" }, element("b", {}, name), time);
      follow(() => cell.replaceChildren(title, fields(payload, delivery != "callback" && row.full)));
    },
    /** A line of its own for the outcome of a command. */
    report(words, failed) {
      const cell = element("td", { colSpan: 3, className: failed ? "command failed" : "command" }, words);
      follow(() => body.append(element("tr", {}, cell)));
    },
    clear() {
      body.replaceChildren();
      rows.clear();
      shown = 0;
      count.textContent = "0";
    },
  };
};
