// Wrong uses of the declarations: the compiler must refuse the line below each mark, and complains when it does not.

import type { ChatletBroadcast, ChatletDataLayerRecord, ChatletError } from "../../public/chatlet";

// @ts-expect-error There is no such event.
Chatlet.on("clicked", () => {});
// @ts-expect-error The event has no such field.
Chatlet.on("linkClick", (event) => event.label);
// @ts-expect-error A field that may be absent is not simply there.
Chatlet.on("linkClick", (event) => event.host.length);
// @ts-expect-error What a handler gets is frozen.
Chatlet.on("linkClick", (event) => (event.protocol = "https"));
// @ts-expect-error So is what is inside.
Chatlet.on("messageStart", (event) => event.kinds.push("text"));
// @ts-expect-error Only some events have a source.
Chatlet.on("*", (event) => event.source);
// @ts-expect-error Not a source.
Chatlet.on("open", (event) => event.source === "moon");
// @ts-expect-error A handler of another event.
Chatlet.once("open", (event: { chunk: string }) => event.chunk);
// @ts-expect-error There is no such event.
Chatlet.off("clicked");

// @ts-expect-error There is no such command.
Chatlet.fly();
// @ts-expect-error A message is text.
Chatlet.open(5);
// @ts-expect-error Something must be sent.
Chatlet.send();
// @ts-expect-error Not a theme.
Chatlet.setTheme("pink");
// @ts-expect-error It is read, not set.
Chatlet.isOpen = true;
// @ts-expect-error A widget that is not the page's has no way to others.
Chatlet.get("shop").init({ chatbotId: "shop-bot" });
// @ts-expect-error Not a state.
console.log(Chatlet.state === "asleep");
// @ts-expect-error Not a reason.
export const isMoody = (error: ChatletError) => error.type === "mood";

// @ts-expect-error The chatbot must be named.
Chatlet.init({});
// @ts-expect-error Not a mode.
Chatlet.init({ chatbotId: "shop-bot", mode: "sideways" });
// @ts-expect-error There is no such option.
Chatlet.init({ chatbotId: "shop-bot", colour: "red" });
// @ts-expect-error A number, not text.
Chatlet.init({ chatbotId: "shop-bot", offsetX: "12px" });
// @ts-expect-error A token comes later.
Chatlet.init({ chatbotId: "shop-bot", getToken: () => "token" });
// @ts-expect-error There is no such event.
Chatlet.init({ chatbotId: "shop-bot", onClicked: () => {} });
// @ts-expect-error The event has no such field.
Chatlet.init({ chatbotId: "shop-bot", onOpen: (event) => event.chunk });

// @ts-expect-error There is no such command.
Chatlet.push(["fly"]);
// @ts-expect-error A command is a list.
Chatlet.push("open");
// @ts-expect-error A message is text.
Chatlet.push(["open", 5]);
// @ts-expect-error The event has no such field.
Chatlet.push(["on", "linkClick", (event) => event.label]);
// @ts-expect-error There is no such command.
window.Chatlet = [["fly"]];

// @ts-expect-error The field is private.
window.addEventListener("chatlet:linkClick", (event) => event.detail.href);
// @ts-expect-error The field is private.
export const readLabel = (broadcast: ChatletBroadcast<"quickReply">) => broadcast.label;
// @ts-expect-error Tag managers know another name.
export const isLink = (record: ChatletDataLayerRecord) => record.event === "chatlet_linkClick";
// @ts-expect-error The field is private.
export const readChunk = (record: ChatletDataLayerRecord<"messageChunk">) => record.chunk;
