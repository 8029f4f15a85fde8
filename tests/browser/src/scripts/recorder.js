// Runs first in the host page and in the app's frame, and notes what a test asks about afterwards.
(() => {
  "use strict";
  const record = {
    // What nobody caught.
    errors: [],
    // Each an enforced violation of a content security policy.
    violations: [],
    // `console.error`, which a widget has no reason to use.
    console: [],
    // What a screen reader would have been told: `[politeness, text]`.
    announcements: [],
    // Where the focus went, by element.
    focus: [],
    // Messages between windows, as text: who sent them, and what.
    messages: [],
    // Events, by the way they came.
    callbacks: [],
    dom: [],
    // What a driver is about to click, and what was at its place when it did.
    aim: null,
    missed: null,
  };
  Object.defineProperty(window, "__record", { value: record });
  const { apply } = Reflect;
  const { push, map, join } = Array.prototype;
  const add = (list, value) => apply(push, list, [value]);
  const name = (node) => (node && node.localName ? node.localName + (node.id ? "#" + node.id : "") : "document");

  addEventListener("error", (event) => {
    // A picture that does not load is an event, too, but no error of a script's; nor are sizes that come a frame late, which
    // the app's page keeps from the console (its listener comes after this one).
    if (!(event instanceof ErrorEvent) || event.message.startsWith("ResizeObserver")) return;
    add(record.errors, `${event.message} (${event.filename}:${event.lineno})`);
  });
  addEventListener("unhandledrejection", ({ reason }) => add(record.errors, `unhandled rejection: ${reason}`));
  addEventListener("securitypolicyviolation", (event) => {
    if (event.disposition != "enforce") return;
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
    add(record.violations, `${effectiveDirective} ${blockedURI} (${sourceFile}:${lineNumber})`);
  });
  addEventListener("message", ({ data, origin }) => {
    let text = "";
    try {
      text = JSON.stringify(data);
    } catch {
      text = "what cannot be written";
    }
    add(record.messages, `${origin} ${text}`);
  });
  addEventListener("focusin", ({ target }) => add(record.focus, name(target)), true);
  // Before anybody else hears of it: what is aimed at gets the click, or nobody does.
  const { composedPath, preventDefault, stopImmediatePropagation } = Event.prototype;
  const guard = (event) => {
    const { aim } = record;
    if (!aim || !aim.isConnected || !event.isTrusted) return;
    const path = apply(composedPath, event, []);
    for (let index = 0; index < path.length; index += 1) if (path[index] == aim) return;
    apply(preventDefault, event, []);
    apply(stopImmediatePropagation, event, []);
    record.missed = name(path[0]);
  };
  for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) addEventListener(type, guard, true);
  const { error } = console;
  console.error = (...words) => {
    add(record.console, apply(join, apply(map, words, [String]), [" "]));
    apply(error, console, words);
  };

  const politeness = (node) => {
    const region = node.closest("[aria-live],[role=status],[role=alert],[role=log]");
    if (!region) return [];
    const live = region.getAttribute("aria-live");
    const role = region.getAttribute("role");
    return [region, live || (role == "alert" ? "assertive" : "polite")];
  };
  new MutationObserver((mutations) => {
    const changed = new Map();
    for (const { target } of mutations) {
      const element = target.nodeType == 1 ? target : target.parentElement;
      const [region, live] = element ? politeness(element) : [];
      if (region && live != "off") changed.set(region, live);
    }
    for (const [region, live] of changed) {
      // A region that is being emptied, or was not there before, is not read out.
      if (region.isConnected && region.textContent) add(record.announcements, [live, region.textContent]);
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
})();
