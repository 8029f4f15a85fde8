import assert from "node:assert/strict";
import test from "node:test";

import { ask } from "../../public/search/ask.js";
import { messageOf, questionsFor, readList } from "../../public/search/question.js";

test("a template with the query wins over prefix and suffix", () => {
  const both = { messagePrefix: "I search: ", messageSuffix: "!" };
  assert.equal(messageOf("boots", {}), "boots");
  assert.equal(messageOf("boots", both), "I search: boots!");
  assert.equal(messageOf("boots", { ...both, messageTemplate: "Find {query}, only {query}" }), "Find boots, only boots");
  assert.equal(messageOf("boots", { ...both, messageTemplate: "no place" }), "I search: boots!");
});

test("a question is put into the template as it is", () => {
  assert.equal(messageOf("$& $1 {query}", { messageTemplate: "a {query} b" }), "a $& $1 {query} b");
});

test("what was asked comes before what is suggested, each once, as far as it fits", () => {
  const suggested = readList("Opening hours? | Where is my order?\n\n Tents");
  assert.deepEqual(suggested, ["Opening hours?", "Where is my order?", "Tents"]);
  assert.deepEqual(questionsFor("", ["Tents"], suggested), ["Tents", "Opening hours?", "Where is my order?"]);
  assert.deepEqual(questionsFor(" oRDer", [], suggested), ["Where is my order?"]);
  assert.deepEqual(questionsFor("Tents", [], suggested), []);
  assert.equal(questionsFor("", [], "abcdefgh".split("")).length, 5);
});

test("a question waits in the queue, or reaches the widget it is for", () => {
  globalThis.window = {};
  ask("Hi", undefined);
  assert.equal(window.Chatlet.length, 1);
  const calls = [];
  const api = { get: (name) => ({ open: (...given) => calls.push([name, ...given]) }) };
  window.Chatlet[0](api);
  window.Chatlet = { push: (use) => use(api) };
  ask("There", "sales");
  assert.deepEqual(calls, [[undefined, "Hi", "search-bar"], ["sales", "There", "search-bar"]]);
});
