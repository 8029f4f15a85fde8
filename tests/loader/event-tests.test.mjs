// docs/event-tests.md names the tests of each event. `UPDATE=1 node --test tests/loader/event-tests.test.mjs` writes it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = join(root, "docs/event-tests.md");

/** Events that nothing raises yet, each with the reason. */
const unraised = {};

const events = [...readFileSync(join(root, "docs/events.md"), "utf8").matchAll(/^\| `(\w+)` \| `chatlet_/gm)].map(([, name]) => name);

/** The test functions of the project, with what is in them. */
const tests = ["crates/core/tests", "crates/core/src", "tests/browser/tests", "tests/views"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".rs"))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(root, folder, file), "utf8");
      const pieces = text.split(/^ *(?:pub )?(?:async )?fn /m).slice(1);
      return pieces.map((piece) => [`${folder}/${file}`.replaceAll("\\", "/"), piece.match(/^\w+/)[0], piece]);
    }),
);

/** How a test speaks of an event. */
const speaks = (piece, name) =>
  [`"${name}"`, `'${name}'`, `chatlet:${name}`].some((word) => piece.includes(word)) && /assert|until_event|until\(/.test(piece);

const lines = events.map((name) => {
  const found = tests.filter(([file, , piece]) => /tests/.test(file) && speaks(piece, name));
  const cells = found.slice(0, 3).map(([file, test]) => `\`${test}\` (${file})`);
  return [name, cells.join("<br>") || unraised[name] || "none"];
});

const page = `<!-- Written by tests/loader/event-tests.test.mjs; do not edit. -->

# Tests of the events

For each event of [the catalogue](events.md), the first tests that look for it.

| event | tests |
|---|---|
${lines.map(([name, cell]) => `| \`${name}\` | ${cell} |`).join("\n")}
`;

test("the table of the events' tests is up to date", () => {
  if (process.env.UPDATE) writeFileSync(target, page);
  assert.ok(events.length > 50, "the catalogue is read");
  const written = readFileSync(target, "utf8");
  // Which tests there are changes with every piece of work; that each event is in the table does not.
  for (const name of events) assert.ok(written.includes(`| \`${name}\` |`), name);
});
