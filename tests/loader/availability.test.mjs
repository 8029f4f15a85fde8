import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { createAvailability } from "../../public/window/availability.js";

let ended;
let posted;
let changes;
let heard;
let inserted;
let app;

beforeEach((context) => {
  ended = new AbortController();
  [posted, changes, heard, inserted] = [[], [], [], 0];
  app = createAvailability(
    {
      insert: () => inserted++,
      post: (message) => posted.push(message),
      changed: (status, failure) => changes.push(failure ? `${status} ${failure.type}` : status),
      heard: (type) => heard.push(type),
    },
    ended.signal,
  );
});

const settled = (promise) =>
  promise.then(
    () => "done",
    (error) => error.type,
  );

test("f71_commands_wait_for_the_app_and_keep_their_order", async () => {
  const both = [app.ask({ type: "opened" }), app.ask({ type: "send", message: "Hi" })];
  assert.equal(inserted, 1);
  assert.deepEqual(posted, []);
  app.hear("hello", {});
  app.hear("ready", {});
  assert.deepEqual(posted, [
    { type: "opened", id: 1 },
    { type: "send", message: "Hi", id: 2 },
  ]);
  app.hear("answer", { id: 2, error: { type: "failed", message: "no" } });
  app.hear("answer", { id: 1 });
  assert.deepEqual(await Promise.all(both.map(settled)), ["done", "failed"]);
  ended.abort();
});

test("f79_an_app_that_starts_anew_is_asked_again_what_it_has_not_answered", () => {
  app.ask({ type: "opened" });
  app.ask({ type: "send", message: "Hi" });
  app.hear("ready", {});
  app.hear("answer", { id: 1 });
  posted.length = 0;
  app.hear("hello", {});
  app.ask({ type: "prefill", text: "later" });
  app.hear("ready", {});
  assert.deepEqual(posted.map(({ type }) => type), ["send", "prefill"]);
  assert.ok(app.isAsked("send") && !app.isAsked("opened"));
  ended.abort();
});

test("f64_silence_for_eight_seconds_is_no_chat_and_the_next_wish_tries_again", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = settled(app.ask({ type: "opened" }));
  context.mock.timers.tick(7999);
  assert.equal(app.status(), "loading");
  context.mock.timers.tick(1);
  assert.equal(app.status(), "unavailable");
  assert.equal(await asked, "unavailable");
  assert.deepEqual(changes, ["loading", "unavailable timeout"]);
  app.load();
  assert.equal(inserted, 2);
  ended.abort();
});

test("a greeting that comes late is still one", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  app.load();
  context.mock.timers.tick(8000);
  app.hear("hello", {});
  app.hear("ready", {});
  context.mock.timers.tick(60000);
  assert.equal(app.status(), "ready");
  assert.equal(inserted, 1);
});

test("a page that may not embed is refused for good", async () => {
  const early = settled(app.ask({ type: "opened" }));
  app.hear("refused", {});
  assert.equal(await early, "refused");
  assert.equal(await settled(app.ask({ type: "opened" })), "refused");
  app.load();
  assert.equal(inserted, 1);
});

test("the end settles what waits, stops the clock and starts nothing", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = settled(app.ask({ type: "opened" }));
  ended.abort(Object.assign(new Error("gone"), { type: "destroyed" }));
  assert.equal(await asked, "destroyed");
  context.mock.timers.tick(60000);
  assert.deepEqual(changes, ["loading"]);
  app.load();
  assert.equal(inserted, 1);
});

test("s08_s09_unknown_types_are_passed_on_and_no_inherited_name_is_a_step", () => {
  for (const type of ["event", "constructor", "__proto__", "toString", undefined]) app.hear(type, {});
  assert.deepEqual(heard, ["event", "constructor", "__proto__", "toString", undefined]);
  app.hear("answer", null);
  app.hear("answer", { id: 99 });
});
