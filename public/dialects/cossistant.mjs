// Cossistant: a React component and hooks. React is the page's own; this module brings none.

import { createContext, createElement, useContext, useEffect, useRef, useState } from "react";
import { createSupportEvents } from "./cossistant/events.js";
import { listen } from "./cossistant/widget.js";

/** @typedef {ReturnType<typeof createSupportEvents>} SupportEvents */

/** The events of the widget that a component is inside of. */
const EventsContext = createContext(/** @type {SupportEvents | null} */ (null));

/** The callback of each event. */
const callbacks = {
  conversationStart: "onConversationStart",
  conversationEnd: "onConversationEnd",
  messageSent: "onMessageSent",
  messageReceived: "onMessageReceived",
  error: "onError",
};

/**
 * Brings the chat, or joins the one that the page's script tag started, and gives its events to what is inside.
 * @param {any} properties
 */
export const SupportProvider = ({ children, ...properties }) => {
  const [events] = useState(createSupportEvents);
  // The newest callbacks are called, without subscribing anew with every render.
  const latest = useRef(properties);
  latest.current = properties;
  useEffect(() => {
    const stops = Object.entries(callbacks).map(([type, name]) =>
      events.subscribe(type, (event) => latest.current[name]?.(event)),
    );
    const leave = listen(latest.current, events);
    return () => {
      leave();
      for (const stop of stops) stop();
    };
  }, [events]);
  return createElement(EventsContext.Provider, { value: events }, children);
};

/**
 * The widget. Inside a provider it adds its callbacks to that widget.
 * @param {any} properties
 */
export const Support = (properties) => {
  const outer = useContext(EventsContext);
  const latest = useRef(properties);
  latest.current = properties;
  useEffect(() => {
    if (!outer) return;
    const stops = Object.entries(callbacks).map(([type, name]) =>
      outer.subscribe(type, (event) => latest.current[name]?.(event)),
    );
    return () => stops.forEach((stop) => stop());
  }, [outer]);
  return outer ? properties.children : createElement(SupportProvider, properties);
};

/** The events of the widget around, to subscribe to; none outside of one. */
export const useSupportEvents = () => useContext(EventsContext);

/** What tells the other listeners of the widget around; outside of one it tells nobody. */
export const useSupportEventEmitter = () => {
  const around = useContext(EventsContext);
  const [own] = useState(createSupportEvents);
  return around ?? own;
};
