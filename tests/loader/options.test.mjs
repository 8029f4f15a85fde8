import assert from "node:assert/strict";
import test from "node:test";

globalThis.DocumentFragment = class {
  querySelector(selector) {
    if (selector.startsWith(">")) throw new SyntaxError(selector);
  }
};
const { readOptions } = await import("../../public/window/options.js");
const glance = await import("../../public/loader/options.js");

const base = "https://shop.example/tents/";

/** The options read, and the names that were warned of. */
const read = (given) => {
  const warnings = [];
  const options = readOptions(given, base, (message) => warnings.push(message));
  return { options, warnings };
};

test("what is not given has its default", () => {
  const { options, warnings } = read({ chatbotId: "shop-bot" });
  assert.deepEqual(warnings, []);
  const { mode, position, preload, theme, dir, offsetX, zIndex, instance, broadcast } = options;
  assert.deepEqual([mode, position, preload, theme, dir], ["floating", "bottom-right", "intent", "host", "auto"]);
  assert.deepEqual([offsetX, zIndex, instance, broadcast], [20, 2147483000, "default", "safe"]);
  const seen = glance.readOptions({ chatbotId: "shop-bot" });
  for (const [name, value] of Object.entries(seen)) assert.equal(value, options[name], name);
});

test("attributes are text", () => {
  const { options, warnings } = read({
    offsetX: "32",
    open: "",
    hidden: "false",
    lang: "da-dk",
    tokenUrl: "../token",
    metadata: '{"plan":"pro"}',
  });
  assert.deepEqual(warnings, []);
  assert.equal(options.offsetX, 32);
  assert.deepEqual([options.open, options.hidden], [true, false]);
  assert.equal(options.lang, "da-DK");
  assert.equal(options.tokenUrl, "https://shop.example/token");
  assert.deepEqual(options.metadata, { plan: "pro" });
});

const wrong = {
  position: "middle",
  width: -4,
  height: "",
  zIndex: "top",
  theme: "pink",
  lang: "not a language",
  app: "javascript:alert(1)",
  getToken: "token",
  launcher: "> a",
  metadata: "{",
  mode: {},
  open: "maybe",
};
for (const [name, value] of Object.entries(wrong)) {
  test(`a wrong ${name} is one warning and the default`, () => {
    const { options, warnings } = read({ [name]: value });
    // Only a document can tell whether a selector is one.
    if (name != "launcher") assert.ok(glance.readOptions({ [name]: value }).doubtful, "seen at a glance");
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], new RegExp(`"${name}".*accepted: .`));
    assert.equal(options[name], read({}).options[name]);
  });
}

test("what cannot cross to the app is a wrong option", () => {
  assert.equal(read({ metadata: { now: () => 1 } }).warnings.length, 1);
});

test("an unknown name is one warning", () => {
  const { warnings } = read({ positon: "top-left", toString: "x" });
  assert.equal(warnings.length, 2);
  assert.match(warnings[0], /"positon".*position/);
});

test("s10_only_own_properties_are_options", () => {
  Object.prototype.position = "top-left";
  Object.prototype.apple = "true, false";
  try {
    const { options, warnings } = read(Object.create({ width: 900 }));
    assert.deepEqual(warnings, []);
    assert.equal(options.position, "bottom-right");
    assert.equal(options.width, 400);
  } finally {
    delete Object.prototype.position;
    delete Object.prototype.apple;
  }
});

const right = {
  chatbotId: "shop-bot",
  position: "top-left",
  offsetX: "12.5",
  zIndex: 7,
  theme: "auto",
  lang: "zh-Hans",
  app: "https://chat.example/",
  api: "/api",
  getToken: async () => "token",
  target: { nodeType: 1 },
  launcher: "a[href]",
  metadata: { plan: "pro" },
  open: "",
  hidden: "false",
  dialect: "sitegpt nexus",
  teaser: "Need help?\nAsk: now",
};

test("what is right is so at a glance, too, and read alike", () => {
  const seen = glance.readOptions(right);
  assert.equal(seen.doubtful, undefined);
  const { options, warnings } = read(right);
  assert.deepEqual(warnings, []);
  for (const name of ["position", "offsetX", "zIndex", "theme", "lang", "open", "hidden"]) {
    assert.equal(seen[name], options[name], name);
  }
});

test("attributes of other scripts are none of ours", () => {
  for (const name of ["turboTrack", "cfasync", "id", "x", "constructor", "(", "toString"]) {
    assert.equal(glance.isOption(name), false, name);
  }
  for (const name of Object.keys(right)) if (name != "getToken") assert.ok(glance.isOption(name), name);
});

test("handlers are named after their events", () => {
  const heard = () => {};
  const handlers = [];
  glance.readOptions({ onOpen: heard, onMessageStart: heard, open: true }, (...handler) => handlers.push(handler));
  assert.deepEqual(handlers, [
    ["open", heard],
    ["messageStart", heard],
  ]);
  assert.deepEqual(read({ onOpen: heard }).warnings, []);
});
