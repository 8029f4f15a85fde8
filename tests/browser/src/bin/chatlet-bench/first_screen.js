// In every document before its own scripts: notes when the first screen of messages has been painted.
(() => {
  const painted = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      window.__firstScreen = performance.now();
    };
    port2.postMessage(0);
  };
  const look = () => (document.querySelector(".message .bubble") ? painted() : requestAnimationFrame(look));
  requestAnimationFrame(look);
})();
