// In every document before its own scripts: the page notes when it was clicked, and the frame in it tells when its
// composer had been painted while the window was open. Times are those of the wall clock, which both share.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  if (top == window) {
    addEventListener("pointerup", ({ timeStamp }) => (window.__clicked = performance.timeOrigin + timeStamp), true);
    addEventListener("message", ({ data }) => data?.usable && (window.__usable = data.usable));
    return;
  }
  const look = () => {
    const composer = document.getElementById("composer");
    // The window that is not open yet is not laid out, or not focused.
    const isUsable = document.activeElement == composer && composer.checkVisibility() && innerHeight > 0;
    if (!isUsable) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => top.postMessage({ usable: now() }, "*");
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
})();
