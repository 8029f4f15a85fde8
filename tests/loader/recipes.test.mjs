// Runs the examples of docs/recipes.md against the loader's own events.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { createEvents } from "../../public/loader/events.js";
import { readEvent } from "../../public/window/event.js";

const page = readFileSync(new URL("../../docs/recipes.md", import.meta.url), "utf8");
const recipes = page.split(/^## /m).slice(1).flatMap((section) => {
  const [title] = section.split("\n");
  return [...section.matchAll(/^```js\n([^]*?)^```/gm)].map(([, code]) => [title.trim(), code]);
});

/** What happens on the page, in order. */
const happenings = [
  [{ name: "open", source: "launcher" }, []],
  [{ name: "sessionStart", metadata: { plan: "pro" } }, ["metadata"]],
  [{ name: "messageStart", message: "my secret", length: 9 }, ["message"]],
  [{ name: "messageComplete", answer: "my secret", duration: 900, latency: 200, parts: ["rich_text"] }, ["answer"]],
  [{ name: "feedback", rating: 1, messageId: "m", comment: "my secret" }, ["comment"]],
  [{ name: "formSubmit", formType: "contact", fields: { email: "my secret" } }, ["fields"]],
  [{ name: "purchase", totalPrice: 99.5, currency: "DKK" }, []],
  [{ name: "error", type: "network", code: "offline", message: "gone", retryable: true }, []],
  [{ name: "error", type: "unknown", code: "app_failed", message: "broken", retryable: false }, []],
  [{ name: "handover", reason: "user_requested", priority: "normal" }, []],
];

const expected = {
  "Google Analytics 4": ["chat_open", "chat_message", "generate_lead", "chat_handover", "purchase", "99.5"],
  Segment: ["Chat Started", "Chat Answered", "900", "Chat Rated"],
  Mixpanel: ["Chat: open", "Chat: sessionStart", "Chat: messageComplete", "Chat: handover"],
  PostHog: ["chat_answered", "rich_text", "chat_error", "app_failed"],
  Sentry: ["Chat: broken"],
  "Another livechat: Intercom": ["close", "showNewMessage", "user_requested"],
  "A visitor who logs in and out": ["identify", "ada", "setMetadata", "pro", "logout"],
  Consent: ["consent", "granted"],
  "The shop's cart": ["addToCart", "tent-4", "2", "purchase", "DKK"],
};

test("every recipe is run", () => {
  assert.deepEqual(recipes.map(([title]) => title).sort(), Object.keys(expected).sort());
});

for (const [title, code] of recipes) {
  test(`the recipe "${title}" does what it says, and passes on nobody's words`, async () => {
    const calls = [];
    const note = (name) => (...given) => void calls.push([name, ...given]);
    const listeners = new Map();
    globalThis.window = {};
    globalThis.dispatchEvent = (event) => listeners.get(event.type)?.(event);
    const events = createEvents(
      () => ({ broadcast: "safe", dataLayer: "dataLayer" }),
      (thrown) => assert.fail(thrown),
    );
    const Chatlet = {
      on: events.on,
      handleProtocol: (_, handler) => handler({ sku: "tent-4", quantity: "2" }),
    };
    for (const name of ["close", "identify", "logout", "setMetadata", "consent", "emit"]) Chatlet[name] = note(name);
    const service = (method) => ({ [method]: note(method) });
    const scope = {
      Chatlet,
      gtag: note("gtag"),
      analytics: service("track"),
      mixpanel: service("track"),
      posthog: service("capture"),
      Sentry: service("captureMessage"),
      Intercom: note("Intercom"),
      addEventListener: (name, listener) => listeners.set(name, listener),
      addToCart: note("addToCart"),
      onLogin: (use) => use({ id: "ada", name: "Ada", plan: "pro" }),
      onLogout: (use) => use(),
      onConsent: (use) => use(true),
      onOrder: (use) => use({ total: 99.5, currency: "DKK" }),
    };
    new Function(...Object.keys(scope), code)(...Object.values(scope));
    for (const [fields, privateNames] of happenings) {
      const event = { id: "i", chatbotId: "shop-bot", instance: "default", sessionId: "s", ...fields };
      events.emit(...readEvent(event, privateNames));
    }
    await new Promise(setImmediate);
    const text = JSON.stringify(calls);
    for (const part of expected[title]) assert.ok(text.includes(part), `${part} in ${text}`);
    assert.ok(!text.includes("my secret"), text);
    assert.ok(!text.includes("offline") || title == "PostHog", "what can be tried again is no bug");
  });
}
