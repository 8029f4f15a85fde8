// Both pages have a `#composer` that Enter sends, and list messages that say where they stand.

const frames = async (count) => {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
};

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const composer = () => document.getElementById("composer");

/** None before anything was said: the list may not be drawn yet. */
const newest = () => document.querySelector("ol")?.lastElementChild;

/** Puts a text into the composer. */
const write = async (text) => {
  composer().value = text;
  composer().dispatchEvent(new Event("input", { bubbles: true }));
  await frames(2);
  await pause(200);
};

const press = () =>
  composer().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));

/** Waits for the end of a reply that comes after `before`, and for the frame that shows it. */
const ended = async (before) => {
  const isOver = (message) =>
    message != before && message?.dataset.author == "assistant" && !/waiting|streaming/.test(message.dataset.status);
  // Seldom enough to cost nothing.
  while (!isOver(newest())) await pause(100);
  await frames(2);
  await pause(100);
};

/** Sends what the composer holds and waits for the reply. */
const send = async () => {
  const before = newest();
  press();
  await ended(before);
};
