// The floor that the app is measured against: the least that shows the same stream of the same backend. No framework,
// no states, no faults, no accessibility; what is measured above it is what those cost.

const API_PREFIX = "/api/v1/chat";
const KEY = "floor-token";
const transcript = document.getElementById("transcript");
const messages = document.getElementById("messages");
const composer = document.getElementById("composer");

let deployment;
let token = localStorage.getItem(KEY);

const append = (parent, name, text) => {
  const element = document.createElement(name);
  if (text) element.append(text);
  parent.append(element);
  return element;
};

let frame = 0;
/** Keeps the end in view, once per frame. */
const follow = () => {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    transcript.scrollTop = transcript.scrollHeight;
  });
};

const addMessage = (author, status) => {
  const message = append(messages, "li");
  message.className = "message";
  message.dataset.author = author;
  message.dataset.status = status;
  return message;
};

const addBubble = (message) => {
  const bubble = append(message, "div");
  bubble.className = "bubble";
  return bubble;
};

const addText = (parent, text) => {
  const last = parent.lastChild;
  if (last instanceof Text) last.appendData(text);
  else parent.append(text);
};

const addSpan = (parent, { type, text, url }) => {
  if (type == "link") append(parent, "a", text).href = url;
  else if (type == "bold") append(parent, "strong", text);
  else addText(parent, text);
};

const addBlock = (bubble, type) => append(bubble, type == "bullet_list" ? "ul" : "p");
const addSpans = (parent, spans) => spans.forEach((span) => addSpan(parent, span));
const addItem = (list, { spans }) => addSpans(append(list, "li"), spans);

const addPart = (message, { blocks = [] }) => {
  const bubble = addBubble(message);
  for (const { type, spans, items } of blocks) {
    const block = addBlock(bubble, type);
    if (items) items.forEach((item) => addItem(block, item));
    else addSpans(block, spans);
  }
};

const call = (path, options = {}) =>
  fetch(deployment.api + API_PREFIX + path, { ...options, headers: { Authorization: `Bearer ${token}`, ...options.headers } });

const send = async (text) => {
  addBubble(addMessage("visitor", "settled")).append(text);
  const reply = addMessage("assistant", "streaming");
  follow();
  const body = JSON.stringify({ message: { parts: [{ type: "text", text }] } });
  const response = await call("/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body,
  });
  const bubbles = new Map();
  const blocks = new Map();
  const apply = {
    part_delta({ part_id: id, delta }) {
      const key = `${id} ${delta.block_index}`;
      if (delta.action == "start_part") bubbles.set(id, addBubble(reply));
      if (delta.action == "start_block") blocks.set(key, addBlock(bubbles.get(id), delta.block_type));
      if (delta.action == "append_text") addText(blocks.get(key), delta.text);
      if (delta.action == "append_span") addSpan(blocks.get(key), delta.span);
      if (delta.action == "append_item") addItem(blocks.get(key), delta.item);
    },
    part({ part }) {
      if (!bubbles.has(part.part_id)) addPart(reply, part);
    },
    done({ visitor_token: bound }) {
      if (bound) localStorage.setItem(KEY, (token = bound));
      reply.dataset.status = "settled";
    },
  };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const events = (rest + decoder.decode(read.value, { stream: true })).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const [name, data] = event.split("\ndata: ");
      apply[name.slice("event: ".length)]?.(JSON.parse(data));
    }
    follow();
  }
};

const start = async () => {
  deployment = await (await fetch("chatlet.json")).json();
  if (token) {
    const page = await (await call("/messages?limit=100")).json();
    for (const { role, parts } of page.messages.reverse()) {
      const message = addMessage(role == "user" ? "visitor" : role, "settled");
      parts.forEach((part) => addPart(message, part));
    }
    follow();
  } else {
    token = (await (await fetch(`${deployment.tokenUrl}?chatbot_id=shop-bot`)).json()).token;
  }
  composer.dataset.ready = "";
};

composer.addEventListener("keydown", (event) => {
  if (event.key != "Enter" || event.shiftKey) return;
  event.preventDefault();
  send(composer.value);
  composer.value = "";
});
start();
