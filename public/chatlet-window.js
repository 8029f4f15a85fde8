// The chat window: fetched by the loader when somebody may want to chat.
//
// It brings the app in an iframe of another origin, talks to it over a private line, and keeps window, focus and page
// in order. The launcher's script holds all state; this one draws it.

export { createWindow } from "./window/window.js";
