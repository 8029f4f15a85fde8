// Runs in the host page before the loader and notes every event of the default widget, by each way it comes.
for (const name of [/* events */]) {
  addEventListener("chatlet:" + name, ({ detail }) => window.__record.dom.push({ ...detail }));
}
window.Chatlet = window.Chatlet || [];
window.Chatlet.push(["on", "*", (event) => window.__record.callbacks.push({ ...event })]);
