// Runs before the recorder, in both windows, when delays are asked for: what comes over the line or from the API comes
// later than a test may have taken for granted.
(() => {
  "use strict";
  const wait = [/* milliseconds */][0];
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (...given) {
    setTimeout(() => Reflect.apply(postMessage, this, given), wait);
  };
  const { fetch } = window;
  const pause = () => new Promise((done) => setTimeout(done, wait));
  window.fetch = async (...given) => {
    await pause();
    const answer = await Reflect.apply(fetch, window, given);
    await pause();
    return answer;
  };
})();
