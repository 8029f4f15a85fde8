import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { createEvents, snakeCase } from "../../public/loader/events.js";
import { readEvent, withoutPrivate } from "../../public/window/event.js";

let dom;
let settings;
let failures;
let events;

beforeEach(() => {
  dom = [];
  failures = [];
  settings = { broadcast: "safe", dataLayer: "dataLayer" };
  globalThis.window = {};
  globalThis.dispatchEvent = (event) => dom.push([event.type, event.detail]);
  console.error = () => {};
  events = createEvents(
    () => settings,
    (thrown) => {
      failures.push(thrown.message);
      raise({ name: "error", type: "handler" });
    },
  );
});

const raise = (event, privateNames = []) => events.emit(...readEvent(event, privateNames));

const message = () => ({ name: "messageStart", message: "my address is …", length: 15 });

test("names in the data layer are words with underscores", () => {
  assert.equal(snakeCase("messageStart"), "message_start");
  assert.equal(snakeCase("open"), "open");
});

test("s14_broadcasts_hold_no_private_field", () => {
  const heard = [];
  events.on("messageStart", (event) => heard.push(event));
  raise(message(), ["message"]);
  assert.equal(heard[0].message, "my address is …");
  assert.deepEqual(dom, [["chatlet:messageStart", { name: "messageStart", length: 15 }]]);
  assert.deepEqual(window.dataLayer, [{ name: "messageStart", length: 15, event: "chatlet_message_start" }]);
  assert.deepEqual(withoutPrivate(message(), []), message());
});

test("full broadcasts reach the DOM and never the data layer", () => {
  settings.broadcast = "full";
  raise(message(), ["message"]);
  assert.equal(dom[0][1].message, "my address is …");
  assert.equal("message" in window.dataLayer[0], false);
});

test("the data layer is made with the first event, has any name, and can be off", () => {
  settings.dataLayer = "layer";
  assert.equal("layer" in window, false);
  raise(message());
  assert.equal(window.layer.length, 1);
  settings.dataLayer = "off";
  raise(message());
  assert.equal(window.layer.length, 1);
  assert.equal("off" in window, false);
});

test("nobody changes what the next one reads, but a tag manager may write into its own", () => {
  const event = { name: "upload", kinds: ["image"] };
  raise(event);
  assert.ok(Object.isFrozen(event) && Object.isFrozen(event.kinds) && Object.isFrozen(dom[0][1]));
  assert.ok(!Object.isFrozen(window.dataLayer[0]));
});

test("f76_a_handler_that_throws_stops_nobody", () => {
  const heard = [];
  events.on("open", () => {
    throw new Error("broken");
  });
  events.on("open", () => heard.push("second"));
  events.on("error", () => {
    throw new Error("broken, too");
  });
  raise({ name: "open" });
  assert.deepEqual(heard, ["second"]);
  assert.deepEqual(failures, ["broken"]);
  assert.deepEqual(dom.map(([type]) => type), ["chatlet:open", "chatlet:error"]);
});

test("what a handler raises comes after what it heard, for everyone", () => {
  const order = [];
  events.on("open", () => raise({ name: "close" }));
  events.on("*", ({ name }) => order.push(name));
  raise({ name: "open" });
  assert.deepEqual(order, ["open", "close"]);
  assert.deepEqual(window.dataLayer.map(({ name }) => name), ["open", "close"]);
});

test("subscriptions end by what on returns, by off, and once by themselves", () => {
  let count = 0;
  const handler = () => count++;
  const end = events.on("open", handler);
  events.once("open", handler);
  raise({ name: "open" });
  assert.equal(count, 2);
  raise({ name: "open" });
  assert.equal(count, 3);
  end();
  raise({ name: "open" });
  assert.equal(count, 3);
  events.on("*", handler);
  events.on("open", handler);
  events.off("open", handler);
  raise({ name: "open" });
  assert.equal(count, 4);
  events.off();
  raise({ name: "open" });
  assert.equal(count, 4);
});

test("what is raised while the page prepares waits for those who subscribe meanwhile", async () => {
  const heard = [];
  let prepared;
  const held = events.hold(new Promise((resolve) => (prepared = resolve)));
  raise({ name: "open" });
  assert.deepEqual(dom, []);
  events.on("*", ({ name }) => heard.push(name));
  prepared();
  await held;
  raise({ name: "close" });
  assert.deepEqual(heard, ["open", "close"]);
});
