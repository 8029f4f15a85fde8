// A script of a page, no module: the API and the DOM events are global.

window.Chatlet = window.Chatlet || [];
Chatlet.push(["open", "Hi"]);
Chatlet.push(["close"]);
Chatlet.push(["init", { chatbotId: "shop-bot" }]);
Chatlet.push(["on", "linkClick", (event) => event.protocol.toUpperCase()]);
Chatlet.push(["once", "*", (event) => event.name.toUpperCase()]);
Chatlet.push(["off"]);
window.Chatlet = [["open"], ["setTheme", "dark"]];

addEventListener("chatlet:open", (event) => {
  if (event.detail.source === "launcher") console.log(event.detail.timestamp);
});
window.addEventListener("chatlet:messageStart", ({ detail }) => console.log(detail.length.toFixed(), detail.kinds[0]));
