// The event inspector of the demo: every event, as each of the three deliveries brings it, and a button for every command.
//
// It uses nothing but the public API, and queues its first subscription as any page may, before the loader has come.

import { createCommands } from "./inspector/commands.js";
import { createDock } from "./inspector/dock.js";
import { createTable } from "./inspector/table.js";

const table = createTable();
const heardInDom = new Set();

/** Shows what the tag manager gets, as a tag manager does: by taking the place of `push`. */
const layer = (window.dataLayer = window.dataLayer || []);
const { push } = layer;
layer.push = (...entries) => {
  for (const entry of entries) if (entry.id) table.show(entry.id, "layer", entry);
  return push.apply(layer, entries);
};

/** Subscribed handlers hear an event before the DOM does: in time to listen for it there. */
const hear = (event) => {
  table.show(event.id, "callback", event);
  if (heardInDom.has(event.name)) return;
  heardInDom.add(event.name);
  addEventListener("chatlet:" + event.name, ({ detail }) => table.show(detail.id, "dom", detail));
};

const subscribe = () => window.Chatlet.push(["on", "*", hear]);

window.Chatlet = window.Chatlet || [];
subscribe();

document.body.append(
  createDock({
    commands: createCommands({ restarted: subscribe, report: table.report }),
    table: table.element,
    count: table.count,
    clear: table.clear,
  }),
);
