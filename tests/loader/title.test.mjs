import assert from "node:assert/strict";
import test from "node:test";

let title = { textContent: " Tents \n" };
globalThis.Document = class {
  get documentElement() {
    return { querySelector: () => title };
  }
};
globalThis.document = new Document();
const { createTitle } = await import("../../public/window/title.js");

const widget = (titleNotice) => {
  const ended = new AbortController();
  return { set: createTitle({ titleNotice }, ended.signal), end: () => ended.abort() };
};

test("the number of unread messages stands before the title, which is restored exactly", () => {
  const { set } = widget("on");
  set(1);
  assert.equal(title.textContent, "(1) Tents");
  set(2);
  assert.equal(title.textContent, "(2) Tents");
  set(0);
  assert.equal(title.textContent, " Tents \n");
});

test("a page that did not ask for it keeps its title, and one without a title gets none", () => {
  widget("off").set(3);
  assert.equal(title.textContent, " Tents \n");
  title = null;
  const { set, end } = widget("on");
  set(3);
  end();
});

test("a title that the page changes meanwhile stays the page's", () => {
  title = { textContent: "Tents" };
  const { set, end } = widget("on");
  set(1);
  title.textContent = "Stoves";
  set(2);
  assert.equal(title.textContent, "(2) Stoves");
  title.textContent = "Tents again";
  end();
  assert.equal(title.textContent, "Tents again");
});

test("two widgets share the one title, and an end takes its part away", () => {
  title = { textContent: "Tents" };
  const [first, second] = [widget("on"), widget("on")];
  first.set(1);
  second.set(2);
  assert.equal(title.textContent, "(3) Tents");
  first.end();
  assert.equal(title.textContent, "(2) Tents");
  second.end();
  assert.equal(title.textContent, "Tents");
});
