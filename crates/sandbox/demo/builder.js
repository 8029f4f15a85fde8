// Puts the script tag together, and shows what it does.

const widget = "{{widget}}";

/** Name, what it is, and what can be chosen: the first is the default. A text is an example. */
const options = [
  ["chatbotId", "Chatbot", "shop-bot"],
  ["mode", "How it is shown", ["floating", "inline", "none"]],
  ["position", "Corner", ["bottom-right", "bottom-left", "top-right", "top-left"]],
  ["offsetX", "From the side, in pixels", 20],
  ["offsetY", "From top or bottom, in pixels", 20],
  ["width", "Width of the window", 400],
  ["height", "Height of the window", 640],
  ["theme", "Colour scheme", ["host", "light", "dark", "auto"]],
  ["lang", "Language", ["", "en", "da", "de", "fr", "es", "ar", "ja"]],
  ["dir", "Direction", ["auto", "ltr", "rtl"]],
  ["teaser", "Teaser", ""],
  ["launcher", "Your own launcher, a selector", ""],
  ["preload", "When the app is fetched", ["intent", "idle", "eager", "none"]],
  ["open", "Open at load", false],
  ["hidden", "Hidden until show()", false],
  ["urlMessage", "A message in the address", ["send", "prefill"]],
  ["persist", "Kept over visits", ["on", "off"]],
  ["consent", "Consent to storage", ["granted", "required"]],
  ["dataLayer", "Data layer", "dataLayer"],
  ["dialect", "Dialects", ""],
  ["search", "A search bar as well", false],
];

const form = document.getElementById("options");
const line = document.getElementById("line");
const element = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

const field = (name, choice) => {
  if (typeof choice == "boolean") return element("input", { type: "checkbox", name });
  if (!Array.isArray(choice)) return element("input", { type: typeof choice == "number" ? "number" : "text", name, value: choice, min: 0 });
  const choices = choice.map((value) => element("option", { value, textContent: value || "the page's" }));
  return element("select", { name }, ...choices);
};

for (const [name, words, choice] of options) form.append(element("label", {}, words, field(name, choice), element("small", { textContent: name })));

/** What differs from the default. */
const chosen = () => {
  const given = { chatbotId: form.elements.chatbotId.value || "shop-bot" };
  for (const [name, , choice] of options.slice(1)) {
    const { type, checked, value } = form.elements[name];
    const usual = Array.isArray(choice) ? choice[0] : choice;
    if (type == "checkbox" ? checked : value != `${usual}`) given[name] = type == "checkbox" ? true : value;
  }
  return given;
};

const attribute = (name) => "data-" + name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
const quoted = (text) => `"${`${text}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;

/** The markup that a page needs. */
const markup = ({ search, ...given }) => {
  const attributes = Object.entries(given).map(([name, value]) => attribute(name) + (value === true ? "" : `=${quoted(value)}`));
  const inline = given.mode == "inline" ? '<div id="chat"></div>\n' : "";
  const target = inline ? ' data-target="#chat"' : "";
  const bar = search ? `\n<div data-chatlet-search></div>\n<script src="${widget}/chatlet-search.js" async></script>` : "";
  return `${inline}<script src="${widget}/chatlet.js" ${attributes.join(" ")}${target} async></script>${bar}`;
};

let shows = 0;
const show = async () => {
  const { search, ...given } = chosen();
  line.textContent = markup({ search, ...given });
  document.getElementById("bar-section").hidden = !search;
  document.getElementById("place-section").hidden = given.mode != "inline";
  const turn = ++shows;
  await Chatlet.destroy();
  if (turn == shows) Chatlet.init({ ...given, ...(given.mode == "inline" && { target: "#chat" }) });
};

form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("copy").addEventListener("click", async () => {
  const status = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(line.textContent);
    status.textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(line);
    status.textContent = "Marked: press Ctrl or Cmd and C.";
  }
});
void show();
