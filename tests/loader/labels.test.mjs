import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";

const { labelsFor } = await import("../../public/loader/labels.js");
const folder = new URL("../../public/locales/", import.meta.url);

test("the launcher's first word is the one that the app has in that language", async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json") && name != "en.json");
  assert.equal(files.length, 14);
  for (const file of files) {
    const { openChat } = JSON.parse(await readFile(new URL(file, folder), "utf8"));
    assert.equal(labelsFor(file.slice(0, -5))[0], openChat, file);
  }
  assert.equal(labelsFor("de-AT")[0], labelsFor("de")[0]);
  assert.equal(labelsFor("no")[0], labelsFor("nb")[0]);
  for (const unknown of [undefined, "", "en-GB", "fi", "__proto__"]) assert.equal(labelsFor(unknown)[0], "Open chat");
});
