// Every part, once as it streams and once as history brings it back; the address says in which looks.

const asked = new URLSearchParams(location.search);
const chatbotId = asked.get("bot") || "shop-bot";
const theme = asked.get("theme") || "light";
const width = Number(asked.get("width"));
// Tall enough, and nothing has to be scrolled to.
const height = Number(asked.get("height")) || 800;
if (width) document.documentElement.style.setProperty("--stage", `${width}px`);

const token = async (path) => {
  const answer = await fetch(`${path}?chatbot_id=${encodeURIComponent(chatbotId)}`);
  return (await answer.json()).token;
};

const common = { chatbotId, theme, mode: "inline", height, persist: "off" };
if (chatbotId == "salam-bot") Object.assign(common, { lang: "ar", dir: "rtl" });

window.Chatlet = window.Chatlet || [];
window.Chatlet.push((api) => {
  const stored = { ...common, instance: "stored", target: "#stored", getToken: () => token("/chat/gallery") };
  const streamed = { ...common, instance: "streamed", target: "#streamed", getToken: () => token("/chat/token") };
  api.init(stored);
  const widget = api.init(streamed);
  widget.once("ready", () => widget.send("/gallery"));
});
