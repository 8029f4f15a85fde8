// What the React dialect promises TypeScript.

import type {
  ConversationEndEvent,
  ConversationStartEvent,
  ErrorEvent,
  MessageReceivedEvent,
  MessageSentEvent,
  SupportEvent,
  SupportEventCallbacks,
  SupportEventType,
} from "../../public/dialects/cossistant.mjs";
import { Support, useSupportEventEmitter, useSupportEvents } from "../../public/dialects/cossistant.mjs";

const callbacks: SupportEventCallbacks = {
  onConversationStart: ({ conversationId }: ConversationStartEvent) => conversationId.length,
  onConversationEnd: ({ conversationId }: ConversationEndEvent) => conversationId.length,
  onMessageSent: ({ message }: MessageSentEvent) => message.attachments?.length > 0,
  onMessageReceived: ({ message }: MessageReceivedEvent) => message.id,
  onError: ({ error, context }: ErrorEvent) => [error.message, context],
};
Support({ ...callbacks, chatbotId: "shop-bot" });

const stop: (() => void) | undefined = useSupportEvents()?.subscribe("messageSent", ({ message }) => message.text);
stop?.();
useSupportEventEmitter().emitError(new Error("no"), "message_send_failed");

const type: SupportEventType = "error";
const timestamp = (event: SupportEvent): number => event.timestamp;
void [type, timestamp];

// @ts-expect-error There is no such event.
useSupportEvents()?.subscribe("messageRead", () => {});
// @ts-expect-error Outside of a widget there are no events.
useSupportEvents().subscribe("error", () => {});
