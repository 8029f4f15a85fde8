import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { beforeEach } from "node:test";
import { pathToFileURL } from "node:url";

import { installDialects, registerDialect } from "../../public/loader/dialects.js";

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

test("the global of a dialect can be used before the dialect is there, and calls are made in order", async () => {
  const folder = await mkdtemp(join(tmpdir(), "chatlet-dialects-"));
  await mkdir(join(folder, "dialects"));
  await writeFile(
    join(folder, "dialects/nexus.js"),
    `globalThis.calls = [];
     window.NexusChatWidget = {
       init: ({ experienceId }) => ({
         on(name) {
           calls.push(["on", experienceId, name]);
           return () => calls.push(["stop", name]);
         },
       }),
     };`,
  );
  const arrived = installDialects("nexus", pathToFileURL(folder + "/").href);
  const widget = window.NexusChatWidget.init({ experienceId: "x" });
  const stop = widget.on("open", () => {});
  widget.on("close", () => {});
  stop();
  assert.equal(await widget, widget, "whoever awaits it does not wait for it");
  await arrived;
  await rm(folder, { recursive: true });
  assert.deepEqual(globalThis.calls, [["on", "x", "open"], ["on", "x", "close"], ["stop", "open"]]);
  assert.deepEqual(warnings, []);
  // What the page held on to goes on working.
  widget.on("later", () => {});
  await Promise.resolve();
  assert.deepEqual(globalThis.calls.at(-1), ["on", "x", "later"]);
});
