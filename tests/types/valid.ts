// Good uses of the declarations: everything here must compile.

import type {
  ChatletApi,
  ChatletBroadcast,
  ChatletCommand,
  ChatletDataLayerRecord,
  ChatletError,
  ChatletEvent,
  ChatletEventMap,
  ChatletHandler,
  ChatletOptions,
  ChatletWidget,
} from "../../public/chatlet";

/** Compiles only for a value of exactly this type. */
type Same<Left, Right> = (<Type>() => Type extends Left ? 1 : 2) extends <Type>() => Type extends Right ? 1 : 2
  ? true
  : false;
const isSame = <Left, Right>(_same: Same<Left, Right>) => {};

// An event that can be answered.
Chatlet.on("addToCart", (event) => {
  if (event.sku) event.reply("ok");
  else event.reply("failed", "Sold out");
});

// Events by name.
const unsubscribe: () => void = Chatlet.on("linkClick", (event) => {
  isSame<typeof event.name, "linkClick">(true);
  isSame<typeof event.protocol, string>(true);
  isSame<typeof event.host, string | undefined>(true);
  isSame<typeof event.params, Readonly<Record<string, string>>>(true);
  isSame<typeof event.sessionId, string | undefined>(true);
});
unsubscribe();
Chatlet.once("classification", ({ classification }) => isSame<typeof classification, string | null>(true));
Chatlet.on("messageComplete", ({ parts, latency }) => {
  isSame<typeof parts, readonly string[]>(true);
  isSame<typeof latency, number>(true);
});
Chatlet.on("sessionStart", ({ metadata }) => isSame<typeof metadata, unknown>(true));

// Every event; the name tells which.
Chatlet.on("*", (event) => {
  isSame<typeof event, ChatletEvent>(true);
  if (event.name === "quickReply") isSame<typeof event.label, string>(true);
  if (event.name === "error" && event.type === "network") isSame<typeof event.retryable, boolean>(true);
});
const hearAny = (name: keyof ChatletEventMap, handler: (event: ChatletEvent) => void) => Chatlet.on(name, handler);
const hearEvery = (handler: ChatletHandler<"*">) => Chatlet.on("*", handler);
const hearClose = (event: ChatletEventMap["close"]) => console.log(event.source);
Chatlet.on("close", hearClose);
Chatlet.off("close", hearClose);
Chatlet.off("close");
Chatlet.off();

// Commands.
const commands = async () => {
  const shop: ChatletWidget = Chatlet.init({ chatbotId: "shop-bot", instance: "shop" });
  await shop.open("Hi");
  await shop.send("Where is my order?");
  await shop.prefill("Order ");
  await shop.setTheme("host");
  await shop.setLanguage("da");
  await Promise.all([shop.close(), shop.toggle(), shop.show(), shop.hide(), shop.destroy()]);
  isSame<typeof shop.isOpen, boolean>(true);
  isSame<typeof shop.unreadCount, number>(true);
  if (shop.state === "refused") console.log(Chatlet.get("shop") === shop);
};
commands().catch((error: ChatletError) => {
  if (error.type === "unavailable") console.log(error.message);
});

// Options and the handlers among them.
const options: ChatletOptions = {
  chatbotId: "shop-bot",
  mode: "inline",
  target: document.body,
  getToken: async () => "token",
  offsetX: 12,
  metadata: { plan: "pro" },
  onOpen: ({ source }) => console.log(source),
  onMessageComplete: ({ answer }) => console.log(answer),
  onError: ({ code, details }) => console.log(code, details),
};
window.Chatlet.init(options);

// The queue before the script.
const queue: ChatletCommand[] = [["open"], ["open", "Hi"], ["init", options], ["on", "open", console.log]];
window.Chatlet = queue;

// Broadcasts.
window.addEventListener("chatlet:linkClick", ({ detail }) => {
  isSame<typeof detail, ChatletBroadcast<"linkClick">>(true);
  isSame<typeof detail.protocol, string>(true);
});
isSame<ChatletBroadcast<"show">["name"], "show">(true);
const readDataLayer = (record: ChatletDataLayerRecord) => {
  if (record.event === "chatlet_booking_link_click") isSame<typeof record.url, string>(true);
};

export const api: ChatletApi = Chatlet;
export { hearAny, hearEvery, readDataLayer };
