// A small React page with the examples on it.

import { createRoot } from "react-dom/client";
import { useEffect } from "react";
import { Support, SupportProvider, useSupportEventEmitter, useSupportEvents } from "@cossistant/next/support";
import * as examples from "./examples.js";

const note = (who) => (...given) => void window.told.push([who, ...given]);
window.told = [];
window.analytics = { track: note("analytics") };
window.logger = { error: note("logger") };
window.errorTracker = { captureException: note("tracker") };
window.gtag = note("gtag");

const Listener = () => {
  const events = useSupportEvents();
  const emitter = useSupportEventEmitter();
  useEffect(() => {
    window.emitter = emitter;
    return events.subscribe("messageSent", ({ message }) => note("listener")(message.text ?? message.id));
  }, [events, emitter]);
  return null;
};

const Outside = () => {
  window.outside = useSupportEvents();
  return null;
};

const { AnalyticsTracker, ...widgets } = examples;
createRoot(document.getElementById("root")).render(
  <>
    {Object.entries(widgets).map(([name, Widget]) => <Widget key={name} />)}
    <SupportProvider>
      {AnalyticsTracker && <AnalyticsTracker />}
      <Listener />
      <Support onMessageSent={({ message }) => note("inner")(message.text ?? message.id)} />
    </SupportProvider>
    <Outside />
  </>,
);
window.rendered = true;
