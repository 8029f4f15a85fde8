import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

// The loader takes what it needs of the document when it starts.
globalThis.Document = { prototype: { get currentScript() { return null; } } };
globalThis.document = {};
const { installDialects, registerDialect } = await import("../../public/loader/dialects.js");

let warnings;
let host;

beforeEach(() => {
  globalThis.window = {};
  warnings = [];
  console.warn = (...words) => warnings.push(words.join(" "));
  host = { signal: new AbortController().signal };
});

test("each dialect of the option gets the widget once", async () => {
  const given = [];
  registerDialect("one", (host) => given.push(["one", host]));
  registerDialect("two", (host) => given.push(["two", host]));
  await installDialects("  one\ttwo ", "https://chat.example/", host);
  assert.deepEqual(given, [["one", host], ["two", host]]);
  assert.deepEqual(warnings, []);
});

test("a dialect that is not there or throws is one warning, and its neighbour works", async () => {
  const given = [];
  registerDialect("broken", () => {
    throw new Error("no");
  });
  registerDialect("one", () => given.push("one"));
  const folder = new URL("./nowhere/", import.meta.url).href;
  await installDialects("broken ../evil constructor one", folder, host);
  assert.deepEqual(given, ["one"]);
  assert.deepEqual(warnings.map((text) => text.match(/"(.*?)"/)[1]).sort(), ["../evil", "broken", "constructor"]);
});
