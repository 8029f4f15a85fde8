// The size of the window as page and visitor choose it. Where it covers the page or stands in it, there is no choice.

/** From small to large. */
const MODES = ["minimized", "normal", "maximized"];

/**
 * @param {WindowHost} host
 * @param {(mode: string) => void} changed
 */
export const createSize = ({ raise }, changed) => {
  let mode = "normal";

  /** @param {string} next */
  const set = (next) => {
    if (next == mode || !MODES.includes(next)) return;
    const previousMode = mode;
    mode = next;
    changed(mode);
    const grows = MODES.indexOf(mode) > MODES.indexOf(previousMode);
    raise(grows ? "maximize" : "minimize", { previousMode, mode });
  };

  return {
    mode: () => mode,
    set,
    maximize: () => set("maximized"),
    /** Back from the largest, else down to the header. */
    minimize: () => set(mode == "maximized" ? "normal" : "minimized"),
    /** Somebody wants to see it. */
    restore: () => mode == "minimized" && set("normal"),
  };
};
