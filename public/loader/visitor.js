// What a visitor does outside the app: press the launcher, press Escape, press an element of the page that opens the chat.

/**
 * @param {ReadOptions} options
 * @param {Corner} corner
 * @param {object} shell
 * @param {(source: string, message?: string) => void} shell.open
 * @param {() => void} shell.close
 * @param {() => void} shell.toggle
 * @param {(name: string) => void} shell.bring Has the window's script do something.
 * @param {AbortSignal} signal
 */
export const watchVisitor = (options, { host, button }, { open, close, toggle, bring }, signal) => {
  const { instance, preload, teaser } = options;

  /** @param {Element} element */
  const isLauncher = (element) => {
    try {
      return !!options.launcher && element.matches(options.launcher);
    } catch {
      // The window's script says what is wrong with the selector.
    }
  };

  button.addEventListener("click", toggle);
  host.addEventListener("keydown", ({ key }) => {
    if (key == "Escape") close();
  });

  // One listener for all elements of the page, also for those added later.
  addEventListener(
    "click",
    (event) => {
      for (const node of event.composedPath()) {
        const element = /** @type {Element} */ (node);
        // The document and the window are on the path, too.
        if (!element.getAttribute) continue;
        const wanted = element.getAttribute("data-chatlet-open");
        const opens = wanted != null && (wanted || "default") == instance;
        if (!opens && !isLauncher(element)) continue;
        event.preventDefault();
        if (opens) open("element", element.getAttribute("data-chatlet-message") || "");
        else toggle();
        return;
      }
    },
    { signal, capture: true },
  );

  /** When the page has nothing better to do. @param {string} name */
  const later = (name) => (window.requestIdleCallback || setTimeout)(() => bring(name));
  const load = () => bring("load");

  if (preload == "intent") {
    // Once: focus that comes back from a failed start is no new wish.
    for (const name of ["pointerenter", "focus"]) button.addEventListener(name, load, { once: true });
  }
  if (preload == "idle") later("load");
  if (preload == "eager") load();
  if (teaser) later("tease");
};
