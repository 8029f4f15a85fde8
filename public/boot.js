// Runs in the iframe before the app: whatever keeps the app from starting, or stops it, ends in words and not in a blank.
//
// The app says that it runs by `<html data-chatlet="ready">`. Until then every error means that it cannot start (assets
// gone after a deploy, WebAssembly missing or forbidden); after that only a trap does, which is how a panic ends.

const VERSION = 1;
const KEY = "chatlet-restart";
/** A second failure within this time after a restart is not helped by another one. */
const RESTART_PAUSE = 60_000;

const root = document.documentElement;
let isOver = false;

/** Whether the frame starts again; at most once in a while, and never where that cannot be remembered. */
const restarts = () => {
  try {
    const last = Number(sessionStorage.getItem(KEY));
    if (typeof WebAssembly != "object" || Date.now() - last < RESTART_PAUSE) return false;
    sessionStorage.setItem(KEY, `${Date.now()}`);
    // Asks the server for the page again, whatever its caching says, and with it for the names of today's assets. WebKit
    // does not hear of it while the page still loads.
    const again = () => setTimeout(() => location.reload());
    if (document.readyState == "complete") again();
    else addEventListener("load", again, { once: true });
    return true;
  } catch {
    return false;
  }
};

const showFallback = () => {
  const fallback = document.getElementById("fallback");
  if (fallback) fallback.hidden = false;
  else addEventListener("DOMContentLoaded", showFallback, { once: true });
};

/** @param {unknown} error */
const stop = (error) => {
  const runs = root.dataset.chatlet == "ready";
  const isTrap = typeof WebAssembly == "object" && error instanceof WebAssembly.RuntimeError;
  if (isOver || (runs && !isTrap)) return;
  isOver = true;
  if (restarts()) return;
  root.dataset.chatlet = "failed";
  showFallback();
  // Nobody knows yet who the parent is, so the message holds nothing.
  if (parent != window) parent.postMessage({ chatlet: VERSION, type: "failed" }, "*");
};

addEventListener("unhandledrejection", (event) => stop(event.reason));
addEventListener(
  "error",
  (event) => {
    const { target } = event;
    // Sizes that an observer hears of in the next frame, which is nobody's error.
    if (event.message?.startsWith("ResizeObserver")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // Of what cannot be fetched, only scripts and style sheets are vital; an `error` of the window is thrown code.
    const isVital = target == window || target instanceof HTMLScriptElement || target instanceof HTMLLinkElement;
    if (isVital) stop(event.error);
  },
  true,
);
