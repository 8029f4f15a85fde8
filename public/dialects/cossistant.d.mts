// Types of `cossistant.mjs`. React's own types are the page's.

import type { ReactNode } from "react";

export interface SupportMessage {
  id: string;
  conversationId: string;
  text: string;
  createdAt: string;
  /** The agent who wrote it; absent for the assistant and the visitor. */
  userId?: string;
  attachments: { type: string }[];
}

interface BaseEvent<Type extends string> {
  type: Type;
  /** Milliseconds since 1970. */
  timestamp: number;
}

export interface ConversationStartEvent extends BaseEvent<"conversationStart"> {
  conversationId: string;
}
export interface ConversationEndEvent extends BaseEvent<"conversationEnd"> {
  conversationId: string;
}
export interface MessageSentEvent extends BaseEvent<"messageSent"> {
  conversationId: string;
  message: SupportMessage;
}
export interface MessageReceivedEvent extends BaseEvent<"messageReceived"> {
  conversationId: string;
  message: SupportMessage;
}
export interface ErrorEvent extends BaseEvent<"error"> {
  error: Error;
  /** Where it happened: a word of the error catalogue. */
  context?: string;
}

export type SupportEvent =
  | ConversationStartEvent
  | ConversationEndEvent
  | MessageSentEvent
  | MessageReceivedEvent
  | ErrorEvent;
export type SupportEventType = SupportEvent["type"];

export interface SupportEventCallbacks {
  onConversationStart?: (event: ConversationStartEvent) => void;
  onConversationEnd?: (event: ConversationEndEvent) => void;
  onMessageSent?: (event: MessageSentEvent) => void;
  onMessageReceived?: (event: MessageReceivedEvent) => void;
  onError?: (event: ErrorEvent) => void;
}

export interface SupportProps extends SupportEventCallbacks {
  /** Starts this chatbot; without it the component joins the widget that the page's script tag starts. */
  chatbotId?: string;
  /** Address of the folder that the loader and the app are in; this module's own, unless it is bundled. */
  app?: string;
  /** Every other option of `Chatlet.init`. */
  [option: string]: unknown;
  children?: ReactNode;
}

export function Support(properties: SupportProps): ReactNode;
export function SupportProvider(properties: SupportProps): ReactNode;

export interface SupportEvents {
  /** Subscribes; what it returns ends the subscription. */
  subscribe<Type extends SupportEventType>(
    type: Type,
    listener: (event: Extract<SupportEvent, { type: Type }>) => void,
  ): () => void;
}

export interface SupportEventEmitter {
  emitConversationStart(conversationId: string, conversation?: object): void;
  emitConversationEnd(conversationId: string, conversation?: object): void;
  emitMessageSent(conversationId: string, message: object): void;
  emitMessageReceived(conversationId: string, message: object): void;
  emitError(error: Error, context?: string): void;
}

/** The events of the widget around; none outside of one. */
export function useSupportEvents(): SupportEvents | null;
export function useSupportEventEmitter(): SupportEventEmitter;
