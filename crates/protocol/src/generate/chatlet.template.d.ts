// The API of Chatlet, its options and its events.
//
// For a script of the page, include this file in the program: `Chatlet`, `window.Chatlet` and the DOM events are global.
// The types have names of their own: `import type { ChatletOptions } from "./chatlet"`.

/** What every event carries. */
export interface ChatletEventBase<Name extends string> {
{{common}}
  /** Name of the event. */
  readonly name: Name;
}

{{events}}

/** Every event by its name. */
export interface ChatletEventMap {
{{event map}}
}

/** Any event; its `name` tells which. */
export type ChatletEvent = ChatletEventMap[keyof ChatletEventMap];

/** What can be subscribed to: an event by its name, or every event with `*`. */
export interface ChatletSubscriptions extends ChatletEventMap {
  "*": ChatletEvent;
}

/** Hears an event. The event is frozen; it carries every field. */
export type ChatletHandler<Name extends keyof ChatletSubscriptions> = (event: ChatletSubscriptions[Name]) => void;

/** Names of the fields that no broadcast carries, for every event that has some. */
export interface ChatletPrivateFields {
{{private fields}}
}

/** An event as every script of the page may read it: without its private fields. */
export type ChatletBroadcast<Name extends keyof ChatletEventMap = keyof ChatletEventMap> = {
  [Key in Name]: Omit<ChatletEventMap[Key], Key extends keyof ChatletPrivateFields ? ChatletPrivateFields[Key] : never>;
}[Name];

/** The events of the DOM, raised on `window`. With the option `broadcast: "full"` they carry the private fields, too. */
export type ChatletDomEvents = {
  [Name in keyof ChatletEventMap as `chatlet:${Name}`]: CustomEvent<ChatletBroadcast<Name>>;
};

/** What the tag manager's array calls each event. */
export interface ChatletDataLayerNames {
{{data layer names}}
}

/** What is pushed into the tag manager's array; never with a private field. */
export type ChatletDataLayerRecord<Name extends keyof ChatletEventMap = keyof ChatletEventMap> = {
  [Key in Name]: ChatletBroadcast<Key> & { readonly event: ChatletDataLayerNames[Key] };
}[Name];

/** Handlers among the options of `Chatlet.init`, one for each event. */
export interface ChatletCallbacks {
{{callbacks}}
}

/** The options, as keys of `Chatlet.init`; the script tag has the same ones as attributes. */
export interface ChatletSettings {
{{options}}
}

/** What `Chatlet.init` takes. */
export interface ChatletOptions extends ChatletSettings, ChatletCallbacks {}

/** Why a command was not done. */
export type ChatletErrorType = {{error types}};

/** What a command rejects with. */
export interface ChatletError extends Error {
  readonly name: "ChatletError";
  /** Why the command was not done. */
  readonly type: ChatletErrorType;
}

/**
 * How far a widget has come: not started; started, with the app not fetched; the app on its way; accepting commands;
 * the app not to be reached; this page not allowed to embed it; removed.
 */
export type ChatletState = "new" | "idle" | "loading" | "ready" | "unavailable" | "refused" | "destroyed";

/** What an interceptor knows of a message besides its text. */
export interface ChatletInterception {
  readonly chatbotId: string;
  readonly instance: string;
  /** The conversation's id; absent before there is one. */
  readonly sessionId?: string;
  /** Whether it is the first message of the conversation. */
  readonly first: boolean;
  /** Address of the page, without query and fragment. */
  readonly page?: string;
  /** What the page attached. */
  readonly metadata?: unknown;
}

/**
 * What becomes of a message: nothing said, it is sent as it is; with another `message` it is sent so; `handled`, it is not
 * sent at all, and the page's `reply` stands in the place of the assistant's.
 */
export type ChatletVerdict =
  | null
  | undefined
  | { readonly handled?: false; readonly message: string }
  | { readonly handled: true; readonly message?: string; readonly reply?: string };

/** Is asked before a message is sent, and has five seconds. One that fails or takes longer is an `error`, and the message goes on. */
export type ChatletInterceptor = (message: string, context: ChatletInterception) => ChatletVerdict | Promise<ChatletVerdict>;

/** Gets the arguments of a link, `k=v&k2=v2` as an object and a bare value as `{value}`, and the event of the click. */
export type ChatletProtocolHandler = (params: Readonly<Record<string, string>>, event: ChatletLinkClickEvent) => void;

/**
 * One widget. Every command may be given at any time: before the start it waits. Its promise settles when the app has
 * done it, and rejects with a `ChatletError` when it could not be done.
 */
export interface ChatletWidget {
{{widget}}
}

/** `window.Chatlet`: the widget called `default`, and the way to others. */
export interface ChatletApi extends ChatletWidget {
{{page}}
}

/** Names of the commands, besides the subscriptions. */
export type ChatletCommandName = Exclude<keyof ChatletApi, "on" | "once" | "push">;

/** A command as it is queued: its name, then what it is given. */
export type ChatletCommand =
  | {
      [Name in keyof ChatletSubscriptions]: [command: "on" | "once", name: Name, handler: ChatletHandler<Name>];
    }[keyof ChatletSubscriptions]
  | {
      [Name in ChatletCommandName]: ChatletApi[Name] extends (...given: infer Given) => unknown
        ? [command: Name, ...given: Given]
        : never;
    }[ChatletCommandName];

declare global {
  /** There as soon as the script has run. */
  const Chatlet: ChatletApi;

  interface Window {
    /** There as soon as the script has run; until then a page may set it to an array, and only `push` to it. */
    get Chatlet(): ChatletApi;
    set Chatlet(queue: ChatletApi | (ChatletCommand | ((chatlet: ChatletApi) => void))[]);
  }

  interface WindowEventMap extends ChatletDomEvents {}
}
